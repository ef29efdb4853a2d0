"""Long computations, a few milliseconds a frame: the window stays alive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.guard import recurring

SLICE, _PAUSE = 0.006, 8  # seconds of work, and ms from the start of one slice to the next


class SlicedJob(Protocol):
    """What can be done piece by piece."""

    @property
    def done(self) -> bool: ...

    def advance(self, seconds: float) -> None: ...


class Slices(QTimer):
    """Goes on with one job at a time, and calls `show` after each slice of it."""

    def __init__(self, owner: QWidget, show: Callable[[], None]) -> None:
        super().__init__(owner)
        self._show = show
        self.job: SlicedJob | None = None
        self.timeout.connect(self._go_on)

    def begin(self, job: SlicedJob) -> None:
        """Do the first slice at once; this job takes the place of the one before."""
        self.job = job
        self.start(_PAUSE)
        self._go_on()

    def cancel(self) -> None:
        self.job = None
        self.stop()

    @recurring
    def _go_on(self) -> None:
        job = self.job
        if job is None:
            self.stop()
            return
        if not job.done:  # there may be nothing to do
            job.advance(SLICE)
        if job.done:
            self.stop()
        self._show()
