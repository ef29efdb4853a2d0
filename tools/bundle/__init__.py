"""A folder, and a zip of it, in which the program runs without Python: see README.md beside this file."""
