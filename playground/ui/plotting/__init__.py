"""A kit: plots, markers and heatmaps on pyqtgraph."""
