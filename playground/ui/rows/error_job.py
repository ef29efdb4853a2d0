"""Finds the errors of many rows without holding up a frame: in slices, between two events."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from playground.arrays import RowIndices
from playground.data.evenly import evenly
from playground.session import Session
from playground.training.evaluation import CHUNK
from playground.training.statistics import RowErrorJob, RowErrors
from playground.ui.widgets.guard import recurring

_BUDGET = 0.006  # seconds of a frame
_DEAR = 60  # what a row costs besides its parameters, in parameters: it is fetched, scaled and compared
_PACE = 2e8  # parameters · rows a second, until it is measured
_STEPS = (200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)  # rows at once: a figure that rests


class Judge(QObject):
    """`found` tells the errors of the rows that were asked for, at the weights of that moment."""

    found = Signal(RowErrors)
    went_on = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._judging: RowErrorJob | None = None
        self._pace = _PACE
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def at_once(self) -> int:
        """So many rows are found within a frame, as the last ones have shown."""
        fits = _BUDGET * self._pace / (self.session.network.parameters + _DEAR)
        return max((step for step in _STEPS if step <= fits), default=_STEPS[0])

    @property
    def progress(self) -> float:
        """The share that is found, 0 to 1."""
        if self._judging is None:
            return 1.0
        return self._judging.found / max(1, len(self._judging.errors.rows))

    def sample(self) -> RowIndices:
        """As many rows as are found within a frame, evenly chosen; all of them if they are that few."""
        rows = len(self.session.data)
        return evenly(rows, self.at_once)

    def ask(self, rows: RowIndices | None = None) -> None:
        """Find the errors of these rows, or of all: at once if they are few."""
        self._judging = RowErrorJob(self.session.experiment, self.session.network, rows)
        self._slice()

    def go_on(self) -> None:
        """Take up again what an error has interrupted."""
        if self._judging is not None and not self._timer.isActive():
            self._slice()

    def stop(self) -> None:
        """What was asked for is no longer wanted."""
        self._judging = None
        self._timer.stop()

    @recurring
    def _slice(self) -> None:
        self._timer.stop()
        judging = self._judging
        if judging is None or judging.experiment is not self.session.experiment:
            return  # those rows are gone: the page asks anew when it takes up the others
        first, begun = judging.found, perf_counter()
        last = first + self.at_once
        while not judging.done and judging.found < last:
            judging.advance(min(CHUNK, last - judging.found))
        self._measure(judging.found - first, perf_counter() - begun)
        if judging.done:
            self.stop()
            self.found.emit(judging.errors)
        else:
            self._timer.start()
            self.went_on.emit()

    def _measure(self, rows: int, seconds: float) -> None:
        """How fast it goes, from slices that are large enough to tell."""
        if rows >= _STEPS[0]:
            pace = rows * (self.session.network.parameters + _DEAR) / max(seconds, 1e-6)
            self._pace += 0.3 * (pace - self._pace)
