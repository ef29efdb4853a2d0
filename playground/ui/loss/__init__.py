"""The loss plot."""
