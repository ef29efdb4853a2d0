"""A window for a picture: opened, left to run for a while, grabbed and closed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.ui.app import create_window
from playground.ui.window import MainWindow

Shot = Callable[[], QPixmap]
Widget = TypeVar("Widget", bound=QWidget)
SIZES = ((1440, 900), (1280, 720))


def opened(recipe: Recipe, spec: Spec, size: tuple[int, int] = SIZES[0], *, dark: bool = False) -> MainWindow:
    """A window on an experiment, at full speed, not yet trained."""
    window = create_window(Experiment.load(recipe, spec))
    window.session.view.update(dark=dark, speed=math.inf)
    window.resize(*size)
    window.show()
    wait(0.6)
    return window


def train(window: MainWindow, epochs: int) -> None:
    """Train for so many epochs; nothing is said of the end."""
    window.session.model.update_spec(stop_epochs=epochs)
    window.session.playback.play()
    until(lambda: not window.session.training)
    window.session.notices.dismiss()


def grabbed(window: MainWindow) -> QPixmap:
    """Its picture; the window is closed."""
    picture = window.grab()
    close(window)
    return picture


def close(window: MainWindow) -> None:
    """Close it, and let it end."""
    window.close()
    wait(0.1)


def child(window: MainWindow, kind: type[Widget], name: str = "") -> Widget:
    """A part of the window by its kind and name."""
    found = window.findChild(kind, name) if name else window.findChild(kind)
    assert isinstance(found, kind)
    return found


def wait(seconds: float) -> None:
    """Let the window run."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def until(holds: Callable[[], bool]) -> None:
    """Let the window run until it holds."""
    while not holds():
        wait(0.05)
