"""A card that stands where the network stood, of several pages."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedLayout

from playground.session import Session, SidePanel
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.card import Card
from playground.ui.widgets.segments import SegmentedControl

_BACK = "Back to the network"


class SideCard(Card):
    """Its pages are those of `names` in the session's view, and turned by `tabs`; `close_button` brings the
    network back. Where these stand in the head is for the card to say; `add_pages` has to follow.
    """

    def __init__(
        self,
        session: Session,
        title: str,
        names: tuple[SidePanel, ...],
        tabs: SegmentedControl,
        close_name: str,
    ) -> None:
        super().__init__(title)
        self.session, self.tabs, self._names = session, tabs, names
        tabs.chosen.connect(lambda place: session.view.set_side_panel(names[place]))
        self.close_button = IconButton("close", _BACK, with_key(_BACK, "Esc"), "bare")
        self.close_button.setObjectName(close_name)
        self.close_button.clicked.connect(lambda: session.view.set_side_panel("network"))
        self._pages: tuple[Any, ...] = ()
        self._stack = QStackedLayout()

    def add_pages(self, *pages: Any) -> None:
        """In the order of their names."""
        self.body.addLayout(self._stack)  # before its pages, or the first were shown as a window of its own
        self._pages = pages
        for page in pages:
            self._stack.addWidget(page)

    @property
    def wanted(self) -> int | None:
        """The place of the page that is to be seen; None: no page of this card is."""
        name = self.session.view.side_panel
        return self._names.index(name) if name in self._names else None

    def turn_to(self, place: int) -> bool:
        """Show this page; says whether another one was shown before."""
        turned = place != self._stack.currentIndex()
        self._stack.setCurrentIndex(place)
        self.tabs.show_chosen(place)
        return turned

    def apply_theme(self, theme: Theme) -> None:
        self.close_button.apply_theme(theme)
        for page in self._pages:
            page.apply_theme(theme)
        self.fit_head()
