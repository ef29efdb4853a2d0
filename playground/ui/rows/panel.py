"""The card that stands where the network stood: the rows as a table, or their metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout

from playground.session import ALL, Change, Session, SidePanel
from playground.ui.rows.statistics_page import StatisticsPage
from playground.ui.rows.table_page import TablePage
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.card import Card
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.segments import SegmentedControl

_PAGES: tuple[SidePanel, ...] = ("table", "statistics")


class RowsPanel(Card):
    """`focus_released` tells that the keys belong to the canvas again."""

    watches: ClassVar[Change] = (
        Change.DATA | Change.SPEC | Change.WEIGHTS | Change.SELECTION | Change.VIEW | Change.STATUS
    )
    refresh_every: ClassVar[int] = 2
    focus_released = Signal()

    def __init__(self, session: Session, theme: Theme, actions: Mapping[str, QAction]) -> None:
        super().__init__("Rows")
        self.session = session
        self.setObjectName("rows")
        self.table = TablePage(session, theme, actions)
        self.table.focus_released.connect(self.focus_released)
        self.statistics = StatisticsPage(session, theme)
        self.tabs = SegmentedControl(
            ("rows_table", "Table", "Every row with its prediction and its loss"),
            ("rows_statistics", "Statistics", "Accuracy and confusion matrix, or RMSE, R² and residuals"),
        )
        self.tabs.chosen.connect(lambda place: session.view.set_side_panel(_PAGES[place]))
        self.close_button = IconButton(
            "close", "Back to the network", with_key("Back to the network", "Esc"), "bare"
        )
        self.close_button.setObjectName("beside_close")
        self.close_button.clicked.connect(lambda: session.view.set_side_panel("network"))
        self.head.addWidget(self.tabs)
        self.head.addWidget(self.close_button)
        Group(self, self.close_button)
        self.give_way(seen(self.title), self.tabs.narrow())
        self._pages = QStackedLayout()
        self.body.addLayout(self._pages)  # before its pages, or the first were shown as a window of its own
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.statistics)

    def refresh(self, changes: Change) -> None:
        """Bring the page up to date that is seen, and all of it if it was not."""
        if self.session.view.side_panel not in _PAGES:
            return
        place = _PAGES.index(self.session.view.side_panel)
        if place != self._pages.currentIndex():
            self._pages.setCurrentIndex(place)
            changes = ALL
        self.tabs.show_chosen(place)
        (self.table, self.statistics)[place].refresh(changes)

    def take_keys(self) -> None:
        """Have the keys go to what is shown."""
        (self.table.table if self.session.view.side_panel == "table" else self.statistics).setFocus()

    def apply_theme(self, theme: Theme) -> None:
        self.close_button.apply_theme(theme)
        self.table.apply_theme(theme)
        self.statistics.apply_theme(theme)
        self.fit_head()
