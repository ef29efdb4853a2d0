"""Scores in slices are those of the whole, and never those of other weights."""

from __future__ import annotations

import pytest

from playground.data import Recipe
from playground.training import Experiment
from playground.training.evaluation import EncodedRows
from playground.training.evaluator import Evaluator
from tests.training.scoring import scores


@pytest.fixture
def evaluator() -> Evaluator:
    experiment = Experiment.load(Recipe(source="circle", count=40_000))
    return Evaluator(EncodedRows(experiment), experiment.network())


def test_slices_find_the_scores_of_the_whole(evaluator: Evaluator) -> None:
    slices = 1
    while not evaluator.advance(0.0):
        slices += 1
    assert slices >= 3
    assert evaluator.current and evaluator.seconds > 0.0
    assert evaluator.scores == scores(evaluator.rows, evaluator.network)
    before = evaluator.seconds
    assert evaluator.advance(0.0) and evaluator.seconds == before, "nothing is found again"


def test_what_was_begun_before_a_step_is_dropped(evaluator: Evaluator) -> None:
    assert not evaluator.advance(0.0)
    evaluator.network.theta += 0.5
    evaluator.invalidate()
    assert evaluator.advance() and evaluator.current
    assert evaluator.scores == scores(evaluator.rows, evaluator.network)
