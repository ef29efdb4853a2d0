"""Drives the real window at random from a seed: see `python -m tests.random_driver -h`."""
