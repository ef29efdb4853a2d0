"""The card that stands where the network stood: the rows as a table, or their metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from playground.session import ALL, Change, Session
from playground.ui.rows.statistics_page import StatisticsPage
from playground.ui.rows.table_page import TablePage
from playground.ui.side_card import SideCard
from playground.ui.theme.theme import Theme
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.segments import SegmentedControl


class RowsPanel(SideCard):
    """`focus_released` tells that the keys belong to the canvas again."""

    watches: ClassVar[Change] = (
        Change.DATA | Change.SPEC | Change.WEIGHTS | Change.SELECTION | Change.VIEW | Change.STATUS
    )
    refresh_every: ClassVar[int] = 2
    focus_released = Signal()

    def __init__(self, session: Session, theme: Theme, actions: Mapping[str, QAction]) -> None:
        tabs = SegmentedControl(
            ("rows_table", "Table", "Every row with its prediction and its loss"),
            ("rows_statistics", "Statistics", "Accuracy and confusion matrix, or RMSE, R² and residuals"),
        )
        super().__init__(session, "Rows", ("table", "statistics"), tabs, "beside_close")
        self.setObjectName("rows")
        self.table = TablePage(session, theme, actions)
        self.table.focus_released.connect(self.focus_released)
        self.statistics = StatisticsPage(session, theme)
        self.head.addWidget(self.tabs)
        self.head.addWidget(self.close_button)
        Group(self, self.close_button)
        self.give_way(seen(self.title), self.tabs.narrow())
        self.add_pages(self.table, self.statistics)

    def refresh(self, changes: Change) -> None:
        """Bring the page up to date that is seen, and all of it if it was not."""
        if (place := self.wanted) is not None:
            changes = ALL if self.turn_to(place) else changes
            (self.table, self.statistics)[place].refresh(changes)

    @property
    def wanted_widths(self) -> list[int]:
        """The px with which the table shows every column, all but one, and one input of many."""
        table = self.table.table
        beside = self.width() - table.viewport().width()
        widths = table.least_widths
        return [px + beside for px in (*widths[:2], *widths[-2:-1])]

    def take_keys(self) -> None:
        """Have the keys go to what is shown."""
        (self.table.table if self.session.view.side_panel == "table" else self.statistics).setFocus()
