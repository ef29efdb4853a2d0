"""The page that compares runs: side by side at the playhead, where two differ, and in which settings."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.runs.cells import Cell, DifferenceCell, RunCell, caption_height
from playground.ui.runs.field import is_large
from playground.ui.runs.sketch_plot import Marks
from playground.ui.runs.square_grid import SquareGrid
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.labels import plain_label

_BESIDE = "\N{NO-BREAK SPACE}/ "  # a line may end after it


class ComparePage(QWidget):
    """Two to four runs: the present one first."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self._theme = session, theme
        self._marks = Marks(session)
        self._captions: object = None  # what stands above the cells, and how large
        self._told: list[object] = []  # the runs whose settings are compared
        self.differences = plain_label("")
        self.differences.setWordWrap(True)
        self.differences.setMinimumWidth(1)
        self.differences.setObjectName("runs_differ")
        self.hint = plain_label(
            "Nothing to compare yet. Keep this run and change a setting, or look back at an epoch and go on "
            "from there.",
            "dim",
        )
        self.hint.setWordWrap(True)
        self.cells: list[RunCell] = []
        self.difference = DifferenceCell(session, self._marks)
        self.grid = SquareGrid(lambda width: caption_height(stacked=width < self.difference.one_line))
        self.difference.setParent(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.differences)
        column.addWidget(self.hint)
        column.addWidget(self.grid, 1)

    def refresh(self, _changes: Change) -> None:
        """Show the runs there are, at the playhead."""
        comparison, plane = self.session.comparison, self.session.view.plane
        runs, pair = comparison.all_there, comparison.pair
        self._make_cells(len(runs))
        rough = any(is_large(run.theta) for run in runs)  # all alike, to be compared point by point
        for cell, run in zip(self.cells, runs, strict=False):
            cell.show_run(run, plane, self._theme, rough=rough)
        if pair is not None:
            fields = {run.number: cell.field for run, cell in zip(runs, self.cells, strict=False)}
            self.difference.show_pair(runs, pair, fields, self._theme)
        self._show_words(alone=pair is None)
        seen: list[Cell] = [*self.cells[: len(runs)], *([] if pair is None else [self.difference])]
        for known in (*self.cells, self.difference):
            known.setVisible(known in seen)
        captions = [run.name for run in runs], pair and (pair[0].number, pair[1].number), comparison.by_steps
        if (captions, style.px(100)) != self._captions:
            self._captions = captions, style.px(100)
            self._fit_captions(seen)
        self.grid.show_cells(seen)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.grid.arrange()
        for cell in (*self.cells, self.difference):
            cell.arrange()

    def _fit_captions(self, seen: list[Cell]) -> None:
        """In one line, if all of them have room for that."""
        by_steps = self.session.comparison.by_steps
        needed = max(cell.needed(by_steps=by_steps) for cell in seen)
        if needed != self.difference.one_line:
            for cell in (*self.cells, self.difference):
                cell.one_line = needed
            self.grid.arrange()
        for cell in self.cells:
            cell.one_line = needed

    def _make_cells(self, count: int) -> None:
        for _ in range(len(self.cells), count):
            cell = RunCell(self.session, self._marks)
            cell.setParent(self.grid)
            self.cells.append(cell)

    def _show_words(self, *, alone: bool) -> None:
        """One line that names the settings that are not the same, in the order of the runs."""
        runs, compared = self.session.runs, self.session.comparison.compared
        told = [self.session.run.present.experiment, runs.present_name, *compared]
        if told == self._told:
            return
        self._told = told
        self.hint.setVisible(alone)
        words = "; ".join(f"{label} {_BESIDE.join(values)}" for label, values in runs.differences(compared))
        names = _BESIDE.join([runs.present_name, *(one.name for one in compared)])
        self.differences.setText("" if alone else f"{names}: {words or 'the same settings'}.")
        self.differences.setVisible(not alone)
