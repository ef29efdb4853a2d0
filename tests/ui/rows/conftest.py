"""The card of the rows, alone or beside the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.data import Dataset, Recipe
from playground.session import ALL
from playground.training import Experiment, Spec


@pytest.fixture
def beside(alone: Callable[..., Any]) -> Callable[..., Any]:
    """Shows a card of rows on an experiment, alone."""

    def beside(experiment: Experiment, card: str = "table") -> Any:
        return with_rows(alone(experiment), card)

    return beside


@pytest.fixture
def beside_canvas(opened: Callable[..., Any]) -> Callable[..., Any]:
    """Opens a window on an experiment, with the table."""

    def beside_canvas(experiment: Experiment) -> Any:
        return with_rows(opened(experiment), "table")

    return beside_canvas


def with_rows(one: Any, card: str) -> Any:
    one.session.view.set_side_panel(card)
    one.settle()
    one.window.side_panel.rows.refresh(ALL)
    return one


@pytest.fixture
def iris() -> Experiment:
    return Experiment.load(Recipe(source="iris"), Spec(hidden_layers=(4,), seed=3))


@pytest.fixture
def houses() -> Experiment:
    return Experiment.load(Recipe(source="houses"), Spec(hidden_layers=(3,)))


@pytest.fixture
def made() -> Callable[..., Experiment]:
    """Makes an experiment of so many rows, columns and classes (0: values)."""

    def made(rows: int, columns: int = 2, classes: int = 2, hidden: tuple[int, ...] = (3,)) -> Experiment:
        rng = np.random.default_rng(5)
        y = rng.integers(0, classes, rows).astype(float) if classes else rng.normal(size=rows)
        data = Dataset(
            rng.normal(size=(rows, columns)),
            y,
            tuple(f"column {index}" for index in range(columns)),
            class_names=tuple(f"a class with a rather long name {index}" for index in range(classes)),
            test=rng.random(rows) < 0.25,
        )
        return Experiment.create(data, Spec(hidden_layers=hidden))

    return made
