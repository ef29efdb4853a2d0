"""The card of many networks, where the network stood."""

from __future__ import annotations

from typing import ClassVar

from playground.session import Change, Session
from playground.ui.many.seeds_page import SeedsPage
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.card import Card
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.labels import rich_label


class ManyPanel(Card):
    """Seeds: the same network from many initial weights."""

    watches: ClassVar[Change] = Change.MANY | Change.SPEC | Change.DATA | Change.VIEW
    refresh_every: ClassVar[int] = 4

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Seeds")
        self.session = session
        self.setObjectName("many")
        self.legend = rich_label()
        self.legend.setAccessibleName("Legend: training and test, median and quartiles")
        back = "Back to the network"
        self.close_button = IconButton("close", back, with_key(back, "Esc"), "bare")
        self.close_button.setObjectName("many_close")
        self.close_button.clicked.connect(lambda: session.view.set_side_panel("network"))
        self.head.addWidget(self.legend)
        self.head.addWidget(self.close_button)
        self.give_way(seen(self.legend))
        self.seeds = SeedsPage(session, theme)
        self.body.addWidget(self.seeds, 1)

    def refresh(self, _changes: Change) -> None:
        """Bring it up to date when it is seen."""
        if self.session.view.side_panel == "seeds":
            self.seeds.refresh()
            self.fit_head()

    def take_keys(self) -> None:
        """Have the keys go to what is shown."""
        self.seeds.setFocus()

    def apply_theme(self, theme: Theme) -> None:
        self.close_button.apply_theme(theme)
        self.legend.setText(
            f'<b style="color:{theme.ink}">━</b> training &nbsp; <b style="color:{theme.accent}">━</b> test'
            f' &nbsp; <span style="color:{theme.dim}">band: the middle half of the seeds</span>'
        )
        self.seeds.apply_theme(theme)
        self.fit_head()
