"""Canvases with a mouse on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from playground.session import Session
from playground.training import Experiment
from tests.ui.canvas.mouse import Mouse, classes


@pytest.fixture
def mouse_on(qapp: QApplication, session_of: Callable[..., Session]) -> Iterator[Callable[..., Mouse]]:
    """Puts the mouse on a canvas that shows an experiment."""
    mice: list[Mouse] = []

    def mouse_on(experiment: Experiment | None = None) -> Mouse:
        mice.append(Mouse(session_of(experiment or classes())))
        return mice[-1]

    yield mouse_on
    for mouse in mice:
        mouse.canvas.close()
        mouse.canvas.deleteLater()
        vars(mouse).clear()  # pytest holds the mouse, which must not hold the canvas
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def mouse(mouse_on: Callable[..., Mouse]) -> Mouse:
    """On four red points at x = −4 and four green ones at x = 4, in a view from −6 to 6."""
    return mouse_on()
