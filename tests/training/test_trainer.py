"""The trainer: the same run, however it is sliced."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import OPTIMISERS, Learner, Network
from tests.properties import examples
from tests.training.trainers import assert_same, trainer


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_run_equals_itself_bit_for_bit(optimiser: str) -> None:
    runs = [trainer(optimiser=optimiser) for _ in range(2)]
    for one in runs:
        one.run(epochs=20)
    assert_same(*runs)
    np.testing.assert_array_equal(runs[0].history.losses, runs[1].history.losses)
    assert runs[0].epoch == 20 and len(runs[0].history) == 21


@examples(25)
@given(
    slices=st.lists(st.sampled_from(["run", "epoch", "batch", 1, 2, 7, "nothing", "time"]), max_size=12),
    batch_size=st.sampled_from([0, 1, 7, 10, 1000]),
    shuffle=st.sampled_from([True, False]),
)
def test_time_may_be_sliced_in_any_way(slices: list[Any], batch_size: int, shuffle: Any) -> None:
    sliced, whole = (trainer(batch_size=batch_size, shuffle=shuffle, optimiser="adam") for _ in range(2))
    for part in slices:
        match part:
            case "run":
                sliced.run(epochs=2)
            case "epoch" | "batch":
                sliced.step(part)
            case "time":
                sliced.advance(1e-9)
            case "nothing":
                assert sliced.advance(1.0, max_steps=0) == 0
            case steps:
                assert sliced.advance(math.inf, max_steps=steps) == steps
        sliced.snapshot()  # looking changes nothing
    sliced.step("epoch")
    whole.run(epochs=sliced.epoch)
    assert_same(sliced, whole)


def test_row_by_row_is_batch_size_one() -> None:
    rows, batches = trainer(batch_size=10), trainer(batch_size=1)
    for _ in range(75):
        rows.step("row")
        batches.step("batch")
    assert (rows.epoch, rows.steps) == (1, 75)
    assert_same(rows, batches)


def test_one_epoch_by_hand() -> None:
    """Engine, order of the rows and nothing else."""
    ours = trainer(batch_size=8, shuffle=False)
    learner, rows = Learner(Network([2, 4, 2, 1], ["tanh", "tanh"], "log_loss", seed=0)), ours._rows
    for start in range(0, 50, 8):
        learner.step(rows.X[start : min(start + 8, 50)], rows.Y[start : min(start + 8, 50)], 0.03)
    ours.step("epoch")
    assert (ours.network.theta == learner.network.theta).all()
    assert ours.steps == ours.steps_per_epoch == 7


def test_rows_batches_and_epochs_may_be_mixed() -> None:
    """Batches across those of the epoch, and its short end, are what the engine makes of these rows."""
    ours = trainer(batch_size=8, optimiser="adam")
    learner, rows = Learner(ours.experiment.network(), OPTIMISERS["adam"]()), ours._rows
    for stride in ("row", "row", "batch", "row", "batch", "epoch", "batch", "epoch", "epoch", "row"):
        first, epoch = ours._order.position, ours.epoch
        ours.step(stride)
        end = rows.train if ours.epoch > epoch else ours._order.position
        while first < end:
            batch = ours._order.order[first : first + 1 if stride == "row" else min(first + 8, end)]
            learner.step(rows.X[batch], rows.Y[batch], 0.03)
            first += len(batch)
        np.testing.assert_allclose(ours.network.theta, learner.network.theta, rtol=0, atol=1e-9)
    assert (ours.epoch, ours.steps) == (3, learner.state.steps)


def test_shuffling_visits_every_row_once_in_a_new_order_each_epoch() -> None:
    ours, orders = trainer(), []
    for _ in range(3):
        ours.step("epoch")
        orders.append(ours._order.order.tolist())
    assert all(sorted(order) == list(range(50)) for order in orders)
    assert orders[0] != orders[1] != orders[2]


@pytest.mark.parametrize(
    ("batch_size", "steps"), [(0, 1), (1, 50), (7, 8), (10, 5), (49, 2), (50, 1), (999, 1)]
)
def test_batches_of_an_epoch(batch_size: int, steps: int) -> None:
    ours = trainer(batch_size=batch_size)
    assert ours.steps_per_epoch == steps
    ours.step("epoch")
    assert (ours.epoch, ours.steps) == (1, steps)


def test_reset_is_the_same_first_weights_and_the_same_run() -> None:
    ours = trainer()
    first = ours.network.theta.copy()
    ours.run(epochs=15)
    ours.step("row")
    trained = trainer()
    trained.run(epochs=15)
    ours.reset()
    assert (ours.network.theta == first).all()
    assert (ours.epoch, ours.steps, len(ours.history)) == (0, 0, 1)
    ours.run(epochs=15)
    assert_same(ours, trained)


def test_a_snapshot_is_a_copy_and_scores_this_very_step() -> None:
    ours = trainer()
    before = ours.snapshot()
    theta = before.theta.copy()
    ours.step("batch")
    stale, exact = ours.snapshot(exact=False), ours.snapshot()
    assert (before.theta == theta).all()
    assert stale.train == before.train
    rows = ours._rows
    assert exact.train.loss == pytest.approx(ours.network.loss(rows.X[:50], rows.Y[:50]), rel=1e-12)
    assert exact.checkpoint.epoch == 0 and exact.checkpoint.steps == 1


def test_the_history_has_the_loss_before_the_first_step_and_after_each_epoch() -> None:
    ours = trainer()
    losses = [ours.snapshot(), *(ours.run(epochs=1) for _ in range(5))]
    np.testing.assert_array_equal(ours.history.losses, [(s.train.loss, s.test.loss) for s in losses])
    for snapshot, point in zip(losses, ours.history.timeline.checkpoints, strict=True):
        assert (snapshot.theta == point.theta).all()
