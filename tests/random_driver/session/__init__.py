"""Drives a session at random from a seed: see `python -m tests.random_driver.session -h`."""
