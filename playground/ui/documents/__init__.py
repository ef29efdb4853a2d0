"""Files, recent ones, and work that is kept: opening, saving, restoring."""
