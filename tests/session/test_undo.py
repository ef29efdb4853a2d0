"""Every edit can be undone and redone."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from playground.data import Recipe
from playground.session import Session
from playground.training import Experiment, Trainer
from tests.session.frames import (
    exploding,
    play_a_while,
    settle,
    tick_until,
    train,
)


def test_undo_and_redo_of_a_live_choice_keep_the_weights(session: Session) -> None:
    train(session)
    session.model.update_spec(learning_rate=0.5)
    assert session.undo_stack.undo_label == "Change learning rate α"
    train(session, 2)
    theta = session.snapshot.theta
    session.undo()
    assert session.spec.learning_rate == 0.03
    assert (session.undo_stack.undo_label, session.undo_stack.redo_label) == ("", "Change learning rate α")
    settle(session)
    assert session.snapshot.epoch == 7
    assert (session.network.theta == theta).all()
    session.redo()
    settle(session)
    assert (session.spec.learning_rate, session.snapshot.rate) == (0.5, 0.5)
    assert session.snapshot.epoch == 7


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: s.model.update_spec(hidden_layers=(3,)),
        lambda s: s.model.new_seed(),
        lambda s: s.model.reset(),
        lambda s: s.source.update_recipe(source="xor"),
        lambda s: s.document.open(Experiment.load(Recipe(source="plane"))),
    ],
    ids=["layers", "seed", "reset", "recipe", "open"],
)
def test_weights_and_history_come_back(session: Session, edit: Callable[[Session], object]) -> None:
    train(session)
    old, losses = session.experiment, session.history.losses.copy()
    theta = session.network.theta.copy()
    edit(session)
    settle(session)
    assert (session.snapshot.epoch, len(session.history)) == (0, 1)
    train(session, 2)
    new, new_theta, new_losses = (
        session.experiment,
        session.network.theta.copy(),
        session.history.losses.copy(),
    )
    for _ in range(2):
        session.undo()
        assert (session.network.theta == theta).all(), "at once, before the worker answers"
        settle(session)
        assert session.experiment is old
        assert (session.snapshot.epoch, session.snapshot.steps) == (5, 25)
        assert (session.network.theta == theta).all()
        np.testing.assert_array_equal(session.history.losses, losses)
        session.redo()
        settle(session)
        assert session.experiment is new
        assert session.snapshot.epoch == 2
        assert (session.network.theta == new_theta).all()
        np.testing.assert_array_equal(session.history.losses, new_losses)
    session.undo()
    train(session, 3)
    assert (session.snapshot.epoch, len(session.history)) == (8, 9)
    np.testing.assert_array_equal(session.history.losses[:6], losses)
    assert [point.epoch for point in session.history.timeline.checkpoints] == list(range(9))


def test_reset_is_the_very_same_first_weights_and_paused(session: Session) -> None:
    first = session.network.theta.copy()
    play_a_while(session)
    session.model.reset()
    assert not session.training
    assert (session.network.theta == first).all()
    settle(session)
    assert session.snapshot.epoch == 0
    train(session)
    again = Trainer(session.experiment)
    again.run(epochs=5)
    assert (session.network.theta == again.network.theta).all()


def test_undo_of_rows(session: Session) -> None:
    train(session)
    before, theta = session.data, session.network.theta.copy()
    session.points.set_data("Add row", before.with_rows(np.array([[1.0, 1.0]]), np.array([1.0])))
    assert session.experiment.by_hand and len(session.data) == 101
    settle(session)
    assert session.snapshot.epoch == 5
    session.undo()
    assert session.data is before and not session.experiment.by_hand
    settle(session)
    assert (session.network.theta == theta).all()


def test_an_edit_after_an_undo_forgets_the_redo(session: Session) -> None:
    session.model.update_spec(learning_rate=0.5)
    session.undo()
    session.model.update_spec(batch_size=3)
    session.redo()
    assert (session.spec.learning_rate, session.spec.batch_size) == (0.03, 3)


def test_nothing_to_undo_is_no_error(session: Session) -> None:
    session.undo()
    session.redo()
    assert (session.undo_stack.undo_label, session.undo_stack.redo_label) == ("", "")


def test_a_drag_is_one_undo(session: Session) -> None:
    for rate in (0.1, 0.2, 0.3):
        session.model.update_spec("Learning rate", merge=True, learning_rate=rate)
    session.end_merge()
    session.model.update_spec("Learning rate", merge=True, learning_rate=0.4)
    session.model.update_spec("Batch size", merge=True, batch_size=5)
    session.undo()
    assert (session.spec.learning_rate, session.spec.batch_size) == (0.4, 10)
    session.undo()
    assert session.spec.learning_rate == 0.3
    session.undo()
    assert session.spec.learning_rate == 0.03
    assert not session.undo_stack.undo_label


def test_a_drag_over_layers_comes_back_with_weights_and_history(session: Session) -> None:
    train(session)
    theta, losses = session.network.theta.copy(), session.history.losses.copy()
    for neurons in (5, 6, 7):
        session.model.update_spec("Neurons", merge=True, hidden_layers=(neurons, 2))
        settle(session)
    session.undo()
    settle(session)
    assert session.spec.hidden_layers == (4, 2)
    assert (session.network.theta == theta).all()
    np.testing.assert_array_equal(session.history.losses, losses)


def test_a_drag_that_is_live_first_and_rebuilds_later(session: Session) -> None:
    train(session)
    theta = session.network.theta.copy()
    session.model.update_spec("Drag", merge=True, learning_rate=0.1)
    session.model.update_spec("Drag", merge=True, hidden_layers=(3,))
    settle(session)
    session.undo()
    settle(session)
    assert (session.spec.learning_rate, session.spec.hidden_layers) == (0.03, (4, 2))
    assert (session.network.theta == theta).all()
    assert session.snapshot.epoch == 5
    session.redo()
    settle(session)
    assert session.spec.hidden_layers == (3,)
    assert session.network.sizes == (2, 3, 1)


def test_an_undo_never_brings_back_weights_that_diverged(make: Callable[..., Session]) -> None:
    session = make(exploding())
    session.playback.play()
    tick_until(session, lambda: not session.training)
    diverged = session.snapshot.epoch
    session.model.reset()
    settle(session)
    session.undo()
    for _ in range(2):  # at once, and when the worker has answered
        assert session.snapshot.status == "ready"
        assert session.snapshot.epoch == diverged - 1 == session.history.last_epoch
        settle(session)
    assert math.isfinite(session.snapshot.train.loss)
    session.model.update_spec(learning_rate=0.001)
    play_a_while(session)
