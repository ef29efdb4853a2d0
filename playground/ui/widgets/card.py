"""A card of the window, and the room around and inside it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from playground.ui.theme import style
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox

GAP, PADDING = 12, 14  # px: between cards, and inside one


class Card(QFrame):
    """A card with a title in spaced capitals; `head` takes what stands beside the title, `body` the rest."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = plain_label(title, "title")
        style.scaled(self.title.setFont, style.caps_font)
        self.head = hbox(self.title, None)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(PADDING, 10, PADDING, PADDING)
        self.body.setSpacing(8)
        self.body.addLayout(self.head)
