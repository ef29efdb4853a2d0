"""Pictures of the canvas, the network and the loss: at any moment of a run, in any size, into any format."""
