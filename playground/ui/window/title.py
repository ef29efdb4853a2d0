"""The title of the window: the name of the file, and a mark where there is more than is in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from playground.session.document import Document

_TITLE = "Backprop Playground"


def show_title(window: QMainWindow, document: Document) -> None:
    """Called once a frame: writes only what has changed."""
    modified = document.modified
    name = Path(document.path).name or "Untitled"
    title = f"{name}[*] — {_TITLE}" if document.path or modified else _TITLE
    if (title, modified) != (window.windowTitle(), window.isWindowModified()):
        window.setWindowTitle(title)
        window.setWindowModified(modified)
