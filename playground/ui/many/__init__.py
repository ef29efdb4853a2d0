"""Many networks beside the run: from many seeds."""
