"""Windows for user stories, each with the hands on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from playground.recovery import Shelf
from playground.ui.app import create_window
from tests.e2e.driver import Driver


@pytest.fixture
def opened(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Driver]]:
    """Opens windows, and closes them after the test."""
    drivers: list[Driver] = []

    def opened(settings: QSettings | None = None, shelf: Shelf | None = None) -> Driver:
        drivers.append(Driver(create_window(settings=settings, shelf=shelf), monkeypatch))
        if settings is None:
            drivers[-1].session.playback.set_speed(math.inf)  # a test need not watch
        return drivers[-1].show()

    yield opened
    for driver in drivers:
        if isValid(driver.window):
            driver.window.close()
        vars(driver).clear()  # pytest holds the driver, which must not hold the window
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def app(opened: Callable[..., Driver]) -> Driver:
    """The app as it starts: the circle, in a window of its own."""
    return opened()
