"""Losses against scikit-learn and known values, and at logits where a careless formula overflows."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import LOSSES, Network, losses_for
from tests.properties import examples

rng = np.random.default_rng(11)
Z = rng.normal(0, 2, (300, 1))
LABELS = rng.integers(0, 2, (300, 1)).astype(float)


def mean_loss(name: str, z: np.ndarray, y: np.ndarray) -> float:
    return float(LOSSES[name].per_row(z, y).mean())


def test_log_loss_is_scikit_learns() -> None:
    from sklearn.metrics import log_loss

    prediction = LOSSES["log_loss"].output_activation(Z)
    assert mean_loss("log_loss", Z, LABELS) == pytest.approx(log_loss(LABELS[:, 0], prediction[:, 0]))


def test_cross_entropy_is_scikit_learns() -> None:
    from sklearn.metrics import log_loss

    z, classes = rng.normal(0, 2, (300, 4)), rng.integers(0, 4, 300)
    theirs = log_loss(classes, LOSSES["cross_entropy"].output_activation(z), labels=[0, 1, 2, 3])
    assert mean_loss("cross_entropy", z, np.eye(4)[classes]) == pytest.approx(theirs)


def test_two_class_cross_entropy_is_log_loss_of_the_difference() -> None:
    z = rng.normal(0, 2, (50, 2))
    ours = LOSSES["cross_entropy"].per_row(z, np.eye(2)[LABELS[:50, 0].astype(int)])
    np.testing.assert_allclose(ours, LOSSES["log_loss"].per_row(z[:, 1:] - z[:, :1], LABELS[:50]))


def test_squared_errors_are_scikit_learns() -> None:
    from sklearn.metrics import mean_squared_error

    y = rng.normal(0, 2, (300, 1))
    assert mean_loss("mse", Z, y) == pytest.approx(mean_squared_error(y, Z))
    assert mean_loss("half_mse", Z, y) == pytest.approx(mean_squared_error(y, Z) / 2)
    signs = 2 * LABELS - 1
    assert mean_loss("half_mse_tanh", Z, signs) == pytest.approx(mean_squared_error(signs, np.tanh(Z)) / 2)


@pytest.mark.parametrize(
    ("name", "z", "y", "loss", "delta"),
    [
        ("log_loss", [0.0], [1.0], math.log(2), [-0.5]),
        ("log_loss", [2.0], [0.0], 2.126928011042972, [0.8807970779778823]),
        (
            "cross_entropy",
            [1.0, 2.0, 3.0],
            [0.0, 0.0, 1.0],
            0.4076059644443803,
            [0.09003057317038046, 0.24472847105479764, -0.3347590442251782],
        ),
        ("huber", [0.5], [0.0], 0.125, [0.5]),
        ("huber", [-3.0], [0.0], 2.5, [-1.0]),
        ("mse", [3.0], [1.0], 4.0, [4.0]),
        ("half_mse", [3.0], [1.0], 2.0, [2.0]),
        ("half_mse_tanh", [0.0], [1.0], 0.5, [-1.0]),
    ],
)
def test_known_values(name: str, z: list[float], y: list[float], loss: float, delta: list[float]) -> None:
    row, z_NK, y_NK = LOSSES[name], np.array([z]), np.array([y])
    assert row.per_row(z_NK, y_NK)[0] == pytest.approx(loss)
    np.testing.assert_allclose(
        row.output_delta(z_NK, row.output_activation(z_NK), y_NK)[0], delta, rtol=1e-12
    )


@pytest.mark.parametrize("name", LOSSES)
def test_logits_of_a_thousand_give_finite_losses_and_gradients(name: str) -> None:
    """Warnings are errors in these tests: nothing may overflow on the way either."""
    network = Network([3, 3], (), name)
    row = network.loss_fn
    network.weights[0][0][...] = np.eye(3)
    network.weights[0][1][...] = 0.0
    z = np.array([[1000.0, -1000.0, 0.0], [-1000.0, 1000.0, 1000.0], [1000.0, 1000.0, 1000.0]])
    low = -1.0 if row.targets == "plus_minus_one" else 0.0
    for classes in ([0, 1, 2], [1, 0, 0], [2, 2, 1]):
        y = np.where(np.eye(3)[classes] > 0, 1.0, low)
        assert np.isfinite(network.loss(z, y))
        assert np.isfinite(network.gradient(z, y)).all()


@pytest.mark.parametrize("name", LOSSES)
def test_which_losses_square_the_units_of_the_target(name: str) -> None:
    row = LOSSES[name]
    if row.targets == "value":
        z, y = 3.0 * rng.normal(size=(50, 1)), rng.normal(size=(50, 1))
        grown = np.allclose(row.per_row(10.0 * z, 10.0 * y), 100.0 * row.per_row(z, y))
        assert row.squares_units == grown
    else:
        assert not row.squares_units


def test_a_sure_and_wrong_logit_costs_its_size() -> None:
    assert mean_loss("log_loss", np.array([[-1000.0]]), np.array([[1.0]])) == 1000.0
    assert mean_loss("cross_entropy", np.array([[1000.0, 0.0]]), np.array([[0.0, 1.0]])) == 1000.0


@examples(50)
@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=6))
def test_softmax_gives_shares_that_add_up_to_one(z: list[float]) -> None:
    p = LOSSES["cross_entropy"].output_activation(np.array([z]))
    assert p.sum() == pytest.approx(1.0, abs=1e-12)
    assert (p >= 0).all()


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_names_its_link_and_counts_its_outputs(name: str) -> None:
    row = LOSSES[name]
    assert row.label and row.formula and row.output_name and row.tasks
    assert row.outputs(5) == (5 if row.targets == "one_hot" else 1)


@pytest.mark.parametrize(
    ("task", "default"),
    [("regression", "mse"), ("two_classes", "log_loss"), ("many_classes", "cross_entropy")],
)
def test_each_task_has_its_default_first(task: str, default: str) -> None:
    names = losses_for(task)
    assert names[0] == default
    assert set(names) == {row.name for row in LOSSES.values() if task in row.tasks}
