"""What tests of a session share: frames until something holds, and experiments that end in a certain way."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from playground.data import Dataset, Recipe
from playground.microscope.step import Step
from playground.session import Change, Microscope, Session
from playground.training import Experiment, Snapshot, Spec, Trainer
from playground.training.checkpoint import Place
from playground.training.parameters import Parameter
from tests.patience import SECONDS

RECIPE = Recipe(source="circle", count=100, noise=10)


def tick_until(session: Session, holds: Callable[[], Any], what: str = "it") -> None:
    """Frames, until something holds."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        session.tick()
        time.sleep(0.001)


def settle(session: Session) -> None:
    """Frames, until every command has been answered."""
    tick_until(session, lambda: not session.busy, "the answers")


def train(session: Session, epochs: int = 5) -> None:
    for _ in range(epochs):
        session.playback.step("epoch")
    settle(session)


def play_a_while(session: Session, epochs: int = 20) -> None:
    target = session.snapshot.epoch + epochs
    session.playback.play()
    tick_until(session, lambda: session.snapshot.epoch >= target, "epochs")


def flags(session: Session, verb: Callable[[], object]) -> Change:
    """What a verb itself announces, on the next tick."""
    settle(session)
    session.tick()
    told: list[Change] = []
    session.listen(told.append)
    verb()
    session.tick()
    session.changes.listeners.remove(told.append)
    return told[0]


def exploding() -> Experiment:
    X = np.linspace(-4, 4, 20)[:, None]
    data = Dataset(X, 3 * X[:, 0], ("x1",))
    return Experiment.create(data, Spec(loss="mse", hidden_layers=(), learning_rate=1.0, batch_size=0))


def kill_worker(session: Session) -> None:
    assert session.worker.proxy.pid is not None
    os.kill(session.worker.proxy.pid, signal.SIGKILL)


def from_the_beginning(run: Trainer, epoch: int) -> Snapshot:
    """Through all edits, with no keyframe but the first."""
    kept: list[Any] = run.history.timeline.checkpoints.copy()
    run.history.timeline.checkpoints[1:] = []
    try:
        return run.replay(Place(epoch)).finish().snapshot()
    finally:
        run.history.timeline.checkpoints[:] = kept


# --- the Backprop mode -----------------------------------------------------------------------------------

W = Parameter(2, 1, 0)


def look(session: Session, stride: Any = "row") -> Microscope:
    session.backprop.open(stride)
    return seen(session)


def seen(session: Session) -> Microscope:
    """What is looked at once the worker has answered."""
    settle(session)
    assert session.backprop.microscope is not None
    return session.backprop.microscope


def to_the_end(session: Session) -> Step:
    """Turn to the last stage; the step that is seen there."""
    scope = session.backprop.microscope
    assert scope is not None
    while not scope.at_end:
        session.backprop.advance(+1)
        scope = session.backprop.microscope
        assert scope is not None
    return scope.step


def assert_same(session: Session, ours: Trainer) -> None:
    assert (session.snapshot.epoch, session.snapshot.steps) == (ours.epoch, ours.steps)
    assert (session.network.theta == ours.network.theta).all()
