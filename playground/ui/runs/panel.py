"""The card of the runs beside the canvas: their list, or some of them side by side."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QPushButton

from playground.session import ALL, Change, Session
from playground.ui.runs.compare_page import ComparePage
from playground.ui.runs.list_page import ListPage
from playground.ui.side_card import SideCard
from playground.ui.theme.theme import Theme
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.segments import SegmentedControl


class RunsPanel(SideCard):
    """Both pages follow the playhead."""

    watches: ClassVar[Change] = (
        Change.HISTORY | Change.WEIGHTS | Change.STATUS | Change.SPEC | Change.DATA | Change.VIEW
    )

    def __init__(self, session: Session, theme: Theme) -> None:
        tabs = SegmentedControl(
            ("runs_list", "List", "All runs that are kept"),
            ("runs_compare", "Compare", "Up to four runs side by side, and where two of them differ"),
        )
        super().__init__(session, "Runs", ("runs", "compare"), tabs, "runs_close")
        self.setObjectName("runs")
        self.by = SegmentedControl(
            ("compare_by_epoch", "Epoch", "Show all runs at the same epoch"),
            ("compare_by_steps", "Steps", "Show all runs after the same number of updates"),
        )
        self.by.chosen.connect(lambda place: session.comparison.set_by_steps(place == 1))
        self.by.hide()
        self.keep = QPushButton("Keep this run")
        self.keep.setObjectName("keep_run")
        self.keep.setToolTip("Keep this run as it is now in the list, to compare others with it")
        self.keep.clicked.connect(lambda: session.runs.keep_present(session.resume_point))
        for part in (self.tabs, self.by, self.keep, self.close_button):
            self.head.addWidget(part)
        Group(self, self.keep, self.close_button)
        self.give_way(seen(self.title), self.by.narrow(), self.tabs.narrow())
        self.list, self.compare = ListPage(session, theme), ComparePage(session, theme)
        self.add_pages(self.list, self.compare)

    @property
    def refresh_every(self) -> int:
        """The playhead is followed at once."""
        return 8 if self.session.training else 1

    def refresh(self, changes: Change) -> None:
        """Bring the page up to date that is seen."""
        if (place := self.wanted) is not None:
            changes = ALL if self.turn_to(place) else changes
            self._show_head(compares=place == 1 and bool(self.session.comparison.compared))
            (self.list, self.compare)[place].refresh(changes)

    def _show_head(self, *, compares: bool) -> None:
        """What all are compared by stands where a run is kept."""
        self.by.show_chosen(int(self.session.comparison.by_steps))
        if self.by.isHidden() == compares:
            self.by.setVisible(compares)
            self.keep.setVisible(not compares)
        self.fit_head()

    def take_keys(self) -> None:
        """The keys stay where they are: the list is read."""

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.refresh(Change.VIEW)
        self.fit_head()
