"""Which steps are compiled, and that a run of them is one run. That they are right: test_prepared.py."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from playground.cli.bench.benchmarks import W1, W2, W5
from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS, Learner, Network
from playground.engine.activations import Activation
from playground.fastpath import PreparedLearner, compiled
from playground.fastpath.compiled import codes, functions
from playground.fastpath.compiled.jit import kept
from playground.fastpath.compiled.steps import take_steps
from tests.fastpath.switch import switched_on

__all__ = ["switched_on"]


def learner_of(*sizes: int, activation: str = "tanh") -> Learner:
    return Learner(Network(sizes, [activation] * (len(sizes) - 2)))


def test_codes_are_those_of_rows() -> None:
    pairs = (
        (codes.ACTIVATION_CODES, ACTIVATIONS),
        (codes.LOSS_CODES, LOSSES),
        (codes.OPTIMISER_CODES, OPTIMISERS),
        (codes.PENALTY_CODES, REGULARISERS),
    )
    for known, table in pairs:
        assert set(known) <= set(table)


def test_a_new_row_is_run_by_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled.covers(learner_of(2, 4, 1))
    bent = Activation("bent", "bent", "z + sin z", lambda z: z + np.sin(z), lambda z, a: 1.0 + np.cos(z))
    monkeypatch.setitem(ACTIVATIONS, "bent", bent)
    assert not compiled.covers(learner_of(2, 4, 1, activation="bent"))


def test_a_row_that_was_changed_is_run_by_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    before = learner_of(2, 4, 1)
    monkeypatch.setitem(ACTIVATIONS, "tanh", Activation("tanh", "", "", np.sin, lambda z, a: np.cos(z)))
    assert not compiled.covers(before)


def test_a_stack_is_run_by_numpy() -> None:
    assert not compiled.covers(Learner(Network((2, 4, 1), ["tanh"], seed=range(3))))


@pytest.mark.parametrize(
    ("sizes", "rows", "pays"),
    [(W1.sizes, 10, True), (W2.sizes, 10, True), (W1.sizes, 250, False), (W5.sizes, 32, False)],
)
def test_few_rows_and_narrow_layers_pay(sizes: tuple[int, ...], rows: int, *, pays: bool) -> None:
    assert compiled.pays(learner_of(*sizes), rows) is pays


@pytest.mark.usefixtures("switched_on")
def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled.available()
    monkeypatch.setenv(compiled.SWITCH, "0")
    compiled.available.cache_clear()
    assert not compiled.available()


@pytest.mark.parametrize("x", [0.0, -1e-9, 1.0, -37.5, 699.0, -699.0])
def test_the_exponential_is_right_to_the_last_digits(x: float) -> None:
    assert functions.exp(x) == pytest.approx(math.exp(x), rel=4e-16)


def test_the_exponential_beyond_its_range() -> None:
    assert math.isnan(functions.exp(math.nan))
    assert functions.exp(1e9) > 1e300 and 0.0 < functions.exp(-math.inf) < 1e-300


def test_a_function_that_can_be_kept_nowhere_is_compiled_all_the_same() -> None:
    made: dict[str, Any] = {}
    exec("def twice(x): return 2 * x", made)
    assert kept(made["twice"])(3) == 6


def test_one_compilation_is_enough_whatever_the_arrays() -> None:
    """Of a file, sorted by columns, of one row: a second compilation would hold a lesson up for seconds."""
    counts = []
    for change in (
        np.asarray,
        np.asfortranarray,
        read_only,
        lambda array: array[:1],
        lambda array: array[::2],
    ):
        X, Y = map(change, W1.data())
        learner = Learner(Network(W1.sizes, ("tanh", "relu")), frozen_indices=read_only(np.array([1])))
        order = read_only(np.arange(len(X)))
        assert PreparedLearner(learner, X, Y, compiled_always).run(order, 0, 1, 0.1) == 1
        counts.append(len(take_steps.signatures))
    assert len(set(counts)) == 1


def read_only(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array


def test_a_run_is_the_same_however_it_is_cut() -> None:
    """Each turn takes as many steps as there is time for."""
    thetas = []
    for most in (1, 7, math.inf):
        learner = learner_of(*W1.sizes)
        prepared = PreparedLearner(learner, *W1.data(), compiled_always)
        done = 0
        while done < 25:
            done += prepared.run(np.arange(250), 10 * done, 10, 0.1, most=most)
        thetas.append(learner.network.theta)
    assert done == 25 and (thetas[0] == thetas[1]).all() and (thetas[0] == thetas[2]).all()


def compiled_always(_learner: Learner, _rows: int) -> bool:
    return True
