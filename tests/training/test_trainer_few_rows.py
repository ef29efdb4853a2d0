"""The trainer with hardly any rows."""

from __future__ import annotations

import math

import numpy as np
import pytest

from playground.data import Dataset
from playground.training import Experiment, Trainer
from playground.training.evaluation import Score
from tests.training.trainers import trainer


def drawn(rows: int, *, test: bool = False) -> Experiment:
    """A few rows, all for training or all held out."""
    data = Dataset(
        np.arange(2.0 * rows).reshape(rows, 2) / 10,
        np.arange(rows) % 2.0,
        ("x1", "x2"),
        "class",
        ("red", "green"),
        np.full(rows, test),
    )
    return Experiment.create(data)


@pytest.mark.parametrize("rows", [0, 3])
def test_without_training_rows_nothing_happens(rows: int) -> None:
    ours = Trainer(drawn(rows, test=True))
    before = ours.network.theta.copy()
    ours.run(epochs=3)
    assert ours.advance(1.0) == 0
    for stride in ("row", "batch", "epoch"):
        ours.step(stride)  # type: ignore[arg-type]
    snapshot = ours.snapshot()
    assert (snapshot.epoch, snapshot.steps, snapshot.status) == (0, 0, "ready")
    assert (snapshot.theta == before).all()
    assert snapshot.train == Score()
    assert (snapshot.test == Score()) == (rows == 0)


def test_without_test_rows_the_test_loss_is_none() -> None:
    snapshot = Trainer(drawn(6)).run(epochs=3)
    assert snapshot.epoch == 3
    assert snapshot.test == Score()
    assert math.isfinite(snapshot.train.loss)


def test_one_row() -> None:
    ours = Trainer(drawn(1))
    assert ours.steps_per_epoch == 1
    before = ours.snapshot().train.loss
    assert ours.run(epochs=50).train.loss < before


def test_rows_may_all_go_and_come_again_while_it_trains() -> None:
    ours = trainer()
    ours.run(epochs=2)
    data = ours.experiment.data
    ours.apply(ours.experiment.with_data(data.without_rows(np.arange(len(data)))))
    ours.run(epochs=2)
    assert ours.epoch == 2 and ours.snapshot().train == Score()
    ours.apply(ours.experiment.with_data(data))
    ours.run(epochs=2)
    assert (ours.epoch, len(ours.history)) == (4, 5)


def test_clipped_steps_are_counted() -> None:
    ours = trainer(clip_norm=1e-6)
    assert ours.run(epochs=2).clipped == 10
