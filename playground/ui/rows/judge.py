"""Finds the errors of many rows without holding up a frame: in slices, between two events."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from playground.session import Session
from playground.training.evaluation import CHUNK
from playground.training.statistics import Judging, Places, RowErrors

_WORK = 1.2e7  # rows · parameters that take some 5 ms
_DEAR = 16  # what a row costs besides, in parameters: it is fetched, scaled and compared


class Judge(QObject):
    """`found` tells the errors of the rows that were asked for, at the weights of that moment."""

    found = Signal(RowErrors)
    went_on = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._judging: Judging | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def at_once(self) -> int:
        """So many rows are found within a frame."""
        return max(200, round(_WORK / (self.session.network.parameters + _DEAR)))

    @property
    def progress(self) -> float:
        """The share that is found, 0 to 1."""
        if self._judging is None:
            return 1.0
        return self._judging.found / max(1, len(self._judging.errors.rows))

    def sample(self) -> Places:
        """As many rows as are found within a frame, evenly chosen; all of them if they are that few."""
        rows = len(self.session.data)
        return np.linspace(0, rows - 1, min(rows, self.at_once)).astype(np.intp)

    def ask(self, rows: Places | None = None) -> None:
        """Find the errors of these rows, or of all: at once if they are few."""
        self._judging = Judging(self.session.experiment, self.session.network, rows)
        self._slice()

    def stop(self) -> None:
        """What was asked for is no longer wanted."""
        self._judging = None
        self._timer.stop()

    def _slice(self) -> None:
        judging = self._judging
        if judging is None:
            return
        last = judging.found + self.at_once
        while not judging.done and judging.found < last:
            judging.go_on(min(CHUNK, last - judging.found))
        if judging.done:
            self.stop()
            self.found.emit(judging.errors)
        else:
            self._timer.start()
            self.went_on.emit()
