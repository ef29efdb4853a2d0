"""The weights as matrices."""
