"""A moment: the rows that come next, looked at without changing them, and a run that goes on from there."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Dataset
from playground.engine import OPTIMISERS
from playground.training import Experiment, Spec, Trainer
from playground.training.resume_point import ResumePoint
from tests.properties import examples
from tests.training.trainers import assert_same, edit, trainer

STRIDES = st.lists(st.sampled_from(["row", "batch", "epoch"]), max_size=14)


def taken(ours: Trainer, stride: Any) -> tuple[int, ...]:
    """The rows of the dataset that a step has really learnt from: those of the order that it has passed."""
    first, size = ours._order.position, 1 if stride == "row" else ours._batch_size
    ours.step(stride)
    return tuple(ours._rows.indices[ours._order.order[first : first + size]].tolist())


@examples(40)
@given(strides=STRIDES, batch_size=st.sampled_from([0, 1, 7, 10, 49, 1000]), shuffle=st.booleans())
def test_looking_changes_nothing_and_tells_what_comes(
    strides: list[Any], batch_size: int, shuffle: Any
) -> None:
    choices = {"batch_size": batch_size, "shuffle": shuffle, "optimiser": "adam"}
    looked_at, left_alone = trainer(**choices), trainer(**choices)
    for stride in strides:
        moment = looked_at.resume_point()
        assert (moment.epoch, moment.steps, moment.rate) == (looked_at.epoch, looked_at.steps, 0.03)
        assert (moment.theta == looked_at.network.theta).all()
        if stride == "epoch":
            looked_at.step("epoch")
        else:
            rows = moment.row if stride == "row" else moment.batch
            assert rows == taken(looked_at, stride)
        left_alone.step(stride)
        assert_same(looked_at, left_alone)


def test_the_rows_are_places_in_the_dataset_and_never_held_out() -> None:
    ours, seen = trainer(batch_size=8), []
    assert not (np.flatnonzero(~ours.experiment.data.test) == np.arange(50)).all(), (
        "or there is nothing to see"
    )
    for _ in range(7):
        seen.append(ours.resume_point().batch)
        ours.step("batch")
    assert [len(batch) for batch in seen] == [8, 8, 8, 8, 8, 8, 2]
    learnt = [row for batch in seen for row in batch]
    assert sorted(learnt) == np.flatnonzero(~ours.experiment.data.test).tolist()


def test_a_moment_is_of_copies() -> None:
    ours, twin = trainer(optimiser="adam"), trainer(optimiser="adam")
    ours.step("batch")
    twin.step("batch")
    moment = ours.resume_point()
    moment.theta[...] = 9.0
    moment.state.slots["m"][...] = 9.0
    moment.state.steps = 99
    assert moment.position is not None and moment.position.order is not None
    moment.position.order[...] = 0
    moment.position.rng["state"]["state"] = 9
    ours.run(epochs=3)
    twin.run(epochs=3)
    assert_same(ours, twin)


def test_the_rate_of_a_moment_is_the_schedules() -> None:
    ours = trainer(schedule="step", schedule_epochs=1.0, schedule_decay=0.5)
    ours.run(epochs=2)
    assert ours.resume_point().rate == 0.03 / 4


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@examples(6)
@given(strides=STRIDES, batch_size=st.sampled_from([0, 7, 10]))
def test_a_run_goes_on_from_a_moment_as_if_never_left(
    optimiser: str, strides: list[Any], batch_size: int
) -> None:
    ours = trainer(optimiser=optimiser, batch_size=batch_size)
    for stride in strides:
        ours.step(stride)
    moment = ours.resume_point()
    others = [Trainer(ours.experiment, moment) for _ in range(2)]  # a moment can be used again
    for other in others:
        assert (other.resume_point().row, other.resume_point().batch) == (moment.row, moment.batch)
    for stride in ("row", "batch", "epoch", "row", "epoch"):
        for one in (ours, *others):
            one.step(stride)  # type: ignore[arg-type]
    for other in others:
        assert_same(ours, other)


def test_there_is_nothing_next_without_rows_or_after_a_divergence() -> None:
    held_out = Dataset(np.eye(2), np.array([0.0, 1.0]), ("x1", "x2"), "y", ("a", "b"), np.ones(2, dtype=bool))
    moments: list[ResumePoint] = [
        Trainer(Experiment.create(held_out)).resume_point(),
        diverged().resume_point(),
    ]
    assert [(moment.row, moment.batch) for moment in moments] == [((), ())] * 2


def diverged() -> Trainer:
    X = np.linspace(-4, 4, 20)[:, None]
    spec = Spec(loss="mse", hidden_layers=(), learning_rate=1.0, batch_size=0)
    ours = Trainer(Experiment.create(Dataset(X, 3 * X[:, 0], ("x1",)), spec))
    ours.run(epochs=1000)
    assert ours.status == "diverged"
    return ours


# --- a step out of turn ------------------------------------------------------------------------------


@examples(25)
@given(
    strides=st.lists(st.sampled_from(["row", "batch", (3,), (99, 4), tuple(range(100))]), max_size=14),
    optimiser=st.sampled_from(["sgd", "momentum", "adam"]),
    rule=st.sampled_from([{}, {"regularisation": "l1"}, {"clip_norm": 0.1}, {"frozen": ("w1[1,1]",)}]),
)
def test_a_step_on_rows_learns_from_them_and_leaves_the_order(
    strides: list[Any], optimiser: str, rule: dict[str, Any]
) -> None:
    """Beside a learner that is given the same rows; beside a trainer that never takes a step out of turn."""
    ours, in_turn = (trainer(optimiser=optimiser, batch_size=8, **rule) for _ in range(2))
    learner = ours.experiment.learner(ours.experiment.network())
    for stride in strides:
        coming, out_of_turn = in_turn.resume_point(), not isinstance(stride, str)
        rows = stride if out_of_turn else coming.row if stride == "row" else coming.batch
        learner.step(*ours.experiment.rows(np.array(rows)), 0.03)
        if out_of_turn:
            ours.step_on(rows)
        else:
            ours.step(stride)
            in_turn.step(stride)
        np.testing.assert_allclose(ours.network.theta, learner.network.theta, rtol=1e-9, atol=1e-12)
        assert (ours.resume_point().row, ours.resume_point().batch) == (
            in_turn.resume_point().row,
            in_turn.resume_point().batch,
        )
        assert ours.epoch == in_turn.epoch
    assert ours.steps == len(strides) == learner.state.steps


def test_a_step_on_rows_is_scored_when_looked_at() -> None:
    ours = trainer(learning_rate=1.0)
    before = ours.snapshot()
    ours.step_on((1, 2, 3))
    after = ours.snapshot()
    assert (after.epoch, after.steps) == (0, 1)
    assert after.train.loss != before.train.loss
    edit(ours, learning_rate=0.01)
    ours.set_parameters({})
    assert ours.snapshot().train == after.train


def test_a_step_on_rows_after_a_divergence_or_on_none_is_none() -> None:
    gone, ours = diverged(), trainer()
    theta, steps = gone.network.theta.copy(), gone.steps
    gone.step_on((0, 1))
    ours.step_on(())
    np.testing.assert_array_equal(gone.network.theta, theta)
    assert (gone.steps, ours.steps) == (steps, 0)


def test_a_step_on_rows_that_overflows_makes_no_noise() -> None:
    ours = trainer(loss="half_mse_tanh", optimiser="adam", clip_norm=1.0)
    ours.network.theta[...] = 1e300
    ours.step_on((0, 1))
    assert ours.steps == 1
    assert not math.isnan(ours.snapshot().rate)
