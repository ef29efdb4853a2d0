"""Weights and biases set by hand, frozen, and undone."""

from __future__ import annotations

import math
import os
import signal
import time

import numpy as np
import pytest

from playground.data import Recipe
from playground.errors import SpecError
from playground.session import Session
from playground.training import Experiment, Spec, Trainer
from playground.training.parameters import Parameter
from tests.session.frames import (
    play_a_while,
    settle,
    tick_until,
    train,
)

W = Parameter(2, to=1, source=0)


def value(session: Session, parameter: Parameter = W) -> float:
    return float(session.network.theta[parameter.index(session.experiment.sizes)])


def test_a_number_set_by_hand_is_seen_at_once_and_scored_soon(session: Session) -> None:
    train(session)
    shot, losses = session.snapshot, session.history.losses.copy()
    session.model.set_parameter(W, 3.0)
    assert value(session) == 3.0 and session.snapshot is not shot
    assert session.undo_stack.undo_label == "Set w⁽²⁾₂₁"
    settle(session)
    assert value(session) == 3.0
    ours = Trainer(session.experiment, session.snapshot.checkpoint)
    assert session.snapshot.train.loss == ours.snapshot().train.loss != shot.train.loss
    assert session.snapshot.test.loss == ours.snapshot().test.loss
    assert session.history.losses[-1].tolist() == [session.snapshot.train.loss, session.snapshot.test.loss]
    np.testing.assert_array_equal(session.history.losses[:-1], losses[:-1])
    assert (session.history.timeline.checkpoints[-1].theta == session.network.theta).all()


def test_undo_and_redo_of_a_number(session: Session) -> None:
    train(session)
    theta, loss = session.network.theta.copy(), session.snapshot.train.loss
    session.model.set_parameter(W, 3.0)
    session.model.set_parameter(W, 4.0)
    session.undo()
    assert value(session) == 3.0
    session.undo()
    settle(session)
    assert (session.network.theta == theta).all() and session.snapshot.train.loss == loss
    assert session.history.losses[-1][0] == loss
    session.redo()
    session.redo()
    settle(session)
    assert value(session) == 4.0 and not session.undo_stack.redo_label


def test_a_drag_of_a_number_is_one_undo(session: Session) -> None:
    before = value(session)
    for number in (1.0, 2.0, 3.0):
        session.model.set_parameter(W, number, merge=True)
        session.tick()
    session.end_merge()
    session.model.set_parameter(W, 5.0, merge=True)
    session.undo()
    assert value(session) == 3.0
    session.undo()
    assert value(session) == before and not session.undo_stack.undo_label


def test_an_undo_takes_back_the_number_and_not_what_was_learnt_since(session: Session) -> None:
    session.model.set_parameter(W, 3.0)
    train(session)
    theta = session.network.theta.copy()
    session.undo()
    settle(session)
    theta[W.index(session.experiment.sizes)] = session.experiment.network().theta[W.index((2, 4, 2, 1))]
    assert (session.network.theta == theta).all() and session.snapshot.epoch == 5


def test_a_number_never_flickers_back_while_training(session: Session) -> None:
    session.model.set_frozen(W, frozen=True)
    play_a_while(session)
    for number in np.linspace(-2.0, 2.0, 60):
        session.model.set_parameter(W, float(number), merge=True)
        for _ in range(3):
            session.tick()
            assert value(session) == number
            time.sleep(0.001)
    epoch = session.snapshot.epoch
    tick_until(session, lambda: session.snapshot.epoch > epoch)
    assert session.training and value(session) == 2.0


@pytest.mark.process
def test_a_number_survives_the_edits_around_it_and_a_worker_that_dies(session: Session) -> None:
    session.model.set_parameter(W, 3.0)
    session.model.update_spec(hidden_layers=(3,))
    session.undo()
    assert value(session) == 3.0
    settle(session)
    session.model.set_parameter(W, 4.0)
    assert session.worker.proxy.pid is not None
    os.kill(session.worker.proxy.pid, signal.SIGTERM)
    tick_until(session, lambda: session.notice is not None, "the loss of the worker")
    settle(session)
    assert value(session) == 4.0


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e10])
def test_a_number_no_network_can_use_is_refused(session: Session, number: float) -> None:
    before = value(session)
    with pytest.raises(SpecError, match="w⁽²⁾₂₁ cannot be"):
        session.model.set_parameter(W, number)
    with pytest.raises(SpecError, match="has no"):
        session.model.set_parameter(Parameter(7, 0), 1.0)
    assert value(session) == before and not session.undo_stack.undo_label


def test_a_lock_holds_and_opens_again(session: Session) -> None:
    before = value(session)
    session.model.set_frozen(W, frozen=True)
    assert session.undo_stack.undo_label == "Freeze w⁽²⁾₂₁" and session.spec.frozen == ("w2[2,1]",)
    train(session)
    assert value(session) == before
    session.model.set_parameter(W, 3.0)
    train(session)
    assert value(session) == 3.0, "a hand may move what learning may not"
    session.model.set_frozen(W, frozen=False)
    train(session)
    assert value(session) != 3.0 and session.spec.frozen == ()


def test_locks_go_with_the_weights_they_held(session: Session) -> None:
    session.model.set_frozen(W, frozen=True)
    session.model.reset()
    session.model.new_seed()
    assert session.spec.frozen, "the same weights, drawn again"
    session.model.update_spec(hidden_layers=(5, 2))
    assert not session.spec.frozen
    session.undo()
    assert session.spec.frozen
    session.model.update_spec(features=("x1", "x1*x2"))
    assert not session.spec.frozen


def test_a_large_number_is_no_explosion(session: Session) -> None:
    session.model.update_spec(loss="half_mse_tanh")
    session.document.open(Experiment.load(Recipe(source="plane"), Spec(loss="mse", learning_rate=1e-9)))
    session.model.set_parameter(Parameter(3, 0), 1e5)
    train(session, 2)
    assert session.snapshot.train.loss > 1e9 and session.snapshot.status == "ready"
