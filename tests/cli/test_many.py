"""`seeds` and `race`: many runs, their figures, and clear words for what is not there."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from playground.cli import main
from playground.data import Recipe
from playground.training import Experiment, Spec, Trainer
from tests.cli.run import Out, refusal


def answered(capsys: Out, *argv: str) -> dict[str, Any]:
    assert main([*argv, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_seeds(capsys: Out) -> None:
    found = answered(
        capsys, "seeds", "--data", "circle", "--rows", "60", "--count", "5", "--epochs", "8", "--seed", "3",
        "--solved", "0.7",
    )  # fmt: skip
    assert [one["seed"] for one in found["seeds"]] == [3, 4, 5, 6, 7]
    losses = [one["train_loss"] for one in found["seeds"]]
    assert found["train_loss"]["median"] == pytest.approx(np.median(losses))
    assert found["train_loss"]["lower"] == pytest.approx(np.quantile(losses, 0.25))
    solved = sum(one["quality"] >= 0.7 for one in found["seeds"])
    assert (found["solved"], found["solved_share"], found["diverged"]) == (solved, solved / 5, 0)
    ours = Trainer(Experiment.load(Recipe(source="circle", count=60, seed=3), Spec(seed=3))).run(epochs=8)
    assert losses[0] == pytest.approx(ours.train.loss)


def test_a_diverged_seed_is_said_and_counts_in_no_median(capsys: Out) -> None:
    options = ["--data", "plane", "--loss", "mse", "--hidden", "none", "--batch-size", "all", "--rows", "30"]
    found = answered(capsys, "seeds", *options, "--learning-rate", "90", "--count", "2", "--epochs", "200")
    assert found["diverged"] == 2 and found["train_loss"] is None
    assert all(one["diverged_at"] and one["train_loss"] is None for one in found["seeds"])
    assert main(["seeds", *options, "--learning-rate", "90", "--count", "2", "--epochs", "200"]) == 0
    assert capsys.readouterr().out.count("diverged after epoch") == 2


def test_race(capsys: Out) -> None:
    found = answered(capsys, "race", "--count", "60", "--epochs", "5", "--vary",
                     "optimiser=sgd,adam")  # fmt: skip
    assert [one["value"] for one in found["runs"]] == ["SGD", "Adam"]
    for one, name in zip(found["runs"], ("sgd", "adam"), strict=True):
        ours = Trainer(Experiment.load(Recipe(count=60), Spec(optimiser=name))).run(epochs=5)
        assert one["train_loss"] == ours.train.loss and one["same_start"]
    assert found["best"] == min(found["runs"], key=lambda one: one["train_loss"])["value"]


def test_a_race_of_networks_says_that_they_begin_otherwise(capsys: Out) -> None:
    found = answered(capsys, "race", "--epochs", "1", "--vary", "hidden=4,2;3")
    assert [one["same_start"] for one in found["runs"]] == [True, False]


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        ("optimizr=sgd,adam", "optimiser"),
        ("optimiser=sgd,adamm", "adam"),
        ("optimiser=sgd", "2 to 6"),
        ("optimiser", "2 to 6"),
        ("learning-rate=0.1,x", "number greater than 0"),
    ],
)
def test_what_cannot_be_varied(capsys: Out, vary: str, said: str) -> None:
    assert said in refusal(capsys, "race", "--vary", vary)
