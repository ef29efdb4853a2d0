"""The whole program, as from a terminal: `app.main` with a file, until it ends from within or outside."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from playground.recovery import Shelf
from playground.ui import app
from tests.random_driver.fault import Fault
from tests.random_driver.watch import Watch

ENDS: dict[str, Callable[[Any], object]] = {
    "close": lambda window: window.close(),
    "quit": lambda window: window.findChild(QAction, "quit").trigger(),
    "signal": lambda _window: signal.raise_signal(signal.SIGTERM),
}
_PLAY, _END, _PATIENCE = 100, 250, 60_000  # ms after which it plays, ends, and should have ended
_BEGIN = app.begin_window  # before it is exchanged


def run_to_its_end(folder: Path, file: Path, by: str, watch: Watch) -> None:
    """Open a file, train, and end it `by` one of the ends. Raises Fault."""

    def create(**_its_own: object) -> Any:
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        window = _BEGIN(settings=settings, shelf=Shelf(folder / "kept"))
        watch.session = window.session
        for after, verb in ((_PLAY, window.toggle_play), (_END, lambda: ENDS[by](window))):
            QTimer.singleShot(after, window, verb)
        QTimer.singleShot(_PATIENCE, window, lambda: QApplication.exit(9))
        return window

    with (
        mock.patch.object(app, "begin_window", create),
        mock.patch.object(app.crash_dialog, "install", return_value=sys.excepthook),  # errors are ours
    ):
        code = app.main([str(file)])
    watch.check()
    if code or multiprocessing.active_children():
        raise Fault(
            f"main: {by}", f"Ended by {by}: code {code}, {multiprocessing.active_children()} left behind."
        )
