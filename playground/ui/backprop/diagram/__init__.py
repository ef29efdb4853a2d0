"""The diagram of the Backprop mode: one update, number by number."""
