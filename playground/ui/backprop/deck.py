"""A few cards in the place of one, with a row of tabs above them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from playground.ui.widgets.basics import GAP, PADDING, Card, row
from playground.ui.widgets.segments import Segments


class Deck(QFrame):
    """Shows one of its cards; the others refresh when they come into sight."""

    def __init__(self, *entries: tuple[str, str, str, Card]) -> None:
        """`entries`: object name, words and tooltip of the tab, and its card."""
        super().__init__()
        self.setProperty("role", "card")
        self.tabs = Segments(*((name, words, tip) for name, words, tip, _ in entries))
        self.cards = QStackedWidget()
        for *_, card in entries:
            card.setProperty("role", "")  # the deck has the frame
            card.body.setContentsMargins(0, 0, 0, 0)
            self.cards.addWidget(card)
        self.tabs.chosen.connect(self.cards.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        layout.setSpacing(GAP - 2)
        layout.addLayout(row(self.tabs, None))
        layout.addWidget(self.cards, 1)
