"""Many networks beside the run: from many seeds, or with several values of one setting."""
