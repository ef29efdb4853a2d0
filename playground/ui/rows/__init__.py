"""The card beside the canvas that shows the rows: as a table, and in metrics."""
