"""Backpropagation against two judges: finite differences, and the formulas written again for autograd.

Both run over the tables: a new row is tested once it is there, and fails until oracle.py has its formula.
"""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad, grad
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.engine import ACTIVATIONS, LOSSES, Network, check_gradient
from tests.engine.oracle import ACTIVATION_FORMULAS, LOSS_FORMULAS, formula, loss_by_autograd, targets
from tests.properties import examples


def difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    size = np.linalg.norm(ours) + np.linalg.norm(theirs)
    return float(np.linalg.norm(ours - theirs) / size) if size > 1e-12 else 0.0


def example(
    sizes: list[int], activations: list[str], loss: str, rows: int, seed: int
) -> tuple[Network, np.ndarray, np.ndarray]:
    """A network with rows. Nothing near a kink (z = 0, or a residual of 1), where no slope exists."""
    network = Network(sizes, activations, loss, seed, init="normal")
    rng = np.random.default_rng([seed, 1])
    network.theta *= rng.uniform(0.2, 1.0)
    X = rng.normal(0, 1, (rows, sizes[0]))
    Y = targets(network.loss_fn.targets, rng, rows, sizes[-1])
    trace = network.forward(X)
    assume(all(np.abs(z).min() > 1e-3 for z in trace.z))
    assume(np.abs(np.abs(trace.z[-1] - Y) - 1.0).min() > 1e-3)
    return network, X, Y


def hold_to_both_judges(network: Network, X: np.ndarray, Y: np.ndarray) -> None:
    check = check_gradient(network, X, Y)
    E = loss_by_autograd(network, X, Y)
    assert network.loss(X, Y) == pytest.approx(E(network.theta), rel=1e-10, abs=1e-12)
    assert difference(check.analytic, grad(E)(network.theta)) < 1e-9
    assume(np.linalg.norm(check.analytic) > 1e-3)  # below, the quotient is lost in rounding
    assert check.difference < 1e-6


SIZES = st.integers(1, 4)
SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@examples(6)
@given(sizes=st.lists(SIZES, min_size=3, max_size=5), rows=st.integers(1, 6), seed=SEEDS)
def test_every_activation_with_every_loss(
    activation: str, loss: str, sizes: list[int], rows: int, seed: int
) -> None:
    hold_to_both_judges(*example(sizes, [activation] * (len(sizes) - 2), loss, rows, seed))


@pytest.mark.parametrize("loss", LOSSES)
@examples(8)
@given(data=st.data(), hidden=st.lists(SIZES, max_size=4), ends=st.tuples(SIZES, SIZES), seed=SEEDS)
def test_every_loss_with_mixed_layers_and_with_none(
    loss: str, data: st.DataObject, hidden: list[int], ends: tuple[int, int], seed: int
) -> None:
    activations = [data.draw(st.sampled_from(sorted(ACTIVATIONS))) for _ in hidden]
    hold_to_both_judges(*example([ends[0], *hidden, ends[1]], activations, loss, 5, seed))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_and_its_slope(name: str) -> None:
    row, by_hand = ACTIVATIONS[name], formula(ACTIVATION_FORMULAS, name)
    z = np.linspace(-6.0, 6.0, 400)  # 0 is not among them
    a = row.f(z)
    np.testing.assert_allclose(a, by_hand(z), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(row.slope(z, a), elementwise_grad(by_hand)(z), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_finite_far_out_and_keeps_shape_and_input(name: str) -> None:
    row = ACTIVATIONS[name]
    z = np.array([[-1000.0, -40.0, 0.0], [1e-8, 40.0, 1000.0]])
    before = z.copy()
    a = row.f(z)
    slope = row.slope(z, a)
    assert a.shape == slope.shape == z.shape
    assert np.isfinite(a).all() and np.isfinite(slope).all()
    assert (z == before).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_range_of_an_activation_and_whether_its_neurons_can_die(name: str) -> None:
    row, z = ACTIVATIONS[name], np.linspace(-20.0, 20.0, 2001)
    a, (low, high) = row.f(z), row.range
    assert low <= a.min() and a.max() <= high
    for end, found in ((low, a.min()), (high, a.max())):
        assert np.isinf(end) or found == pytest.approx(end, abs=1e-4), "no wider than it is"
    assert row.can_die == (row.slope(z, a)[z < 0] == 0.0).all()


@pytest.mark.parametrize("name", LOSSES)
def test_the_range_of_an_output_activation(name: str) -> None:
    row, z = LOSSES[name], np.stack([np.linspace(-20.0, 20.0, 2001), np.zeros(2001)], axis=-1)
    p, (low, high) = row.output_activation(z), row.output_range
    assert low <= p.min() and p.max() <= high
    assert np.isinf(high) or (p.min(), p.max()) == pytest.approx((low, high), abs=1e-4)


def test_the_slope_of_relu_at_zero_is_zero() -> None:
    zero = np.zeros(1)
    assert ACTIVATIONS["relu"].slope(zero, zero) == 0.0


@pytest.mark.parametrize("name", LOSSES)
def test_delta_is_the_slope_of_the_row_loss(name: str) -> None:
    row, by_hand = LOSSES[name], formula(LOSS_FORMULAS, name)
    rng = np.random.default_rng(3)
    z = rng.normal(0, 3, (200, 3))
    y = targets(row.targets, rng, 200, 3)
    np.testing.assert_allclose(row.per_row(z, y), by_hand(z, y).sum(axis=-1), rtol=1e-9)
    slope = elementwise_grad(lambda z: anp.sum(by_hand(z, y)))(z)
    np.testing.assert_allclose(row.output_delta(z, row.output_activation(z), y), slope, rtol=1e-7, atol=1e-9)


def test_the_check_puts_theta_back_and_finds_a_wrong_gradient() -> None:
    network, rng = Network([2, 3, 1], ["tanh"], seed=1), np.random.default_rng(1)
    X, Y = rng.normal(0, 1, (5, 2)), targets("zero_one", rng, 5, 1)
    before = network.theta.copy()
    assert check_gradient(network, X, Y).difference < 1e-8
    assert (network.theta == before).all()
    right = network.gradient
    network.gradient = lambda X, Y: right(X, Y) * 1.001  # type: ignore[method-assign]
    assert check_gradient(network, X, Y).difference > 1e-4
