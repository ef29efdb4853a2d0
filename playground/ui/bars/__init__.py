"""The bars of the window: above it, below it, and the notice in between."""
