"""Finds the errors of many rows without holding up a frame: in slices, between two events."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from playground.arrays import RowIndices
from playground.data.evenly import evenly
from playground.session import Session
from playground.training.evaluation import CHUNK
from playground.training.statistics import RowErrorJob, RowErrors
from playground.ui.background.sliced_job import SLICE, Slices

_DEAR = 60  # what a row costs besides its parameters, in parameters: it is fetched, scaled and compared
_PACE = 2e8  # parameters · rows a second, until it is measured
_STEPS = (200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)  # rows at once: a figure that rests


class ErrorJob(QObject):
    """`found` tells the errors of the rows that were asked for, at the weights of that moment."""

    found = Signal(RowErrors)
    went_on = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._job: RowErrorJob | None = None
        self._pace = _PACE
        self.slices = Slices(parent, self._tell)

    @property
    def at_once(self) -> int:
        """So many rows are found within a slice, as the last ones have shown."""
        fits = SLICE * self._pace / (self.session.network.parameters + _DEAR)
        return max((step for step in _STEPS if step <= fits), default=_STEPS[0])

    @property
    def progress(self) -> float:
        """The share that is found, 0 to 1."""
        if self._job is None:
            return 1.0
        return self._job.found / max(1, len(self._job.errors.rows))

    def sample(self) -> RowIndices:
        """As many rows as are found within a slice, evenly chosen; all of them if they are that few."""
        return evenly(len(self.session.data), self.at_once)

    def ask(self, rows: RowIndices | None = None) -> None:
        """Find the errors of these rows, or of all: at once if they are few."""
        self._job = RowErrorJob(self.session.experiment, self.session.network, rows)
        self.slices.begin(self)

    def stop(self) -> None:
        """What was asked for is no longer wanted."""
        self._job = None
        self.slices.cancel()

    @property
    def done(self) -> bool:
        """Also when the rows are gone: the page asks again when it takes up the others."""
        job = self._job
        return job is None or job.done or job.experiment is not self.session.experiment

    def advance(self, _seconds: float) -> None:
        """The rows of one slice."""
        job = self._job
        assert job is not None
        first, begun = job.found, perf_counter()
        last = first + self.at_once
        while not job.done and job.found < last:
            job.advance(min(CHUNK, last - job.found))
        self._measure(job.found - first, perf_counter() - begun)

    def _tell(self) -> None:
        job = self._job
        if job is not None and job.done:
            self.stop()
            self.found.emit(job.errors)
        else:
            self.went_on.emit()

    def _measure(self, rows: int, seconds: float) -> None:
        """How fast it goes, from slices that are large enough to tell."""
        if rows >= _STEPS[0]:
            pace = rows * (self.session.network.parameters + _DEAR) / max(seconds, 1e-6)
            self._pace += 0.3 * (pace - self._pace)
