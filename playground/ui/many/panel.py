"""The card of many networks, where the network stood: many seeds, or a race of the values of a setting."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from playground.session import Change, Session
from playground.ui.many.race_page import RacePage
from playground.ui.many.seeds_page import SeedsPage
from playground.ui.side_card import SideCard
from playground.ui.theme.theme import Theme
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import rich_label
from playground.ui.widgets.segments import SegmentedControl

_EVERY = 0.1  # seconds from one refresh to the next while networks are trained


class ManyPanel(SideCard):
    """Seeds: the same network from many initial weights. Race: from the same ones, with several values."""

    watches: ClassVar[Change] = Change.MANY | Change.SPEC | Change.DATA | Change.VIEW
    refresh_every: ClassVar[int] = 4

    def __init__(self, session: Session, theme: Theme) -> None:
        tabs = SegmentedControl(
            ("many_seeds", "Seeds", "The same network from many initial weights"),
            ("many_race", "Race", "Several values of one setting from the same initial weights"),
        )
        super().__init__(session, "Many networks", ("seeds", "race"), tabs, "many_close")
        self._theme, self._shown_at = theme, 0.0
        self.setObjectName("many")
        self.legend = rich_label()
        self.legend.setAccessibleName("Legend: training and test")
        for part in (self.legend, self.tabs, self.close_button):
            self.head.addWidget(part)
        Group(self, self.close_button)
        self.give_way(seen(self.legend), seen(self.title), self.tabs.narrow())
        self.seeds, self.race = SeedsPage(session, theme), RacePage(session, theme)
        self.add_pages(self.seeds, self.race)

    def refresh(self, changes: Change) -> None:
        """Bring the page up to date that is seen; of mere news, which come quickly, some are enough."""
        now = monotonic()
        hasty = changes == Change.MANY and self.session.many.running and now - self._shown_at < _EVERY
        if (place := self.wanted) is not None and not hasty:
            self._shown_at = now
            self.turn_to(place)
            self.legend.setText(_legend(self._theme, race=place == 1))
            (self.seeds, self.race)[place].refresh()
            self.fit_head()

    def take_keys(self) -> None:
        """Have the keys go to what is shown."""
        (self.race if self.session.view.side_panel == "race" else self.seeds).setFocus()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        super().apply_theme(theme)
        self.refresh(Change.VIEW)


def _legend(theme: Theme, *, race: bool) -> str:
    """What the lines of the plot are: those of a race have the colours of its values."""
    if race:
        return f'<b style="color:{theme.ink}">━</b> training &nbsp; <b style="color:{theme.dim}">┅</b> test'
    return (
        f'<b style="color:{theme.ink}">━</b> training &nbsp; <b style="color:{theme.accent}">━</b> test'
        f' &nbsp; <span style="color:{theme.dim}">band: quartiles</span>'
    )
