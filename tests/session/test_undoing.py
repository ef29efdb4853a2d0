"""The way back: every edit, and every number set by hand, can be undone and done again."""

from __future__ import annotations

import math
import os
import signal
import time
from collections.abc import Callable

import numpy as np
import pytest

from playground.data import Recipe
from playground.errors import SpecError
from playground.session import Change, Inspected, Session
from playground.training import Experiment, Spec, Trainer
from playground.training.parameters import Parameter
from tests.session.frames import (
    flags,
    play_a_while,
    settle,
    tick_until,
    train,
)

# --- undo --------------------------------------------------------------------------------------------


def test_undo_and_redo_of_a_live_choice_keep_the_weights(session: Session) -> None:
    train(session)
    session.set(learning_rate=0.5)
    assert session.undo_label == "Change learning_rate"
    train(session, 2)
    theta = session.snapshot.theta
    session.undo()
    assert session.spec.learning_rate == 0.03
    assert (session.undo_label, session.redo_label) == ("", "Change learning_rate")
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
        lambda s: s.set(hidden_layers=(3,)),
        lambda s: s.new_seed(),
        lambda s: s.reset(),
        lambda s: s.set_recipe(source="xor"),
        lambda s: s.open(Experiment.load(Recipe(source="plane"))),
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
    assert [point.epoch for point in session.history.checkpoints] == list(range(9))


def test_reset_is_the_very_same_first_weights_and_paused(session: Session) -> None:
    first = session.network.theta.copy()
    play_a_while(session)
    session.reset()
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
    session.set_data("Add row", before.with_row(np.array([1.0, 1.0]), 1.0))
    assert session.experiment.by_hand and len(session.data) == 101
    settle(session)
    assert session.snapshot.epoch == 5
    session.undo()
    assert session.data is before and not session.experiment.by_hand
    settle(session)
    assert (session.network.theta == theta).all()


def test_split_keeps_rows_and_is_undone(session: Session) -> None:
    old = session.data
    session.split(0.8)
    assert (session.data.X == old.X).all()
    assert (~session.data.test).sum() == 80
    assert session.experiment.recipe.train_share == 0.8
    session.undo()
    assert session.data is old and session.experiment.recipe.train_share is None


def test_an_edit_after_an_undo_forgets_the_redo(session: Session) -> None:
    session.set(learning_rate=0.5)
    session.undo()
    session.set(batch_size=3)
    session.redo()
    assert (session.spec.learning_rate, session.spec.batch_size) == (0.03, 3)


def test_nothing_to_undo_is_no_error(session: Session) -> None:
    session.undo()
    session.redo()
    assert (session.undo_label, session.redo_label) == ("", "")


def test_a_drag_is_one_undo(session: Session) -> None:
    for rate in (0.1, 0.2, 0.3):
        session.set("Learning rate", merge=True, learning_rate=rate)
    session.end_merge()
    session.set("Learning rate", merge=True, learning_rate=0.4)
    session.set("Batch size", merge=True, batch_size=5)
    session.undo()
    assert (session.spec.learning_rate, session.spec.batch_size) == (0.4, 10)
    session.undo()
    assert session.spec.learning_rate == 0.3
    session.undo()
    assert session.spec.learning_rate == 0.03
    assert not session.undo_label


def test_a_drag_over_layers_comes_back_with_weights_and_history(session: Session) -> None:
    train(session)
    theta, losses = session.network.theta.copy(), session.history.losses.copy()
    for neurons in (5, 6, 7):
        session.set("Neurons", merge=True, hidden_layers=(neurons, 2))
        settle(session)
    session.undo()
    settle(session)
    assert session.spec.hidden_layers == (4, 2)
    assert (session.network.theta == theta).all()
    np.testing.assert_array_equal(session.history.losses, losses)


def test_a_drag_that_is_live_first_and_rebuilds_later(session: Session) -> None:
    train(session)
    theta = session.network.theta.copy()
    session.set("Drag", merge=True, learning_rate=0.1)
    session.set("Drag", merge=True, hidden_layers=(3,))
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


def test_open_with_trained_weights(session: Session) -> None:
    trained = Trainer(Experiment.load(Recipe(source="xor")))
    point = trained.run(epochs=6).checkpoint
    session.open(trained.experiment, point)
    settle(session)
    assert (session.snapshot.epoch, session.history.first) == (6, 6)
    assert (session.network.theta == point.theta).all()


# --- numbers set by hand -----------------------------------------------------------------------------

W = Parameter(2, to=1, source=0)


def value(session: Session, parameter: Parameter = W) -> float:
    return float(session.network.theta[parameter.index(session.experiment.sizes)])


def test_a_number_set_by_hand_is_seen_at_once_and_scored_soon(session: Session) -> None:
    train(session)
    shot, losses = session.snapshot, session.history.losses.copy()
    session.set_parameter(W, 3.0)
    assert value(session) == 3.0 and session.snapshot is not shot
    assert session.undo_label == "Set w⁽²⁾₂₁"
    settle(session)
    assert value(session) == 3.0
    ours = Trainer(session.experiment, session.snapshot.checkpoint)
    assert session.snapshot.train.loss == ours.snapshot().train.loss != shot.train.loss
    assert session.snapshot.test.loss == ours.snapshot().test.loss
    assert session.history.losses[-1].tolist() == [session.snapshot.train.loss, session.snapshot.test.loss]
    np.testing.assert_array_equal(session.history.losses[:-1], losses[:-1])
    assert (session.history.checkpoints[-1].theta == session.network.theta).all()


def test_undo_and_redo_of_a_number(session: Session) -> None:
    train(session)
    theta, loss = session.network.theta.copy(), session.snapshot.train.loss
    session.set_parameter(W, 3.0)
    session.set_parameter(W, 4.0)
    session.undo()
    assert value(session) == 3.0
    session.undo()
    settle(session)
    assert (session.network.theta == theta).all() and session.snapshot.train.loss == loss
    assert session.history.losses[-1][0] == loss
    session.redo()
    session.redo()
    settle(session)
    assert value(session) == 4.0 and not session.redo_label


def test_a_drag_of_a_number_is_one_undo(session: Session) -> None:
    before = value(session)
    for number in (1.0, 2.0, 3.0):
        session.set_parameter(W, number, merge=True)
        session.tick()
    session.end_merge()
    session.set_parameter(W, 5.0, merge=True)
    session.undo()
    assert value(session) == 3.0
    session.undo()
    assert value(session) == before and not session.undo_label


def test_an_undo_takes_back_the_number_and_not_what_was_learnt_since(session: Session) -> None:
    session.set_parameter(W, 3.0)
    train(session)
    theta = session.network.theta.copy()
    session.undo()
    settle(session)
    theta[W.index(session.experiment.sizes)] = session.experiment.network().theta[W.index((2, 4, 2, 1))]
    assert (session.network.theta == theta).all() and session.snapshot.epoch == 5


def test_a_number_never_flickers_back_while_training(session: Session) -> None:
    session.set_frozen(W, frozen=True)
    play_a_while(session)
    for number in np.linspace(-2.0, 2.0, 60):
        session.set_parameter(W, float(number), merge=True)
        for _ in range(3):
            session.tick()
            assert value(session) == number
            time.sleep(0.001)
    epoch = session.snapshot.epoch
    tick_until(session, lambda: session.snapshot.epoch > epoch)
    assert session.training and value(session) == 2.0


@pytest.mark.process
def test_a_number_survives_the_edits_around_it_and_a_worker_that_dies(session: Session) -> None:
    session.set_parameter(W, 3.0)
    session.set(hidden_layers=(3,))
    session.undo()
    assert value(session) == 3.0
    settle(session)
    session.set_parameter(W, 4.0)
    assert session._proxy.pid is not None
    os.kill(session._proxy.pid, signal.SIGTERM)
    tick_until(session, lambda: session.notice is not None, "the loss of the worker")
    settle(session)
    assert value(session) == 4.0


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e10])
def test_a_number_no_network_can_use_is_refused(session: Session, number: float) -> None:
    before = value(session)
    with pytest.raises(SpecError, match="w⁽²⁾₂₁ cannot be"):
        session.set_parameter(W, number)
    with pytest.raises(SpecError, match="has no"):
        session.set_parameter(Parameter(7, 0), 1.0)
    assert value(session) == before and not session.undo_label


def test_a_lock_holds_and_opens_again(session: Session) -> None:
    before = value(session)
    session.set_frozen(W, frozen=True)
    assert session.undo_label == "Freeze w⁽²⁾₂₁" and session.spec.frozen == ("w2[2,1]",)
    train(session)
    assert value(session) == before
    session.set_parameter(W, 3.0)
    train(session)
    assert value(session) == 3.0, "a hand may move what learning may not"
    session.set_frozen(W, frozen=False)
    train(session)
    assert value(session) != 3.0 and session.spec.frozen == ()


def test_locks_go_with_the_weights_they_held(session: Session) -> None:
    session.set_frozen(W, frozen=True)
    session.reset()
    session.new_seed()
    assert session.spec.frozen, "the same weights, drawn anew"
    session.set(hidden_layers=(5, 2))
    assert not session.spec.frozen
    session.undo()
    assert session.spec.frozen
    session.set(features=("x1", "x1*x2"))
    assert not session.spec.frozen


def test_a_large_number_is_no_explosion(session: Session) -> None:
    session.set(loss="half_mse_tanh")
    session.open(Experiment.load(Recipe(source="plane"), Spec(loss="mse", learning_rate=1e-9)))
    session.set_parameter(Parameter(3, 0), 1e5)
    train(session, 2)
    assert session.snapshot.train.loss > 1e9 and session.snapshot.status == "ready"


def test_what_is_inspected_is_told_as_a_view(session: Session) -> None:
    assert flags(session, lambda: session.inspect(Inspected(1, 2))) == Change.VIEW
    session.set(hidden_layers=(1,))
    assert session.inspected is None


# --- many rows ---------------------------------------------------------------------------------------

BIG = Recipe(source="xor", count=100_000)


def held(session: Session) -> int:
    """The bytes of all arrays that the mementos hold, each counted once; those on screen do not count."""
    seen = {id(array) for array in (session.data.X, session.data.y, session.data.test)}
    total = 0
    for memento in (*session._undo, *session._redo):
        arrays = []
        if memento.experiment is not None:
            data = memento.experiment.data
            arrays += [data.X, data.y, data.test]
        if memento.patch is not None:
            stored = [part for pair in memento.patch.values for part in pair]
            arrays += [memento.patch.gone, memento.patch.places, *stored]
        for array in arrays:
            if id(array) not in seen:
                seen.add(id(array))
                total += array.nbytes
    return total


def test_three_hundred_edits_of_many_rows_take_little_memory(make: Callable[..., Session]) -> None:
    session = make(Experiment.load(BIG, Spec(hidden_layers=(), batch_size=1000)))
    session._proxy.close()  # what the worker makes of it is not looked at
    session._send = lambda _command: None  # type: ignore[method-assign]
    rng, one = np.random.default_rng(0), session.data.X.nbytes
    states = [session.data]
    edits = (
        lambda: session.add_points(rng.normal(0, 1, (1, 2)), np.ones(1)),
        lambda: session.erase_rows(rng.integers(0, 90_000, 3)),
        lambda: session.move_rows(row := rng.integers(0, 90_000, 1), session.data.X[row] + 1, np.ones(1)),
        lambda: session.hold_out(rng.integers(0, 90_000, 9)),
        lambda: session.set(learning_rate=float(rng.random())),
    )
    for index in range(300):
        edits[index % len(edits)]()
        states.append(session.data if index in (99, 199, 299) else None)  # type: ignore[arg-type]
    assert len(session._undo) == 300
    assert held(session) < 1.6 * one  # the last edit whole, until the next one
    session.end_merge()
    assert held(session) < 0.1 * one
    for verb, places in ((session.undo, (200, 100, 0)), (session.redo, (100, 200, 300))) * 2:
        at = 300 if verb == session.undo else 0
        while at != places[-1]:
            verb()
            at += -1 if verb == session.undo else 1
            if at in places:
                assert session.data.same_as(states[at])
    assert held(session) < 0.1 * one


def test_a_stroke_over_many_rows_is_one_undo_and_holds_what_it_changed(make: Callable[..., Session]) -> None:
    session = make(Experiment.load(BIG, Spec(hidden_layers=(), batch_size=1000)))
    before = session.data
    for index in range(50):
        session.add_points(np.full((2, 2), index / 50), np.zeros(2), merge=True)
        if index == 25:
            assert session._undo[-1].patch is None, "nothing is compared while the hand moves"
    session.end_merge()
    assert held(session) < 10_000
    after = session.data
    session.undo()
    assert session.data.same_as(before) and not session.undo_label
    session.redo()
    assert session.data.same_as(after)
    settle(session)
