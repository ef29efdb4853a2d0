"""Datasets: generated, bundled, loaded from a file or drawn by hand."""
