"""Scripts for developers: run them as `python -m tools.NAME` from the root of the repository."""
