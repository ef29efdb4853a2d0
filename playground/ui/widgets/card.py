"""A card of the window, and the room around and inside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from playground.ui.theme import style
from playground.ui.widgets.giving_way import GivingWay, OptionalPart
from playground.ui.widgets.guard import recurring
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
        self._giving, self._needed = GivingWay(), self.head.minimumSize

    def give_way(self, *parts: OptionalPart, whole: bool = False) -> None:
        """In a narrow card these parts of its head give way, the first first: what can be pressed stays.

        `whole`: before any of the others is narrower than it would like to be.
        """
        self._giving = GivingWay(*parts)
        self._needed = self.head.sizeHint if whole else self.head.minimumSize

    def fit_head(self) -> None:
        """After a change of what stands there; a resize is seen to, and other text in the same parts."""
        self._giving.fit(self._needed().width(), self.contentsRect().width() - 2 * PADDING)

    def event(self, event: QEvent) -> bool:
        """Words of another size have their width only when the style sheet is in force: then it asks this."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._refit()
        return bool(super().event(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    @recurring
    def _refit(self) -> None:
        self.fit_head()
