"""The health of neurons against numbers found in another way: finite differences, and plain counting."""

from __future__ import annotations

import numpy as np
import pytest

from playground.engine import ACTIVATIONS, Network
from playground.training.health import diagnose

RNG = np.random.default_rng(3)
X = RNG.normal(size=(40, 2))
Y = RNG.integers(0, 2, (40, 1)).astype(float)


def network(*activations: str) -> Network:
    made = Network([2, *[3] * len(activations), 1], activations, seed=1, init="normal")
    made.theta += 0.01  # no z is exactly 0, where a ReLU has no slope
    return made


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slope_and_activity_are_those_of_every_row(name: str) -> None:
    ours, e = network(name, name), 1e-6
    health, trace, f = diagnose(ours, X, Y), ours.forward(X), ACTIVATIONS[name].f
    for layer in range(2):
        z = trace.z[layer]
        slope = np.abs((f(z + e) - f(z - e)) / (2 * e)).mean(axis=0)
        np.testing.assert_allclose(health.slope[layer], slope, atol=1e-7)
        assert health.active[layer].tolist() == [sum(row > 0 for row in z[:, k]) / 40 for k in range(3)]
    assert health.rows == 40


def test_delta_is_what_a_nudge_of_each_z_shows() -> None:
    ours, e = network("tanh", "sigmoid", "softplus"), 1e-6

    def loss_from(layer: int, z: np.ndarray) -> float:
        for W, b in ours.weights[layer + 1 :]:
            z = ours.functions[layer](z) @ W + b
            layer += 1
        return float(ours.loss_fn.per_row(z, Y).mean())

    def length(layer: int) -> float:
        z = ours.forward(X).z[layer]
        delta = np.empty_like(z)
        for place in np.ndindex(z.shape):
            nudge = np.zeros_like(z)
            nudge[place] = e
            delta[place] = (loss_from(layer, z + nudge) - loss_from(layer, z - nudge)) / (2 * e)
        return float(np.sqrt((delta**2).mean()))

    lengths = [length(layer) for layer in range(4)]
    np.testing.assert_allclose(diagnose(ours, X, Y).delta, np.array(lengths[:3]) / lengths[3], rtol=1e-5)


def test_a_dead_relu_is_found_and_no_other() -> None:
    ours = network("relu", "tanh")
    ours.weights[0][1][1] = -1000.0
    ours.weights[1][1][2] = -1000.0
    health = diagnose(ours, X, Y)
    assert health.dead[0].tolist() == [False, True, False]
    assert not health.dead[1].any(), "tanh has no dead neurons"
    assert not health.saturated(0).any(), "dead is not saturated"
    assert health.saturated(1).tolist() == [False, False, True]


def test_vanishing() -> None:
    deep = Network([2, *[4] * 6, 1], ["sigmoid"] * 6, seed=0)
    health = diagnose(deep, X, Y)
    assert health.vanishing(0) and not health.vanishing(5)
    assert list(health.delta) == sorted(health.delta)


def test_a_perfect_prediction_and_broken_weights_say_nothing() -> None:
    perfect = Network([2, 3, 1], ["tanh"], "mse")
    assert not diagnose(perfect, X, perfect.predict(X)).vanishing(0)
    broken = network("relu", "tanh")
    broken.theta[...] = np.nan
    health = diagnose(broken, X, Y)
    assert not health.vanishing(0) and not health.saturated(1).any()


def test_a_network_without_hidden_layers_is_healthy() -> None:
    assert diagnose(network(), X, Y).delta == ()
