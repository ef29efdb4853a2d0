"""The card of many networks, where the network stood: many seeds, or a race of the values of a setting."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QStackedLayout

from playground.session import Change, Session, SidePanel
from playground.ui.many.race_page import RacePage
from playground.ui.many.seeds_page import SeedsPage
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.card import Card
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import rich_label
from playground.ui.widgets.segments import SegmentedControl

_PAGES: tuple[SidePanel, ...] = ("seeds", "race")


class ManyPanel(Card):
    """Seeds: the same network from many initial weights. Race: from the same ones, with several values."""

    watches: ClassVar[Change] = Change.MANY | Change.SPEC | Change.DATA | Change.VIEW
    refresh_every: ClassVar[int] = 4

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Many networks")
        self.session, self._theme = session, theme
        self.setObjectName("many")
        self.tabs = SegmentedControl(
            ("many_seeds", "Seeds", "The same network from many initial weights"),
            ("many_race", "Race", "Several values of one setting from the same initial weights"),
        )
        self.tabs.chosen.connect(lambda place: session.view.set_side_panel(_PAGES[place]))
        self.legend = rich_label()
        self.legend.setAccessibleName("Legend: training and test")
        back = "Back to the network"
        self.close_button = IconButton("close", back, with_key(back, "Esc"), "bare")
        self.close_button.setObjectName("many_close")
        self.close_button.clicked.connect(lambda: session.view.set_side_panel("network"))
        for part in (self.legend, self.tabs, self.close_button):
            self.head.addWidget(part)
        Group(self, self.close_button)
        self.give_way(seen(self.legend), seen(self.title), self.tabs.narrow())
        self.seeds, self.race = SeedsPage(session, theme), RacePage(session, theme)
        self._pages = QStackedLayout()
        self.body.addLayout(self._pages)  # before its pages, or the first were shown as a window of its own
        self._pages.addWidget(self.seeds)
        self._pages.addWidget(self.race)

    def refresh(self, _changes: Change) -> None:
        """Bring the page up to date that is seen."""
        if self.session.view.side_panel not in _PAGES:
            return
        place = _PAGES.index(self.session.view.side_panel)
        self._pages.setCurrentIndex(place)
        self.tabs.show_chosen(place)
        self.legend.setText(_legend(self._theme, race=place == 1))
        (self.seeds, self.race)[place].refresh()
        self.fit_head()

    def take_keys(self) -> None:
        """Have the keys go to what is shown."""
        (self.race if self.session.view.side_panel == "race" else self.seeds).setFocus()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.close_button.apply_theme(theme)
        self.seeds.apply_theme(theme)
        self.race.apply_theme(theme)
        self.refresh(Change.VIEW)


def _legend(theme: Theme, *, race: bool) -> str:
    """What the lines of the plot are: those of a race have the colours of its values."""
    if race:
        return f'<b style="color:{theme.ink}">━</b> training &nbsp; <b style="color:{theme.dim}">┅</b> test'
    return (
        f'<b style="color:{theme.ink}">━</b> training &nbsp; <b style="color:{theme.accent}">━</b> test'
        f' &nbsp; <span style="color:{theme.dim}">band: quartiles</span>'
    )
