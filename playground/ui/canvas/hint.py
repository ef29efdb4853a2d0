"""What to do on an empty canvas, in words in its middle."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from playground.session import Session

_MARGIN = 16  # px to the edges of the view, at the least

_ADDING = ("point", "brush")  # tools


class EmptyHint(QLabel):
    """Stands there while there are no points; clicks go through it to the canvas."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("canvas_hint")
        self.setProperty("role", "chip")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def refresh(self) -> None:
        self.setVisible(not len(self.session.data))
        self.setText(_words(self.session))

    def place(self, view: QRect) -> None:
        """In the middle of the view, in one line where it has room."""
        fold(self, view.width() - 2 * _MARGIN)
        self.move(view.center() - self.rect().center())


def fold(label: QLabel, room: int) -> None:
    """Give a label one line, or as many as its words take in this room (px)."""
    label.setWordWrap(True)
    label.setMaximumWidth(max(room, 1))
    width = min(label.fontMetrics().horizontalAdvance(label.text()) + 24, room)
    label.resize(width, label.heightForWidth(width))


def _words(session: Session) -> str:
    if session.tools.brush.tool not in _ADDING:
        return "To add points, press P or A."
    if session.data.class_names:
        return "Click to add points. Choose their class on the left, or with keys 1, 2 …"
    if session.view.plane.y is None:
        return "Click to add points: the height of a point is its target value."
    return "Set a target value on the left, then click to add points with it."
