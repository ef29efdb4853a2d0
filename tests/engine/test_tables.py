"""What holds for every table; the values of the schedules; the statistics of the initial weights."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import ACTIVATIONS, INITIALISERS, LOSSES, OPTIMISERS, REGULARISERS, Network
from playground.training.schedules import SCHEDULES
from tests.properties import examples

TABLES: dict[str, dict[str, Any]] = {
    "activations": ACTIVATIONS,
    "initialisers": INITIALISERS,
    "losses": LOSSES,
    "optimisers": OPTIMISERS,
    "regularisers": REGULARISERS,
    "schedules": SCHEDULES,
}


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_found_by_their_names_and_can_be_shown(table: str) -> None:
    for name, row in TABLES[table].items():
        assert row.name == name
        assert row.label and row.formula
        assert name == name.lower() and name.isidentifier()
    labels = [row.label for row in TABLES[table].values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("name", "factors"),
    [
        ("constant", {0: 1, 1000: 1}),
        ("step", {0: 1, 9: 1, 10: 0.5, 19: 0.5, 20: 0.25, 100: 0.5**10}),
        ("exponential", {0: 1, 5: math.sqrt(0.5), 10: 0.5, 30: 0.125}),
        ("cosine", {0: 1, 5: 0.5, 10: 0, 11: 0, 1000: 0}),
        ("warm_up", {0: 0.1, 4: 0.5, 9: 1, 10: 1, 1000: 1}),
    ],
)
def test_schedules(name: str, factors: dict[int, float]) -> None:
    for epoch, factor in factors.items():
        assert SCHEDULES[name].factor(epoch, 10.0, 0.5) == pytest.approx(factor, abs=1e-15)


@pytest.mark.parametrize("name", SCHEDULES)
@examples(40)
@given(
    epoch=st.integers(0, 10**9),
    period=st.floats(0, 1e9, exclude_min=True),
    decay=st.floats(0, 1, exclude_min=True),
)
def test_a_schedule_never_leaves_0_to_1(name: str, epoch: int, period: float, decay: float) -> None:
    assert 0.0 <= SCHEDULES[name].factor(epoch, period, decay) <= 1.0


def first(name: str, seed: int = 4) -> Network:
    return Network([60, 40, 30], ["tanh"], "cross_entropy", seed, name)


@pytest.mark.parametrize("name", INITIALISERS)
def test_the_same_seed_gives_the_same_first_weights(name: str) -> None:
    assert (first(name).theta == first(name).theta).all()
    assert (name == "zeros") == np.array_equal(first(name).theta, first(name, seed=5).theta)


@pytest.mark.parametrize("name", INITIALISERS)
def test_every_bias_starts_as_its_row_says(name: str) -> None:
    for _, b in first(name).weights:
        assert (b == INITIALISERS[name].bias).all()


def limits(W: np.ndarray, bound: float) -> None:
    """Uniform: within the bound, nearly reaching it, with the mean and variance of U(−bound, bound)."""
    assert 0.99 * bound < np.abs(W).max() <= bound
    assert abs(W.mean()) < 4 * bound / math.sqrt(3 * W.size)
    assert W.var() == pytest.approx(bound**2 / 3, rel=0.1)


def normal(W: np.ndarray, deviation: float) -> None:
    assert abs(W.mean()) < 4 * deviation / math.sqrt(W.size)
    assert W.std() == pytest.approx(deviation, rel=0.07)
    assert np.abs(W).max() > 2.5 * deviation


def test_the_statistics_of_the_first_weights() -> None:
    for layer, (inputs, outputs) in enumerate([(60, 40), (40, 30)]):
        drawn = {name: first(name).weights[layer][0] for name in INITIALISERS}
        limits(drawn["uniform"], 0.5)
        limits(drawn["glorot"], math.sqrt(6 / (inputs + outputs)))
        normal(drawn["he"], math.sqrt(2 / inputs))
        normal(drawn["normal"], 1.0)
        assert (drawn["zeros"] == 0).all()


def test_uniform_is_tensorflow_playgrounds_bias_included() -> None:
    assert INITIALISERS["uniform"].bias == 0.1
