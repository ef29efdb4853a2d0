"""The list of runs, and what they are compared by."""
