"""An experiment as one line of text: a link of TensorFlow Playground, or a text of ours that pastes back."""
