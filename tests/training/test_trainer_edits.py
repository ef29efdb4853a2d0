"""The trainer: edits while it trains."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from playground.data import Dataset
from playground.engine import LOSSES, OPTIMISERS, Learner
from playground.training import Experiment, Spec, Trainer
from tests.training.trainers import assert_same, edit, trainer

LIVE: list[dict[str, Any]] = [
    {"learning_rate": 0.5},
    {"batch_size": 3},
    {"regularisation": "l1", "regularisation_rate": 0.1},
    {"optimiser": "adam"},
    {"clip_norm": 0.001},
    {"schedule": "exponential", "schedule_epochs": 1.0},
    {"shuffle": False},
]


@pytest.mark.parametrize("choices", LIVE, ids=str)
def test_a_live_edit_goes_on_from_the_same_weights_and_makes_a_difference(choices: dict[str, Any]) -> None:
    ours, plain = trainer(), trainer()
    for one in (ours, plain):
        one.run(epochs=3)
    edit(ours, **choices)
    assert_same(ours, plain)
    for one in (ours, plain):
        one.run(epochs=2)
    assert (ours.epoch, len(ours.history)) == (5, 6)
    assert (ours.network.theta != plain.network.theta).any()


def test_a_live_edit_equals_the_engine_told_the_same() -> None:
    ours = trainer(batch_size=0, optimiser="momentum")
    rows, network = ours._rows, ours.experiment.network()
    X, Y = rows.X[:50], rows.Y[:50]
    learner = Learner(network, OPTIMISERS["momentum"]())
    for momentum, rate in [(0.9, 0.03), (0.5, 0.1), (0.5, 0.01)]:
        edit(ours, momentum=momentum, learning_rate=rate)
        learner.use(OPTIMISERS["momentum"](momentum=momentum))  # type: ignore[call-arg]
        ours.run(epochs=4)
        for _ in range(4):
            learner.step(X, Y, rate)
    np.testing.assert_allclose(ours.network.theta, network.theta, rtol=1e-9)


def test_the_rate_follows_the_schedule_by_epochs() -> None:
    ours = trainer(schedule="step", schedule_epochs=2.0, schedule_decay=0.1, learning_rate=1.0)
    rates = [ours.snapshot().rate, *(ours.run(epochs=1).rate for _ in range(4))]
    assert rates == pytest.approx([1.0, 1.0, 0.1, 0.1, 0.01])
    edit(ours, learning_rate=2.0)
    assert ours.snapshot().rate == pytest.approx(0.02)


def test_other_rows_keep_epoch_weights_and_memory() -> None:
    ours = trainer(optimiser="adam")
    ours.run(epochs=3)
    ours.step("row")
    theta, state = ours.network.theta.copy(), ours._learner.state
    data = ours.experiment.data
    ours.apply(ours.experiment.with_data(data.with_rows(np.array([[1.0, 1.0]]), np.array([1.0]))))
    assert (ours.epoch, ours.steps, ours._rows.train) == (3, 16, 51)
    assert (ours.network.theta == theta).all()
    assert ours._learner.state is state
    snapshot = ours.snapshot()
    assert ours.history.losses[3].tolist() == [snapshot.train.loss, snapshot.test.loss]
    ours.run(epochs=1)
    assert (ours.epoch, ours.steps) == (4, 16 + 6)


@pytest.mark.parametrize(
    "choices",
    [{"hidden_layers": (3,)}, {"features": ("x1^2", "x2^2")}, {"seed": 4}, {"loss": "half_mse_tanh"}],
)
def test_an_edit_that_changes_what_weights_mean_starts_afresh(choices: dict[str, Any]) -> None:
    ours = trainer()
    ours.run(epochs=3)
    edit(ours, **choices)
    fresh = trainer(**choices)
    assert_same(ours, fresh)
    assert ours.epoch == 0 and len(ours.history) == 1
    for one in (ours, fresh):
        one.run(epochs=2)
    assert_same(ours, fresh)


def test_a_run_can_begin_at_a_checkpoint() -> None:
    ours = trainer()
    ours.run(epochs=7)
    point = ours.snapshot().checkpoint
    other = Trainer(ours.experiment, point)
    assert_same(other, ours)
    assert (other.history.first, len(other.history)) == (7, 1)
    other.run(epochs=2)
    assert other.history.last_epoch == 9


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_trains_on_data_of_its_task(loss: str) -> None:
    source = {"regression": "plane", "two_classes": "circle", "many_classes": "blobs"}
    task = LOSSES[loss].tasks[0]
    rng = np.random.default_rng(1)
    X = rng.normal(0, 1, (60, 2))
    classes = {"regression": 0, "two_classes": 2, "many_classes": 3}[task]
    y = X[:, 0] - X[:, 1] if not classes else (X[:, 0] > 0) + (X[:, 1] > 0) * (classes > 2) * 1.0
    data = Dataset(X, y, ("x1", "x2"), "y", tuple("abc"[:classes]), name=source[task])
    ours = Trainer(Experiment.create(data, Spec(loss=loss, optimiser="adam")))
    before = ours.snapshot().train.loss
    assert ours.run(epochs=60).train.loss < 0.6 * before
