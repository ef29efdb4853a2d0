"""One tour through one window in this process: at random from a seed, or along a list of acts."""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic, thread_time

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from playground.training import Experiment
from playground.ui.app import application, create_window
from playground.ui.window import MainWindow
from tests.random_driver import agree, files
from tests.random_driver.chance import Chance
from tests.random_driver.hands import Act, Hands
from tests.random_driver.watch import Fault, Watch

PATIENCE = 60.0  # seconds until a wait is a fault

Note = Callable[[Act, float], None]


def wander(seed: int, acts: int, seconds: float, before: Callable[[Act], None], note: Note) -> None:
    """Do so many acts, or for so long. Raises Fault.

    `before` is told each act before it is done, `note` what it took of the processor (s).
    """
    deadline = monotonic() + seconds

    def chosen(hands: Hands, names: list[str]) -> Iterator[Act]:
        chance = Chance(seed, hands, names)
        for _ in range(acts):
            if monotonic() > deadline:
                return
            act = chance.next()
            before(act)
            yield act

    _tour(chosen, note)


def follow(acts: Iterable[Act], note: Note = lambda _act, _took: None) -> None:
    """Do these acts. Raises Fault."""
    _tour(lambda _hands, _names: iter(acts), note)


def _tour(acts_of: Callable[[Hands, list[str]], Iterator[Act]], note: Note) -> None:
    QStandardPaths.setTestModeEnabled(True)
    application()
    with tempfile.TemporaryDirectory() as place:
        names = files.make(Path(place))
        window = create_window()
        with Watch(window.session) as watch:
            hands = Hands(window, Path(place))
            window.resize(1280, 720)
            window.show()
            window.activateWindow()
            first = window.session.experiment
            for act in acts_of(hands, names):
                started = thread_time()
                hands.do(act)
                note(act, thread_time() - started)
                watch.check()
                if act.get("wait"):
                    window.frame()
                    watch.check()
                    agree.check(window)
            _go_home(window, hands, first, watch)
            _leave(window, hands, watch)
        del window, hands, watch
        gc.collect()


def _go_home(window: MainWindow, hands: Hands, first: Experiment, watch: Watch) -> None:
    """Undo all of it: the first state must come."""
    session = window.session
    while isinstance(hands.front, QDialog):
        hands.front.reject()
        QTest.qWait(5)
    _wait(lambda: not window.status_line.progress.busy, "the file")
    session.pause()
    session.end_merge()
    window.frame()
    while session.undo_label:
        session.undo()
        watch.check()
    _wait(lambda: not session.busy, "the worker")
    window.frame()
    watch.check()
    agree.check(window)
    now = session.experiment
    same = (
        np.array_equal(now.data.X, first.data.X)
        and np.array_equal(now.data.y, first.data.y)
        and np.array_equal(now.data.test, first.data.test)
        and (now.data.columns, now.data.class_names) == (first.data.columns, first.data.class_names)
    )
    if not same:
        raise Fault("undo: rows", "After all is undone the rows are not the first ones.")
    if (now.spec, now.recipe) != (first.spec, first.recipe):
        raise Fault("undo: choices", f"After all is undone: {now.spec} {now.recipe}")


def _leave(window: MainWindow, hands: Hands, watch: Watch) -> None:
    """Closing ends the worker."""
    window.close()
    hands.rest()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    watch.check()
    if multiprocessing.active_children():
        raise Fault("left behind", f"After closing: {multiprocessing.active_children()}")


def _wait(holds: Callable[[], object], what: str) -> None:
    deadline = monotonic() + PATIENCE
    while not holds():
        if monotonic() > deadline:
            raise Fault(f"waits: {what}", f"Waited in vain for {what}.")
        QTest.qWait(2)
