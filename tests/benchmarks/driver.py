"""Drives the real window for a benchmark: opens it, lets it run, clicks, and films the canvas."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter, thread_time
from typing import Any, Self

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from playground.training import Experiment
from playground.ui.app import application, create_window
from playground.ui.window import MainWindow


@dataclass(frozen=True)
class Frame:
    """One frame, or one paint: wall clock and processor time of the window's thread, in seconds.

    side, rows  the points along a side of the picture, and the marks that were there to be painted
    """

    at: float
    work: float
    side: int
    rows: int


class Film(QObject):
    """Notes when a widget is painted; without one, every frame of the window, with news in it or not."""

    def __init__(self, window: MainWindow, widget: QWidget | None = None) -> None:
        super().__init__()
        self.window, self.frames, self.rolling = window, list[Frame](), True
        if widget is None:
            window.refresher.timeout.connect(self._note)
        else:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._note()
        return False

    def _note(self) -> None:
        if not self.rolling:
            return
        rows = sum(map(len, self.window.canvas_panel.canvas.points.marks.groups))
        self.frames.append(Frame(perf_counter(), thread_time(), self.window.heatmap.side, rows))

    def after(self, moment: float) -> list[Frame]:
        return [frame for frame in self.frames if frame.at > moment]

    @property
    def intervals(self) -> list[float]:
        """Ms from one to the next."""
        return [1000.0 * (b.at - a.at) for a, b in pairwise(self.frames)]

    @property
    def work(self) -> float:
        """Ms of processor time that a frame takes, the median."""
        return statistics.median(1000.0 * (b.work - a.work) for a, b in pairwise(self.frames))


class Driven:
    """A window of 1440×900 on an experiment."""

    def __init__(self, experiment: Experiment) -> None:
        application()
        self.window = create_window(experiment)
        self.session = self.window.session
        self.session.playback.set_speed(math.inf)
        self.window.resize(1440, 900)
        self.window.show()
        self.canvas = self.window.canvas_panel.canvas
        self.frames = Film(self.window)
        self.paints = Film(self.window, self.canvas.viewport())
        self.losses = Film(self.window, self.window.loss_panel.plot.viewport())
        self.run(0.5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.window.close()
        self.run(0.1)

    @property
    def worker(self) -> int:
        """The process that trains."""
        pid = self.session.worker.proxy.pid
        assert pid is not None
        return pid

    def run(self, seconds: float) -> None:
        """Let the event loop run."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], Any], seconds: float = 5.0) -> float:
        """Let it run until something holds; says how many ms that took."""
        started = perf_counter()
        while not holds():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
            if perf_counter() - started > seconds:
                raise TimeoutError("what was waited for did not come")
        return 1000.0 * (perf_counter() - started)

    def train(self, seconds: float) -> float:
        """Epochs/s while it runs, its frames filmed; training goes on."""
        if not self.session.training:
            self.session.playback.play()
            self.run(1.0)
        steps, started = self.session.snapshot.steps, perf_counter()
        self.frames.frames.clear()
        self.run(seconds)
        reached = (self.session.snapshot.steps - steps) / (perf_counter() - started)
        data, batch = self.session.data, self.session.spec.batch_size
        rows = len(data) - int(data.test.sum())
        return reached / math.ceil(rows / (batch or rows))

    def click(self, place: QPoint) -> None:
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)


def quantile(values: list[float], share: float) -> float:
    """The value below which such a share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
