"""The help: all keys, what is seen, and what this program is."""
