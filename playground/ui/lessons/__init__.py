"""Lessons in the window: the column with its steps, what is locked meanwhile, and how one is opened."""
