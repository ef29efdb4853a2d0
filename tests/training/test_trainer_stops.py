"""The trainer: stop rules and divergence."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.data import Dataset, Recipe
from playground.training import Checkpoint, Experiment, Spec, Trainer
from playground.training.statistics import Confusion, Fit, row_errors
from tests.training.trainers import edit, trainer


def test_stops_so_many_epochs_after_play() -> None:
    ours = trainer(stop_epochs=4)
    snapshot = ours.run(epochs=100)
    assert (snapshot.epoch, snapshot.status) == (4, "stopped")
    assert "4 epochs" in snapshot.reason
    assert ours.advance(1.0) == 0
    assert ours.run(epochs=100).epoch == 8, "Play counts anew"
    ours.restart_stop_rules()
    assert (ours.status, ours.reason) == ("ready", "")


def test_stops_at_a_target_loss() -> None:
    ours = trainer(optimiser="adam", learning_rate=0.1, stop_loss=0.5)
    snapshot = ours.run(epochs=1000)
    assert snapshot.status == "stopped" and "0.5" in snapshot.reason
    assert snapshot.train.loss <= 0.5 < ours.history.losses[-2, 0]


def test_stops_on_a_plateau_and_not_before() -> None:
    ours = trainer(learning_rate=1e-9, stop_patience=5)
    snapshot = ours.run(epochs=100)
    assert snapshot.status == "stopped" and "no improvement" in snapshot.reason
    assert snapshot.epoch == 6  # the first epoch is the best, then five without a better one
    falling = trainer(optimiser="adam", stop_patience=5)
    assert falling.run(epochs=30).status == "ready"


def test_a_plateau_is_measured_anew_on_other_rows() -> None:
    ours = trainer(optimiser="adam", learning_rate=0.1, stop_patience=25)
    assert ours.run(epochs=60).status == "ready"
    data = ours.experiment.data
    flipped = data.with_changed_rows(np.array([0]), data.X[[0]], 1.0 - data.y[[0]])
    for row in range(1, 100):
        flipped = flipped.with_changed_rows(np.array([row]), data.X[[row]], 1.0 - data.y[[row]])
    ours.apply(ours.experiment.with_data(flipped))
    for _ in range(30):
        ours.step("epoch")
    assert ours.status == "ready", "its loss falls again, from far above the old best"


def line(X: np.ndarray, **choices: Any) -> Trainer:
    data = Dataset(X, X[:, 0] * 3, ("x1",), "y")
    return Trainer(Experiment.create(data, Spec(loss="mse", hidden_layers=(), **choices)))


def exploding(**choices: Any) -> Trainer:
    return line(np.linspace(-4, 4, 20)[:, None], batch_size=0, learning_rate=1.0, **choices)


def overflowing() -> Trainer:
    return line(np.linspace(-4, 4, 200)[:, None], batch_size=1, learning_rate=90.0)


def test_no_step_is_blamed_for_a_loss_that_was_none_before_it() -> None:
    ours = line(
        np.linspace(-1e90, 1e90, 20)[:, None], scale_inputs="none", scale_target="none", features=("x1^2",)
    )
    assert not math.isfinite(ours.snapshot().train.loss)
    reason = ours.run(epochs=3).reason
    assert "before the first update" in reason and "Scale inputs" in reason and "learning rate" not in reason


@pytest.mark.parametrize("source", ["circle", "blobs", "line"])
def test_after_a_divergence_trainer_and_statistics_find_the_same(source: str) -> None:
    ours = Trainer(Experiment.load(Recipe(source=source)))
    ours.set_parameters({0: math.nan})
    found = row_errors(ours.experiment, ours.network)
    train = found.among(~ours.experiment.data.test)
    score = ours.snapshot().train
    if ours.experiment.data.class_names:
        assert Confusion.of(train).score.accuracy == score.accuracy < 0.1
    else:
        assert math.isnan(Fit.of(train).score.rmse) and math.isnan(score.rmse)


@pytest.mark.parametrize(("make", "words"), [(exploding, "the loss is"), (overflowing, "not a number")])
def test_divergence_is_noticed_said_and_recovered_from(make: Callable[[], Trainer], words: str) -> None:
    """Warnings are errors here: an overflow is noticed by its outcome, not printed."""
    ours = make()
    start = ours.network.theta.copy()
    snapshot = ours.run(epochs=1000)
    assert snapshot.status == "diverged"
    assert words in snapshot.reason and "lower learning rate" in snapshot.reason
    assert ours.advance(1.0) == 0
    ours.step("epoch")
    assert ours.snapshot().epoch == snapshot.epoch, "nothing goes on from here"
    losses = ours.history.losses.copy()
    ours.recover()
    back = ours.snapshot()
    assert (back.status, back.reason, back.epoch) == ("ready", "", snapshot.epoch - 1)
    assert np.isfinite(back.theta).all() and math.isfinite(back.train.loss)
    assert (back.theta == start).all() == (back.epoch == 0)
    np.testing.assert_array_equal(ours.history.losses, losses[:-1])
    edit(ours, learning_rate=1e-3)
    after = ours.run(epochs=50)
    assert after.status == "ready" and after.train.loss < back.train.loss
    assert ours.history.last_epoch == after.epoch


def test_an_edit_amid_numbers_that_are_none_does_not_hide_the_last_finite_state() -> None:
    ours = line(np.linspace(-4e200, 4e200, 6)[:, None], batch_size=1, learning_rate=90.0)
    ours.apply(ours.experiment.with_data(ours.experiment.data.with_rows(np.array([[1.0]]), np.array([3.0]))))
    ours.step("row")
    ours.step("row")
    assert not np.isfinite(ours.network.theta).all()
    ours.apply(ours.experiment.with_data(ours.experiment.data.with_rows(np.array([[1.0]]), np.array([3.0]))))
    assert ours.run(epochs=1).status == "diverged"
    ours.recover()
    assert np.isfinite(ours.network.theta).all()


def test_a_start_that_is_no_number_can_be_recovered_from() -> None:
    ours = exploding()
    broken = Trainer(ours.experiment, Checkpoint(5, 5, np.full(2, np.nan)))
    assert broken.run(epochs=3).status == "diverged"
    broken.recover()
    assert (broken.network.theta == ours.network.theta).all()
    edit(broken, learning_rate=1e-3)
    assert broken.run(epochs=2).status == "ready"


def test_a_large_loss_that_was_large_at_first_is_no_explosion() -> None:
    ours = line(np.linspace(1e4, 2e4, 10)[:, None], learning_rate=1e-10)
    assert ours.snapshot().train.loss > 1e8
    assert ours.run(epochs=10).status == "ready"
