"""A few cards in the place of one, with a row of tabs above them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from playground.ui.widgets.card import GAP, PADDING, Card
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl


class Tab(Struct, frozen=True):
    """One thing that a deck can show: its tab (object name, words, tooltip), and itself. The title of a card
    stands beside the tabs while it is shown, if there is room.
    """

    name: str
    words: str
    tip: str
    widget: QWidget
    head: QWidget | None = None

    @classmethod
    def of(cls, name: str, words: str, tip: str, card: Card) -> Tab:
        """A card, which leaves frame and head to the deck."""
        card.setProperty("role", "")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.takeAt(0)
        head = QWidget()
        head.setLayout(card.head)
        head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return cls(name, words, tip, card, head)


class Pile(QWidget):
    """Widgets in one place, the one on top seen. No layout (see `ReparentingHost`): they come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.top: QWidget | None = None

    def take(self, widget: QWidget) -> None:
        """Have it here from now on, out of sight."""
        if widget.parent() is not self:
            widget.setParent(self)
            widget.hide()

    def show_(self, widget: QWidget) -> None:
        """Have this one on top."""
        if self.top is not None and self.top is not widget and self.top.parent() is self:
            self.top.hide()
        self.top = widget
        self.take(widget)
        widget.setGeometry(self.rect())
        widget.show()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # what is on top has other words now: who holds it asks
            self.updateGeometry()
        return super().event(event)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.top is not None and self.top.parent() is self:
            self.top.setGeometry(self.rect())


# Another title may need more room, and letters may be larger when it comes into sight.
_NEEDS_ROOM = {QEvent.Type.LayoutRequest, QEvent.Type.Show}


class TabDeck(QFrame):
    """Shows one of the entries that it `holds`; `chosen` tells the name of the tab that was clicked."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Tab]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.entries = {entry.name: entry for entry in entries}
        self.tabs = SegmentedControl(*((entry.name, entry.words, entry.tip) for entry in entries))
        self.cards, self.heads = Pile(), Pile()
        top = hbox(self.tabs, None, spacing=GAP)
        top.addWidget(self.heads, 100)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING - 4, PADDING, PADDING)
        layout.setSpacing(GAP - 4)
        layout.addLayout(top)
        self._top = top
        layout.addWidget(self.cards, 1)
        names = tuple(self.entries)
        self.tabs.chosen.connect(lambda place: self.chosen.emit(names[place]))
        self.shown = ""
        self.held: tuple[str, ...] = ()

    def hold(self, names: Sequence[str]) -> None:
        """Have the tabs of these alone, and show the first of them unless one is shown. None: it is empty."""
        self.held = tuple(names)
        if not names:
            return
        self.tabs.show_only([place for place, name in enumerate(self.entries) if name in names])
        for entry in (self.entries[name] for name in names):
            self.cards.take(entry.widget)
            if entry.head is not None:
                self.heads.take(entry.head)
        self.show_entry(self.shown if self.shown in names else names[0])

    def show_entry(self, name: str) -> None:
        """Bring one on top; the others refresh when they come into sight."""
        entry = self.entries[name]
        self.shown = name
        self.tabs.show_chosen(list(self.entries).index(name))
        self.cards.show_(entry.widget)
        if entry.head is not None:
            self.heads.show_(entry.head)
        self._make_room()

    def _make_room(self) -> None:
        """The head beside the tabs, where there is room for all of it."""
        head = self.entries[self.shown].head
        self.tabs.fit(self.contentsRect().width() - 2 * PADDING - self._top.spacing())
        room = self.width() - 2 * PADDING - GAP - self.tabs.sizeHint().width()
        self.heads.setVisible(head is not None and head.sizeHint().width() <= room)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        if event.type() in _NEEDS_ROOM:
            self._make_room()
        return super().event(event)
