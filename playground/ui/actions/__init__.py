"""The actions of the window: their table, the QActions made from it, and what is done to the selection."""
