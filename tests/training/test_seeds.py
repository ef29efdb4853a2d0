"""Many seeds as one stack: each network is what a trainer with its seed makes of the same rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from playground.data import Recipe
from playground.training import Experiment, Spec, Trainer
from playground.training.many import Judge
from playground.training.seeds import SeedStack, with_seed

RECIPE = Recipe(source="circle", count=60, noise=10)


@pytest.mark.parametrize(
    "choices",
    [
        {"batch_size": 7, "optimiser": "adam"},
        {"batch_size": 0, "regularisation": "l2", "regularisation_rate": 0.1},
        {"batch_size": 10, "schedule": "exponential", "schedule_epochs": 3.0, "clip_norm": 0.1},
        {"shuffle": False, "optimiser": "momentum", "hidden_layers": ()},
    ],
    ids=str,
)
def test_each_is_the_trainer_of_its_seed(choices: dict[str, Any]) -> None:
    experiment = Experiment.load(RECIPE, Spec(**choices))
    stack = SeedStack(experiment, (4, 5, 9))
    for _ in range(6):
        stack.run_epoch()
    for seed, run in zip(stack.seeds, stack.standings(), strict=True):
        ours = Trainer(with_seed(experiment, seed)).run(epochs=6)
        np.testing.assert_allclose(run.theta, ours.theta, rtol=1e-8, atol=1e-10)
        assert run.train.loss == pytest.approx(ours.train.loss)
        assert run.test.accuracy == ours.test.accuracy
        assert run.diverged_at is None


def test_one_that_diverges_says_so_and_leaves_the_others() -> None:
    """A linear network on values: from weights of 1e200 on its square is no number."""
    experiment = Experiment.load(
        Recipe(source="plane", count=40), Spec(loss="mse", hidden_layers=(), batch_size=0, learning_rate=0.01)
    )
    stack = SeedStack(experiment, range(3))
    stack.network.theta[1] = 1e200
    for _ in range(4):
        stack.run_epoch()
    first, second, third = stack.standings()
    assert second.diverged_at is not None
    for seed, run in ((0, first), (2, third)):
        ours = Trainer(with_seed(experiment, seed)).run(epochs=4)
        assert run.diverged_at is None
        np.testing.assert_allclose(run.theta, ours.theta, rtol=1e-8)


def test_quality_is_r2_of_values() -> None:
    experiment = Experiment.load(Recipe(source="plane", count=40), Spec(loss="mse", optimiser="adam"))
    shot = Trainer(experiment).run(epochs=30)
    data = experiment.data
    predicted = experiment.decode(experiment.network().at(shot.theta).predict(experiment.encode(data.X)))
    rest = ((predicted - data.y) ** 2)[data.test].mean() / np.var(data.y[data.test])
    assert Judge(experiment).quality(shot.train, shot.test) == pytest.approx(1.0 - rest)
