"""Another experiment in place of this one, and what would be lost."""

from __future__ import annotations

import numpy as np

from playground.data import Recipe
from playground.session import Session
from playground.training import Checkpoint, Experiment, Trainer
from tests.session.frames import (
    settle,
)


def test_a_start_from_a_checkpoint_shows_it_at_once(session: Session) -> None:
    point = Checkpoint(3, 15, np.full(session.network.parameters, 0.25))
    session.document.open(session.experiment, point)
    assert (session.snapshot.epoch, session.snapshot.steps) == (3, 15)
    assert (session.network.theta == 0.25).all()
    assert session.snapshot.rate == session.spec.rate(3)
    settle(session)
    assert session.history.first == 3


def test_open_with_trained_weights(session: Session) -> None:
    trained = Trainer(Experiment.load(Recipe(source="xor")))
    point = trained.run(epochs=6).checkpoint
    session.document.open(trained.experiment, point)
    settle(session)
    assert (session.snapshot.epoch, session.history.first) == (6, 6)
    assert (session.network.theta == point.theta).all()
