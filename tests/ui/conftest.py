"""A session without frames of its own, and a window, for tests of single modules; no process is started."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from playground.data import Recipe
from playground.session import Session
from playground.training import Experiment, Spec
from playground.ui.app import create_window
from playground.ui.window import MainWindow
from tests.in_process import InProcess, ManyInProcess
from tests.patience import MILLISECONDS
from tests.ui.small_window import BESIDE_CANVAS, SmallWindow


class Opened:
    """A window that pytest may hold on to: after the test it is no longer in here."""

    def __init__(self, window: MainWindow | SmallWindow, width: int, height: int) -> None:
        self.window = window
        self.session.playback.set_speed(math.inf)
        self.window.resize(width, height)  # the screen of the tests is small
        self.window.show()
        self.settle()

    @property
    def session(self) -> Session:
        return self.window.session

    def settle(self) -> None:
        deadline = QDeadlineTimer(MILLISECONDS)
        while self.session.busy:
            assert not deadline.hasExpired(), "waited in vain for the trainer"
            self.window.frame()
            QTest.qWait(0)  # what is due, and no more
        self.window.frame()
        QTest.qWait(0)


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[..., Opened]]:
    """Shows a window in a size, and closes it after the test."""
    windows: list[Opened] = []

    def shown(window: MainWindow | SmallWindow, width: int, height: int) -> Opened:
        windows.append(Opened(window, width, height))
        return windows[-1]

    yield shown
    for one in windows:
        if isValid(one.window):
            one.window.close()
        vars(one).clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened(shown: Callable[..., Opened]) -> Callable[..., Opened]:
    """Opens the main window on an experiment."""

    def opened(experiment: Experiment | None = None) -> Opened:
        window = create_window(experiment, connect=InProcess, begin_many=ManyInProcess)
        return shown(window, 1440, 900)

    return opened


@pytest.fixture
def alone(shown: Callable[..., Opened]) -> Callable[..., Opened]:
    """Opens what stands beside the canvas, on an experiment, in the size that it has there."""

    def alone(experiment: Experiment | None = None) -> Opened:
        return shown(SmallWindow(Session(experiment, connect=InProcess)), *BESIDE_CANVAS[1440, 900])

    return alone


@pytest.fixture
def of(opened: Callable[..., Any]) -> Callable[..., Any]:
    """A window on an experiment, active, with the network in it large enough."""

    def of(source: str = "circle", *, noise: float = 10, **choices: Any) -> Any:
        return in_front(opened(Experiment.load(Recipe(source=source, noise=noise), Spec(**choices))))

    return of


def in_front(one: Opened) -> Opened:
    one.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.window, MILLISECONDS)
    one.settle()
    return one


@pytest.fixture
def session_of() -> Iterator[Callable[..., Session]]:
    """Makes sessions, and closes them after the test."""
    sessions: list[Session] = []

    def session_of(*arguments: Any) -> Session:
        sessions.append(Session(*arguments, connect=InProcess, begin_many=ManyInProcess))
        sessions[-1].playback.set_speed(math.inf)
        return sessions[-1]

    yield session_of
    for session in sessions:
        session.close()
