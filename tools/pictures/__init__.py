"""The pictures of the README and of a review: the real window, driven to a state and grabbed."""
