"""Runs that were left and are taken up again."""

from __future__ import annotations

from typing import Any

import pytest

from playground.training import Experiment, Trainer
from playground.training.run_shelf import RunShelf
from tests.training.trainers import trainer
from tests.training.workers import spec_with


def _other_rows(experiment: Experiment) -> Experiment:
    return experiment.with_recipe(source="gauss")


def _other_rate(experiment: Experiment) -> Experiment:
    return spec_with(experiment, learning_rate=0.5)


@pytest.mark.parametrize("edited", [_other_rows, _other_rate])
@pytest.mark.parametrize("later", [0, 2])
def test_a_run_is_taken_up_with_the_edit_that_came_after_the_weights(edited: Any, later: int) -> None:
    """The window knew of epoch 3 when it made the edit; the run had gone on meanwhile."""
    first = trainer()
    first.run(epochs=3)
    known, shelf = first.keyframe(), RunShelf(first)
    first.run(epochs=later)
    experiment = edited(first.experiment)
    first.apply(experiment)
    shelf.begin(1, trainer(seed=7).experiment, trainer(seed=7).keyframe())
    shelf.begin(0, experiment, known)
    expected = Trainer(experiment, known)
    taken_up = shelf.current
    assert taken_up.experiment.same_as(experiment)
    assert (taken_up.epoch, taken_up.steps) == (3, known.steps)
    assert (taken_up.network.theta == known.theta).all()
    assert taken_up.snapshot().train == expected.snapshot().train
    assert len(taken_up.history) == 4  # with its past


def test_weights_of_a_run_that_meant_something_else_begin_a_new_one() -> None:
    """Another worker had a run of that number: the same weights, for inputs in another scale."""
    first = trainer()
    first.run(epochs=3)
    known, experiment = first.keyframe(), spec_with(first.experiment, scale_inputs="standardise")
    assert experiment.signature != first.experiment.signature
    shelf = RunShelf(first)
    shelf.begin(0, experiment, known)
    assert shelf.current.experiment.same_as(experiment)
    assert (shelf.current.network.theta == known.theta).all()
    assert shelf.current.epoch == 3
