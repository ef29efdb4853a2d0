"""The list of runs: the present one first, then those that are kept, each at the playhead."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.runs.row import RunRow
from playground.ui.theme.theme import Theme
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.scroll import FitScrollArea

_LEAST = 160  # px of the list


class ListPage(FitScrollArea):
    """A row for each run. `export_run` tells the number of one that is to be exported."""

    export_run = Signal(int)

    def __init__(self, session: Session, theme: Theme) -> None:
        self.session, self._theme = session, theme
        self.present = RunRow(session, None)
        self.rows: list[RunRow] = []
        self.hint = plain_label(
            "Look back at an epoch and go on from there, or keep this run and change a setting: "
            "both runs are then compared here.",
            "dim",
        )
        self.hint.setWordWrap(True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(14)
        self._column.addWidget(self.present)
        self._column.addWidget(self.hint)
        self._column.addStretch()
        super().__init__(inside, _LEAST)
        self.setMinimumWidth(1)  # as wide as the network was: nothing beside it moves

    def refresh(self, _changes: Change) -> None:
        """Show the runs there are."""
        kept = self.session.runs.kept
        if [row.number for row in self.rows] != [one.number for one in kept]:
            self._rebuild()
        self.present.show_present(self._theme)
        for row, one in zip(self.rows, kept, strict=True):
            row.show_kept(one, self._theme.run(one.colour), self._theme)
        self.hint.setVisible(not kept)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for row in (self.present, *self.rows):
            row.apply_theme(theme)

    def _rebuild(self) -> None:
        """Other runs than before: the rows of those that stay, stay."""
        have = {row.number: row for row in self.rows}
        wanted = [one.number for one in self.session.runs.kept]
        for number, row in have.items():
            if number not in wanted:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        self.rows = [have.get(number) or self._new(number) for number in wanted]
        for place, row in enumerate(self.rows, 1):
            self._column.insertWidget(place, row)

    def _new(self, number: int) -> RunRow:
        row = RunRow(self.session, number)
        row.apply_theme(self._theme)
        row.export_run.connect(self.export_run)
        return row
