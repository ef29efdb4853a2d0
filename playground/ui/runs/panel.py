"""The card of the runs beside the canvas: the list, each at the playhead, and what they differ in."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.runs.row import RunRow
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.card import Card
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.scroll import FitScrollArea

_LEAST = 160  # px of the list


class RunsPanel(Card):
    """The present run first, then those that are kept."""

    watches: ClassVar[Change] = (
        Change.HISTORY | Change.WEIGHTS | Change.STATUS | Change.SPEC | Change.DATA | Change.VIEW
    )
    refresh_every: ClassVar[int] = 8

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("Runs")
        self.session, self._theme = session, theme
        self.setObjectName("runs")
        self.keep = QPushButton("Keep this run")
        self.keep.setObjectName("keep_run")
        self.keep.setToolTip("Keep this run as it is now in the list, to compare others with it")
        self.keep.clicked.connect(lambda: session.runs.keep_present(session.resume_point))
        back = "Back to the network"
        self.close_button = IconButton("close", back, with_key(back, "Esc"), "bare")
        self.close_button.setObjectName("runs_close")
        self.close_button.clicked.connect(lambda: session.view.set_side_panel("network"))
        self.head.addWidget(self.keep)
        self.head.addWidget(self.close_button)
        Group(self, self.keep, self.close_button)
        self.present = RunRow(session, None)
        self.rows: list[RunRow] = []
        self.differences = plain_label("")
        self.differences.setWordWrap(True)
        self.differences.setObjectName("runs_differ")
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
        self._column.addWidget(self.differences)
        self._column.addWidget(self.present)
        self._column.addWidget(self.hint)
        self._column.addStretch()
        scrolled = FitScrollArea(inside, _LEAST)
        scrolled.setMinimumWidth(1)  # as wide as the network was: nothing beside it moves
        self.body.addWidget(scrolled, 1)

    def refresh(self, changes: Change) -> None:
        """Show the runs there are, at the playhead."""
        if self.session.view.side_panel != "runs":
            return
        kept = self.session.runs.kept
        if [row.number for row in self.rows] != [one.number for one in kept]:
            self._rebuild()
        self.present.show_present(self._theme)
        for row, one in zip(self.rows, kept, strict=True):
            row.show_kept(one, self._theme.run(one.colour), self._theme)
        self.hint.setVisible(not kept)
        self.differences.setText(self._what_differs())
        self.differences.setVisible(bool(self.differences.text()))

    def _what_differs(self) -> str:
        """One line that names the runs in their order, and the settings that are not the same."""
        runs = self.session.runs
        if not runs.shown:
            return ""
        names = " / ".join([runs.present_name, *(one.name for one in runs.shown)])
        words = "; ".join(f"{label} {' / '.join(values)}" for label, values in runs.differences())
        return f"{names}: {words or 'the same settings'}."

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.close_button.apply_theme(theme)
        for row in (self.present, *self.rows):
            row.apply_theme(theme)
        self.refresh(Change.VIEW)

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
        for place, row in enumerate(self.rows, 2):
            self._column.insertWidget(place, row)

    def _new(self, number: int) -> RunRow:
        row = RunRow(self.session, number)
        row.apply_theme(self._theme)
        return row
