"""One tour through one window in this process: at random from a seed, or along a list of acts."""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic, thread_time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from playground.session import Session
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
    _settle(window, watch)
    weights, edits = _start_of(session), 0
    before, shot = session.experiment, session.snapshot
    while session.undo_label:
        session.undo()
        edits += 1
        watch.check()
    _settle(window, watch)
    _compare("undo", session, first, weights)
    for _ in range(edits):
        session.redo()
        watch.check()
    _settle(window, watch)
    _compare("redo", session, before, shot.theta if shot.status != "diverged" else None)


def _compare(way: str, session: Session, experiment: Experiment, theta: NDArray[np.float64] | None) -> None:
    """Whether all the way back, or forth again, has led there. Raises Fault."""
    other = _same(session.experiment, experiment)
    if not other and theta is not None and not np.array_equal(session.snapshot.theta, theta):
        other = "weights"
    if other:
        raise Fault(f"{way}: {other}", f"After {way} of all the {other} are others.")


def _settle(window: MainWindow, watch: Watch) -> None:
    """The worker has answered, and the views show it."""
    _wait(lambda: not window.session.busy, "the worker")
    window.frame()
    watch.check()
    agree.check(window)


def _start_of(session: Session) -> NDArray[np.float64]:
    """The weights that are there when all is undone: those when the network was first built anew.

    Training in between, without an edit that ended it, is not undone; numbers that were set by hand are.
    """
    edits = session._undo
    place = next((place for place, edit in enumerate(edits) if edit.start is not None), len(edits))
    start = edits[place].start if place < len(edits) else None
    theta = (session.snapshot if start is None else start).theta.copy()
    for edit in reversed(edits[:place]):
        if edit.place is not None:
            theta[edit.place] = edit.number
    return theta


def _same(one: Experiment, other: Experiment) -> str:
    """In what two experiments differ; empty when in nothing."""
    rows = ("X", "y", "test")
    if not all(np.array_equal(getattr(one.data, name), getattr(other.data, name)) for name in rows):
        return "rows"
    if (one.data.columns, one.data.class_names) != (other.data.columns, other.data.class_names):
        return "names"
    return "" if (one.spec, one.recipe) == (other.spec, other.recipe) else "choices"


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
