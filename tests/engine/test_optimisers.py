"""Each optimiser against its textbook, written again parameter by parameter."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.engine import OPTIMISERS, Learner, Network
from playground.engine.optimisers import SGD, Adam, Momentum, Nesterov

STEPS, RATE = 20, 0.05
GRADIENTS = np.random.default_rng(5).normal(0, 1, (STEPS, 6))
IS_WEIGHT = np.array([1.0, 1.0, 0.0, 1.0, 1.0, 0.0])
START = np.array([0.5, -0.4, 0.3, 2.0, -1.0, 0.1])


def sgd(w: float, gradients: Any) -> float:
    for g in gradients:
        w = w - RATE * g
    return w


def momentum(w: float, gradients: Any) -> float:
    v = 0.0
    for g in gradients:
        v = 0.9 * v + g
        w = w - RATE * v
    return w


def nesterov(w: float, gradients: Any) -> float:
    """In the look-ahead form: w here is where the gradient is taken, u the point behind it."""
    u, velocity = w, 0.0
    for g in gradients:
        velocity = 0.9 * velocity - RATE * g
        u = u + velocity
        w = u + 0.9 * velocity
    return w


def adagrad(w: float, gradients: Any) -> float:
    total = 0.0
    for g in gradients:
        total += g**2
        w = w - RATE * g / (math.sqrt(total) + 1e-8)
    return w


def rmsprop(w: float, gradients: Any) -> float:
    mean = 0.0
    for g in gradients:
        mean = 0.9 * mean + 0.1 * g**2
        w = w - RATE * g / (math.sqrt(mean) + 1e-8)
    return w


def adam(w: float, gradients: Any, decay: float = 0.0) -> float:
    m = s = 0.0
    for t, g in enumerate(gradients, start=1):
        w = w * (1 - RATE * decay)
        m = 0.9 * m + 0.1 * g
        s = 0.999 * s + 0.001 * g**2
        m_hat, s_hat = m / (1 - 0.9**t), s / (1 - 0.999**t)
        w = w - RATE * m_hat / (math.sqrt(s_hat) + 1e-8)
    return w


def adamw(w: float, gradients: Any) -> float:
    return adam(w, gradients, decay=0.01)


TEXTBOOK: dict[str, Callable[[float, Any], float]] = {
    "sgd": sgd,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,  # for weights; its biases are Adam's
}
FOR_BIASES = {**TEXTBOOK, "adamw": adam}


def moved(name: str, theta: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    optimiser, theta = OPTIMISERS[name](), theta.copy()
    state = optimiser.start(theta)
    for g in gradients:
        state.steps += 1
        optimiser.move(theta, g.copy(), RATE, state, IS_WEIGHT)
    return theta


@pytest.mark.parametrize("name", OPTIMISERS)
def test_twenty_steps_are_those_of_the_textbook(name: str) -> None:
    assert name in TEXTBOOK, f"“{name}” is registered, but its textbook loop is not written in {__file__}."
    loops = [TEXTBOOK[name] if weight else FOR_BIASES[name] for weight in IS_WEIGHT]
    expected = [loop(w, g) for loop, w, g in zip(loops, START, GRADIENTS.T, strict=True)]
    np.testing.assert_allclose(moved(name, START, GRADIENTS), expected, rtol=1e-12)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_stack_moves_as_each_network_alone(name: str) -> None:
    stack = np.stack([START, -START, 2 * START])
    gradients = np.stack([GRADIENTS, GRADIENTS[::-1], 3 * GRADIENTS], axis=1)
    together = moved(name, stack, gradients)
    alone = [moved(name, stack[i], gradients[:, i]) for i in range(3)]
    np.testing.assert_allclose(together, alone, rtol=1e-14)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_step_leaves_the_gradient_as_it_was(name: str) -> None:
    g = GRADIENTS[0].copy()
    optimiser = OPTIMISERS[name]()
    state = optimiser.start(START)
    state.steps = 1
    optimiser.move(START.copy(), g, RATE, state, IS_WEIGHT)
    assert (g == GRADIENTS[0]).all()


def test_weight_decay_leaves_biases_alone() -> None:
    decayed, plain = moved("adamw", START, GRADIENTS), moved("adam", START, GRADIENTS)
    assert ((decayed == plain) == (IS_WEIGHT == 0)).all()


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_optimiser_lowers_a_plain_bowl(name: str) -> None:
    optimiser, theta = OPTIMISERS[name](), START.copy()
    state = optimiser.start(theta)
    for _ in range(200):
        state.steps += 1
        optimiser.move(theta, 2 * theta, 0.05, state, IS_WEIGHT)
    assert (theta**2).sum() < 0.5 * (START**2).sum()


def learner(optimiser: Any) -> tuple[Learner, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(2)
    X, Y = rng.normal(0, 1, (12, 2)), rng.integers(0, 2, (12, 1)).astype(float)
    return Learner(Network([2, 3, 1], ["tanh"]), optimiser), X, Y


def test_a_changed_setting_keeps_the_memory() -> None:
    ours, X, Y = learner(Momentum(momentum=0.9))
    ours.step(X, Y, 0.1)
    first, theta = ours.state.slots["v"].copy(), ours.network.theta.copy()
    g = ours.network.gradient(X, Y)
    ours.use(Momentum(momentum=0.5))
    ours.step(X, Y, 0.1)
    np.testing.assert_allclose(ours.state.slots["v"], 0.5 * first + g, rtol=1e-14)
    np.testing.assert_allclose(ours.network.theta, theta - 0.1 * (0.5 * first + g), rtol=1e-14)
    assert ours.state.steps == 2


@pytest.mark.parametrize("other", [SGD(), Nesterov(), Adam()])
def test_another_kind_starts_afresh(other: Any) -> None:
    ours, X, Y = learner(Momentum())
    ours.step(X, Y, 0.1)
    ours.use(other)
    assert ours.state.steps == 0
    assert set(ours.state.slots) == set(other.slots)
    assert all((slot == 0).all() for slot in ours.state.slots.values())


def test_the_bias_correction_of_adam_counts_its_own_steps() -> None:
    """Changed to after 30 steps of another optimiser, its first step is still α in size."""
    ours, X, Y = learner(SGD())
    for _ in range(30):
        ours.step(X, Y, 0.1)
    ours.use(Adam())
    before = ours.network.theta.copy()
    ours.step(X, Y, 0.01)
    np.testing.assert_allclose(np.abs(ours.network.theta - before), 0.01, rtol=1e-3)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_which_optimisers_take_the_plain_step(name: str) -> None:
    optimiser, theta = OPTIMISERS[name](), START.copy()
    state = optimiser.start(theta)
    for gradient in GRADIENTS[:2]:
        before = theta.copy()
        state.steps += 1
        optimiser.move(theta, gradient, RATE, state, IS_WEIGHT)
    assert optimiser.plain == np.allclose(theta, before - RATE * gradient)
