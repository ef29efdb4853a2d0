"""What to do on an empty canvas, in words in its middle."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from playground.session import Session

_MARGIN = 16  # px to the edges of the view, at the least


class EmptyHint(QLabel):
    """Stands there while there are no points; clicks go through it to the canvas."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("canvas_hint")
        self.setProperty("role", "chip")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def refresh(self) -> None:
        self.setVisible(not len(self.session.data))
        self.setText(_words(self.session))

    def place(self, view: QRect) -> None:
        """In the middle of the view, in one line where it has room."""
        width = view.width() - 2 * _MARGIN
        self.setMaximumWidth(max(width, 1))
        line = self.fontMetrics().horizontalAdvance(self.text()) + 24
        self.resize(min(line, width), self.heightForWidth(min(line, width)))
        self.move(view.center() - self.rect().center())


def _words(session: Session) -> str:
    if session.data.class_names:
        return "Click to add points. Choose their class on the left, or with keys 1, 2 …"
    if session.view.plane.y is None:
        return "Click to add points: the height of a point is its target value."
    return "Set a target value on the left, then click to add points with it."
