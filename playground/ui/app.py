"""The application: `main` runs it; `create_window` builds the window without starting the event loop."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from threading import Event

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from playground.cli.opening import files_in
from playground.recovery import Shelf
from playground.session import Session
from playground.training.experiment import Experiment
from playground.training.proxy import Connect, TrainerProxy
from playground.training.side_process import Begin, SideProcess
from playground.ui import crash_dialog, places
from playground.ui.endings import Endings
from playground.ui.window import MainWindow
from playground.ui.window_settings import restore_view

_SWITCH = 0.0005  # seconds after which a thread that waits for Python gets its turn


def create_window(
    experiment: Experiment | None = None,
    settings: QSettings | None = None,
    shelf: Shelf | None = None,
    *,
    connect: Connect = TrainerProxy,
    begin_many: Begin = SideProcess,
) -> MainWindow:
    """The main window on an experiment (the circle without one), with all that is in it.

    `settings` remember its place and view; on the `shelf` its work is kept, and restored by its `begin`.
    """
    window = begin_window(experiment, settings, shelf, connect=connect, begin_many=begin_many)
    window.late.make_all()
    return window


def begin_window(
    experiment: Experiment | None = None,
    settings: QSettings | None = None,
    shelf: Shelf | None = None,
    *,
    connect: Connect = TrainerProxy,
    begin_many: Begin = SideProcess,
) -> MainWindow:
    """The same with what is used first: the rest follows when that is painted."""
    application()
    pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")
    view = restore_view(settings) if settings is not None else None
    return MainWindow(Session(experiment, view, connect, begin_many), settings, shelf)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    # While a thread reads a large table, the window waits up to this long for every call from Qt into Python:
    # with Python's own 5 ms a dialog stood still for 1.5 s over a million rows, with this for 0.2 s.
    sys.setswitchinterval(_SWITCH)
    app = QApplication(["Backprop Playground", *arguments])
    app.setApplicationName("Backprop Playground")
    app.setOrganizationName("Backprop Playground")
    app.setDesktopFileName("backprop-playground")
    return app


def main(arguments: Sequence[str] = ()) -> int:
    """Show the window, with the file that is named if one is, and run until it is closed."""
    app = application(arguments)
    code = _run(app, arguments)
    # pyqtgraph's items must be gone before Python takes Qt down, or the process dies at its exit.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    return code


def _run(app: QApplication, arguments: Sequence[str]) -> int:
    with Endings(app) as endings:
        # Where processors are few the start of the worker would take time from that of the window.
        ready = Event()
        window = begin_window(
            settings=places.settings(),
            shelf=Shelf(places.data_folder() / "sessions"),
            connect=partial(TrainerProxy, ready=ready),
        )
        window.has_cards.connect(ready.set)
        before = crash_dialog.install(window, window.session, window.keeping.keep)
        endings.watch(window)
        files = [*files_in(arguments)]
        window.begin(files)
        window.late.when_made(_collect_garbage)
        window.show()
        if not files:
            window.late.when_made(lambda: window.lessons.welcome_once())  # noqa: PLW0108  they are there then
        code = endings.run()
    sys.excepthook = before
    return code


def _collect_garbage() -> None:
    """From now on, of what is made from now on: what there is after the start stays."""
    gc.freeze()
    gc.enable()
