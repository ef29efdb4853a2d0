"""The network: layout of θ, views, traces, stacks, and what it says to a wrong choice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from playground.engine import LOSSES, Learner, Network
from playground.errors import SpecError

X = np.random.default_rng(0).normal(0, 1, (7, 2))
Y = np.array([[0.0], [1.0], [1.0], [0.0], [1.0], [0.0], [1.0]])


def test_theta_is_w_then_b_of_each_layer_in_turn() -> None:
    network = Network([2, 3, 1], ["tanh"])
    assert network.parameters == len(network.theta) == 2 * 3 + 3 + 3 + 1
    network.theta[...] = np.arange(13)
    (W1, b1), (W2, b2) = network.weights
    assert W1.tolist() == [[0, 1, 2], [3, 4, 5]]  # a row per input, a column per neuron
    assert b1.tolist() == [6, 7, 8]
    assert W2.tolist() == [[9], [10], [11]]
    assert b2.tolist() == [12]
    assert network.is_weight.tolist() == [1] * 6 + [0] * 3 + [1] * 3 + [0]


@pytest.mark.parametrize("seed", [0, [0, 1, 2]])
def test_weights_are_views(seed: Any) -> None:
    network = Network([2, 3, 1], ["tanh"], seed=seed)
    for W, b in network.weights:
        assert np.shares_memory(W, network.theta) and np.shares_memory(b, network.theta)
        W[...] = 5.0
        b[...] = 7.0
    assert (network.theta == np.where(network.is_weight, 5.0, 7.0)).all()


def test_the_views_follow_learning() -> None:
    network = Network([2, 3, 1], ["tanh"])
    W = network.weights[0][0]
    before = W.copy()
    Learner(network).step(X, Y, 0.5)
    assert (before != W).any()
    assert (network.theta[:6].reshape(2, 3) == W).all()


def test_forward_by_hand() -> None:
    network = Network([2, 2, 1], ["relu"], "mse")
    network.theta[...] = [1, -1, 2, 0.5, 0.25, 0, 3, -2, 1]
    trace = network.forward(np.array([[1.0, 2.0]]))
    assert trace.z[0].tolist() == [[5.25, 0.0]]
    assert trace.a[1].tolist() == [[5.25, 0.0]]
    assert trace.z[1].tolist() == trace.prediction.tolist() == [[16.75]]
    assert network.loss(np.array([[1.0, 2.0]]), np.array([[16.25]])) == 0.25


def test_forward_and_backward_leave_no_state_behind() -> None:
    network = Network([2, 3, 1], ["tanh"])
    theta, attributes, rows = network.theta.copy(), dict(vars(network)), X.copy()
    first = network.forward(X)
    network.backward(first, Y)
    network.forward(X + 1.0)
    again = network.forward(X)
    assert (network.theta == theta).all() and (rows == X).all()
    assert {name: id(value) for name, value in vars(network).items()} == {
        name: id(value) for name, value in attributes.items()
    }
    assert all((a == b).all() for a, b in zip(first.a, again.a, strict=True))


@pytest.mark.parametrize("first", [0, 1, 2])
@pytest.mark.parametrize("seed", [4, [4, 5]])
def test_the_tail_of_a_network_goes_on_from_the_layer_before(first: int, seed: Any) -> None:
    network = Network([2, 4, 3, 1], ["tanh", "relu"], seed=seed)
    trace, tail = network.forward(X), network.tail(first)
    assert (tail.predict(trace.a[first]) == trace.prediction).all()
    assert (tail.gradient(trace.a[first], Y) == network.gradient(X, Y)[..., -tail.parameters :]).all()
    tail.theta[...] = 0.0
    assert (network.weights[-1][0] == 0.0).all(), "it is a view"


def test_without_hidden_layers_it_is_logistic_regression() -> None:
    network = Network([2, 1])
    W, b = network.weights[0]
    p = 1 / (1 + np.exp(-(X @ W + b)))
    np.testing.assert_allclose(network.predict(X), p, rtol=1e-12)
    gradient = network.gradient(X, Y)
    np.testing.assert_allclose(gradient[:2], (X.T @ (p - Y))[:, 0] / 7, rtol=1e-10)
    np.testing.assert_allclose(gradient[2], (p - Y).mean(), rtol=1e-10)


def test_one_neuron_and_one_row() -> None:
    network = Network([1, 1, 1], ["linear"], "mse")
    network.theta[...] = [2, 1, 3, -1]  # ŷ = 3·(2x + 1) − 1
    x, y = np.array([[1.0]]), np.array([[6.0]])
    assert network.predict(x) == 8.0
    assert network.gradient(x, y).tolist() == [12.0, 12.0, 12.0, 4.0]


def test_the_gradient_is_the_mean_of_the_gradients_of_the_rows() -> None:
    network = Network([2, 4, 1], ["tanh"])
    rows = [network.gradient(X[i : i + 1], Y[i : i + 1]) for i in range(len(X))]
    np.testing.assert_allclose(network.gradient(X, Y), np.mean(rows, axis=0), atol=1e-15)


def test_a_stack_has_the_first_weights_of_each_seed_and_predicts_as_each() -> None:
    stack = Network([2, 4, 3], ["silu"], "cross_entropy", seed=[5, 6, 7])
    targets = np.eye(3)[[0, 1, 2, 0, 1, 2, 0]]
    assert stack.theta.shape == (3, 4 * 2 + 4 + 4 * 3 + 3)
    for i, seed in enumerate([5, 6, 7]):
        one = Network([2, 4, 3], ["silu"], "cross_entropy", seed=seed)
        assert (stack.theta[i] == one.theta).all()
        np.testing.assert_allclose(stack.predict(X)[i], one.predict(X), atol=1e-15)
        np.testing.assert_allclose(stack.gradient(X, targets)[i], one.gradient(X, targets), atol=1e-15)
        assert stack.loss(X, targets)[i] == pytest.approx(one.loss(X, targets), rel=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_stack_of_one_is_one(loss: str) -> None:
    one, stack = Network([2, 3, 2], ["elu"], loss, 9), Network([2, 3, 2], ["elu"], loss, [9])
    np.testing.assert_allclose(stack.predict(X)[0], one.predict(X), atol=1e-15)


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ({"activations": ["tahn"]}, "Unknown activation “tahn”.", "Did you mean tanh?"),
        ({"loss": "log_los"}, "Unknown loss “log_los”.", "Did you mean log_loss"),
        ({"init": "Zeros"}, "Unknown initialiser “Zeros”.", "Did you mean zeros?"),
        ({"loss": "qqq"}, "Unknown loss “qqq”.", "Choose one of: log_loss, "),
        ({"activations": []}, "1 hidden layers need 1 activations, not 0.", ""),
        ({"sizes": [3]}, "Sizes (3,) do not make a network.", "(2, 4, 1)"),
        ({"sizes": [2, 0, 1]}, "Sizes (2, 0, 1) do not make a network.", "(2, 4, 1)"),
    ],
)
def test_a_wrong_choice_is_refused_with_a_hint(arguments: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(SpecError) as caught:
        Network(**{"sizes": [2, 3, 1], "activations": ["tanh"], **arguments})
    assert caught.value.message == message
    assert hint in caught.value.hint
