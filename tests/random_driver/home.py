"""The way home: all is undone and redone, the window closes, and the next one goes on with the work."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from playground.session import Session
from playground.session.undo import ExperimentEntry, NumberEntry
from playground.training import Experiment
from tests.random_driver import agree
from tests.random_driver.fault import Fault
from tests.random_driver.watch import Watch

PATIENCE = 60.0  # seconds until a wait is a fault


class Beginning:
    """Where the way back ends: the first experiment, or the work that was restored instead of it."""

    def __init__(self, session: Session) -> None:
        self.experiment = session.experiment
        restore = session.document.restore

        def note(experiment: Experiment, *arguments: Any) -> None:
            restore(experiment, *arguments)
            self.experiment = experiment

        session.document.restore = note  # type: ignore[method-assign]


def go_home(window: Any, first: Beginning, watch: Watch) -> None:
    """Undo all of it, and redo it: the first state must come, and the last. Raises Fault."""
    session = window.session
    while dialogs := [one for one in window.findChildren(QDialog) if one.isVisible()]:
        dialogs[-1].reject()
        QTest.qWait(5)
    _wait(lambda: not window.status_line.progress.busy, "the file")
    session.playhead.to_present()
    if session.lesson.is_open:
        session.lesson.leave()
    session.playback.pause()
    session.end_merge()
    _settle(window, watch)
    weights, edits = _start_of(session), 0
    before, shot = session.experiment, session.snapshot
    while session.undo_stack.undo_label:
        session.undo()
        edits += 1
        watch.check()
    _settle(window, watch)
    _compare("undo", session, first.experiment, weights)
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


def _settle(window: Any, watch: Watch) -> None:
    """The worker has answered, and the views show it."""
    _wait(lambda: not window.session.busy, "the worker")
    window.frame()
    watch.check()
    agree.check(window)


def _start_of(session: Session) -> NDArray[np.float64]:
    """The weights that are there when all is undone: those when the network was first rebuilt.

    Training in between, without an edit that ended it, is not undone; numbers that were set by hand are.
    """
    edits = session.undo_stack.done
    starts = [edit.start if isinstance(edit, ExperimentEntry) else None for edit in edits]
    first = next((index for index, start in enumerate(starts) if start is not None), len(edits))
    start = starts[first] if first < len(edits) else None
    theta = (session.snapshot if start is None else start).theta.copy()
    for edit in reversed(edits[:first]):
        if isinstance(edit, NumberEntry):
            theta[edit.index] = edit.value
    return theta


def _same(one: Experiment, other: Experiment) -> str:
    """In what two experiments differ; empty when in nothing."""
    rows = ("X", "y", "test")
    if not all(np.array_equal(getattr(one.data, name), getattr(other.data, name)) for name in rows):
        return "rows"
    if (one.data.columns, one.data.class_names) != (other.data.columns, other.data.class_names):
        return "names"
    return "" if (one.spec, one.recipe) == (other.spec, other.recipe) else "choices"


def is_open(window: Any) -> bool:
    return isValid(window) and window.isVisible()


def leave(window: Any, watch: Watch) -> None:
    """Close it, whatever it is doing: that ends the worker. Raises Fault."""
    for _ in range(2):  # a file that cannot be saved holds the window open once, to say so
        if is_open(window):
            window.close()
        _wait(lambda: not is_open(window) or not window.status_line.progress.must_end, "the file")
    _wait(lambda: not is_open(window), "the window to close")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    watch.check()
    if multiprocessing.active_children():
        raise Fault("left behind", f"After closing: {multiprocessing.active_children()}")


def check_kept(session: Session, again: Session) -> None:
    """Whether the next session goes on where the one before has ended. Raises Fault."""
    if not session.document.modified:
        return  # there was nothing to lose
    other = _same(session.run.present.experiment, again.experiment)
    if not other and not np.array_equal(session.resume_point.theta, again.snapshot.theta):
        other = "weights"
    if other:
        raise Fault(f"kept: {other}", f"At the next start the {other} are others.")


def _wait(holds: Callable[[], object], what: str) -> None:
    deadline = monotonic() + PATIENCE
    while not holds():
        if monotonic() > deadline:
            raise Fault(f"waits: {what}", f"Waited in vain for {what}.")
        QTest.qWait(2)
