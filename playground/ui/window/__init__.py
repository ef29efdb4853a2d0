"""The main window: its parts put together, the frame, text size and theme, and what the actions do."""

from playground.ui.window.main_window import MainWindow

__all__ = ["MainWindow"]
