"""The cards of the Backprop mode: one file each."""
