"""A kit: long work beside the window, in a thread or in slices, and its progress line."""
