from __future__ import annotations

import pytest

from playground.data import Recipe
from playground.errors import SpecError
from playground.lessons.conditions import FIGURES, condition, figures_of
from playground.training import Experiment, Trainer

FIGURES_NOW = {"epoch": 60.0, "test_loss": 0.08, "neurons": 3.0}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("epoch >= 50", True),
        ("epoch >= 50 and test_loss < 0.08", False),
        ("epoch >= 50 and test_loss <= 0.08", True),
        ("epoch > 100 or neurons <= 3 and test_loss < 1e-1", True),
        ("test_accuracy >= 0", False),  # there is none
        (" epoch==60 ", True),
    ],
)
def test_conditions_are_comparisons_joined_by_and_and_or(text: str, *, holds: bool) -> None:
    read = condition(text)
    assert read.holds(FIGURES_NOW) is holds
    assert bool(read.failing(FIGURES_NOW)) is not holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "epoch",
        "epok > 3",
        "epoch > 3 and",
        "epoch > x",
        "__import__('os')",
        "epoch > 3; epoch",
        "e" * 10_000,
    ],
)
def test_what_is_no_condition_is_refused_in_words(text: str) -> None:
    with pytest.raises(SpecError) as error:
        condition(text)
    assert error.value.hint


def test_a_run_has_the_figures_that_there_are() -> None:
    experiment = Experiment.load(Recipe(source="xor"))
    figures = figures_of(experiment, Trainer(experiment).run(epochs=2))
    assert figures["epoch"] == 2
    assert figures["neurons"] == 6
    assert figures.keys() == FIGURES.keys() - {"rmse", "test_rmse"}
