"""The canvas: points, boundary or curve, and what can be done with a selection."""
