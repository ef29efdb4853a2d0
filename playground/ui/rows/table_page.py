"""The table with its foot: how the rows are sorted, and when they are sorted again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.training.statistics import RowErrors
from playground.ui.background.throttle import Throttle
from playground.ui.rows.error_job import ErrorJob
from playground.ui.rows.model import RowModel
from playground.ui.rows.row_actions import RowActions, quiet_button
from playground.ui.rows.table import RowTable
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import Elided, plain_label
from playground.ui.widgets.layouts import hbox
from playground.wording import counted

_EVERY = 0.25  # seconds between two repaints while training
WORST = 10


class TablePage(QWidget):
    """The rows; `focus_released` tells that the keys belong to the canvas again."""

    focus_released = Signal()

    def __init__(self, session: Session, theme: Theme, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.session = session
        self.model = RowModel(session)
        self.model.apply_theme(theme)
        self.table = RowTable(session, self.model)
        self.error_job = ErrorJob(session, self)
        self.empty = plain_label("No rows yet: click on the canvas to add points.", "dim")
        self.empty.setObjectName("rows_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.foot = Elided("rows_foot", "dim")
        self.again = quiet_button("sort_again", "Sort again", "Sort the rows again, by their current loss")
        self.again.clicked.connect(self.sort_again)
        self.more = quiet_button("more_inputs", "", "Show every input; the table is then scrolled sideways")
        self.more.setCheckable(True)
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self._show_inputs)
        self.row_actions = RowActions(session, self.model, self.table, actions)
        self.row_actions.erased.connect(lambda: self.refresh(Change.DATA | Change.SELECTION))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.table, 1)
        layout.addLayout(hbox(self.foot, self.more, spacing=6))
        layout.addLayout(hbox(self.row_actions, self.again, spacing=6))
        Group(self, self.more, *self.row_actions.buttons.values(), self.again)
        self._wanted = RowModel.first_sort  # the order that is being found
        self._sorting_at = self._sorted_at = (-1, -1)  # version of the weights, and epoch
        self._stale = False  # whether another order would come of sorting again
        self._worst = False  # select them as soon as they are known
        self.throttle = Throttle(session, _EVERY)
        self._fitted: object = None
        self._connect()

    def _connect(self) -> None:
        self.error_job.found.connect(self._sort)
        self.error_job.went_on.connect(self._say)
        self.table.horizontalHeader().sectionClicked.connect(self._click_head)
        self.table.focus_released.connect(self.focus_released)
        self.table.was_fitted.connect(self._say_more)

    # --- showing -----------------------------------------------------------------------------------

    def refresh(self, changes: Change) -> None:
        edited = not self.model.current
        others = edited and self.model.take_up()
        self.model.network = self.session.network
        self._fit()
        unfinished = edited and self.error_job.progress < 1.0
        if others or unfinished or (self._outdated and not self.session.training):
            self.sort_again()
        if others or changes & (Change.DATA | Change.SELECTION):
            self.table.show_selection(follow=bool(changes & Change.SELECTION))
        self._stale = self._stale or self._outdated or (edited and not others)
        if self.throttle.due(at_once=bool(changes & (Change.DATA | Change.SPEC))):
            self.model.forget()
            self.table.viewport().update()
            self._say()

    def _fit(self) -> None:
        rows = self.model.rowCount()
        shape = (self.model.names, bool(rows), self.table.axes)
        if shape != self._fitted:
            self._fitted = shape
            self.table.fit()
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))

    def _show_inputs(self) -> None:
        """Show the inputs that have no room, too, or leave them out again."""
        self.table.all_inputs = self.more.isChecked()
        self.table.fit()

    def _say_more(self) -> None:
        """How many inputs are left out: nothing is missing in silence."""
        left_out = self.table.left_out
        self.more.setVisible(left_out > 0)
        self.more.setChecked(self.table.all_inputs)
        self.more.setText("Fewer inputs" if self.table.all_inputs else counted(left_out, "more input"))

    def apply_theme(self, theme: Theme) -> None:
        self.table.apply_theme(theme)

    def _say(self) -> None:
        """How many rows there are, and in which order they stand."""
        data, chosen = self.model.experiment.data, len(self.session.points.selected)
        test = int(data.test.sum())
        rows, parts = counted(len(data), "row"), []
        if chosen:
            parts.append(f"{chosen:,} selected")
        if self.error_job.progress < 1.0:
            parts.append(f"computing the losses: {number_format.share(self.error_job.progress)}")
        elif self._learnt:
            parts.append(f"sorted by {self._title} as of epoch {self._sorted_at[1]:,}")
        wordings = [[f"{rows}, {test:,} of them test", *parts], [rows, *parts], parts or [rows]]
        self.foot.setText(*map(" · ".join, wordings))
        self.foot.setToolTip(
            "While training, rows keep their order although their losses change. They are sorted again "
            "when paused, or by Sort again."
        )
        self.again.setVisible(self._learnt and self._stale)
        self.row_actions.refresh()

    # --- sorting -----------------------------------------------------------------------------------

    @property
    def _learnt(self) -> bool:
        """Whether the rows stand in an order that changes as the network learns."""
        return self.model.column(self.model.sorted_by[0]).of_network

    @property
    def _title(self) -> str:
        return self.model.column(self.model.sorted_by[0]).title.lower()

    @property
    def _now(self) -> tuple[int, int]:
        return self.session.weights_version, self.session.snapshot.epoch

    @property
    def _outdated(self) -> bool:
        """Whether the weights have changed since the rows were sorted by what comes of them."""
        return self.model.column(self._wanted[0]).of_network and self._sorting_at != self._now

    def _click_head(self, section: int) -> None:
        """Sort by a column; by the same one once more, the other way round. Errors: the worst first."""
        name, descending = self.model.sorted_by
        chosen = self.model.columns[section].name
        self.sort_by(chosen, descending=not descending if chosen == name else chosen == "error")

    def sort_by(self, name: str, *, descending: bool) -> None:
        """Sort the rows; by what the network makes of them, as soon as it is found."""
        self._catch_up()
        self._wanted = (self.model.column(name).name, descending)
        if self.model.column(name).of_network:
            self._sorting_at = self._now
            self.error_job.ask()
        else:
            self.error_job.stop()
            self._sort(None)

    def _catch_up(self) -> None:
        """Before errors are asked for: show the rows of the session, of which they are found."""
        if not self.model.current:
            self.refresh(Change.DATA | Change.SPEC)

    def sort_again(self) -> None:
        """The same order, of what there is now."""
        self.sort_by(self._wanted[0], descending=self._wanted[1])

    def sort_worst(self) -> None:
        """The rows with the greatest errors on top, and the first of them selected."""
        self._catch_up()
        self._worst = True
        self.sort_by("error", descending=True)

    def _sort(self, errors: RowErrors | None) -> None:
        self.table.forget_selection()
        self.model.sort_rows(self._wanted[0], errors, descending=self._wanted[1])
        self._stale = False
        if errors is not None:
            self._sorted_at = self._sorting_at
            if self._worst:
                self._select_worst(errors)
        self._worst = False
        self.table.show_selection(follow=False)
        self._say()

    def _select_worst(self, errors: RowErrors) -> None:
        """The worst of the rows that are on the canvas."""
        seen = ~self.session.data.test | self.session.view.settings.show_test
        order = self.model.order
        self.session.points.select(order[(seen & np.isfinite(errors.loss))[order]][:WORST])
        self.table.scrollToTop()
        self.table.setFocus()
