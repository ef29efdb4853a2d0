"""What the tests of the trainer share."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from playground.data import Recipe
from playground.training import Experiment, Spec, Trainer

RECIPE = Recipe(source="circle", count=100, noise=10)  # 50 rows train: five batches of ten


def trainer(**choices: Any) -> Trainer:
    return Trainer(Experiment.load(RECIPE, Spec(**choices)))


def edit(ours: Trainer, **choices: Any) -> None:
    ours.apply(ours.experiment.with_spec(msgspec.structs.replace(ours.experiment.spec, **choices)))


def assert_same(one: Trainer, other: Trainer) -> None:
    assert (one.epoch, one.steps) == (other.epoch, other.steps)
    assert (one.network.theta == other.network.theta).all()
    np.testing.assert_array_equal(one.history.losses[-1], other.history.losses[-1])
