"""The card of the runs beside the canvas: their list, or some of them side by side."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QPushButton, QStackedLayout

from playground.session import ALL, Change, Session, SidePanel
from playground.ui.runs.compare_page import ComparePage
from playground.ui.runs.list_page import ListPage
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.card import Card
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.segments import SegmentedControl

_PAGES: tuple[SidePanel, ...] = ("runs", "compare")


class RunsPanel(Card):
    """Both pages follow the playhead."""

    watches: ClassVar[Change] = (
        Change.HISTORY | Change.WEIGHTS | Change.STATUS | Change.SPEC | Change.DATA | Change.VIEW
    )
    refresh_every: ClassVar[int] = 8

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Runs")
        self.session = session
        self.setObjectName("runs")
        self.tabs = SegmentedControl(
            ("runs_list", "List", "All runs that are kept"),
            ("runs_compare", "Compare", "Up to four runs side by side, and where two of them differ"),
        )
        self.tabs.chosen.connect(lambda place: session.view.set_side_panel(_PAGES[place]))
        self.by = SegmentedControl(
            ("compare_by_epoch", "Epoch", "Show all runs at the same epoch"),
            ("compare_by_steps", "Steps", "Show all runs after the same number of updates"),
        )
        self.by.chosen.connect(lambda place: session.comparison.set_by_steps(place == 1))
        self.keep = QPushButton("Keep this run")
        self.keep.setObjectName("keep_run")
        self.keep.setToolTip("Keep this run as it is now in the list, to compare others with it")
        self.keep.clicked.connect(lambda: session.runs.keep_present(session.resume_point))
        back = "Back to the network"
        self.close_button = IconButton("close", back, with_key(back, "Esc"), "bare")
        self.close_button.setObjectName("runs_close")
        self.close_button.clicked.connect(lambda: session.view.set_side_panel("network"))
        for part in (self.tabs, self.by, self.keep, self.close_button):
            self.head.addWidget(part)
        Group(self, self.keep, self.close_button)
        self.give_way(seen(self.title), self.by.narrow(), self.tabs.narrow())
        self._pages = QStackedLayout()
        self.body.addLayout(self._pages)  # before its pages, or the first were shown as a window of its own
        self.list, self.compare = ListPage(session, theme), ComparePage(session, theme)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.compare)

    def refresh(self, changes: Change) -> None:
        """Bring the page up to date that is seen."""
        if self.session.view.side_panel not in _PAGES:
            return
        place = _PAGES.index(self.session.view.side_panel)
        if place != self._pages.currentIndex():
            self._pages.setCurrentIndex(place)
            changes = ALL
        self.tabs.show_chosen(place)
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
        self.close_button.apply_theme(theme)
        self.list.apply_theme(theme)
        self.compare.apply_theme(theme)
        self.refresh(Change.VIEW)
        self.fit_head()
