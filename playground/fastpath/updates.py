"""From the gradient to θ: penalty, freezing, clipping, and the optimiser's move, as `Learner.step` has them.

The passes leave a sum over the rows in g; scale·g, the mean of it, is ∂E/∂θ. To multiply with `scale` first
would be one more call in every step: 4 % of a step of Adam on 2-4-2-1, and more of one of SGD (measured). So
these two, which multiply g anyway, take the factor into that; all others call `mean` first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import sqrt

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.arrays import Array
from playground.engine.learner import Learner
from playground.engine.optimisers import SGD, Adam, AdamW, Momentum, Nesterov, Optimiser, State
from playground.engine.regularisers import stop_at_zero
from playground.fastpath.ops import Call, constant


class LearningRate:
    """α, which changes between two runs, and its multiples as operands of calls."""

    def __init__(self) -> None:
        self.value = 0.0
        self._multiples: list[tuple[Array, float]] = []

    def times(self, factor: float) -> Array:
        """factor·α, kept up to date."""
        multiple = constant(factor * self.value)
        self._multiples.append((multiple, factor))
        return multiple

    def set(self, value: float) -> None:
        if value != self.value:
            self.value = value
            for multiple, factor in self._multiples:
                multiple.fill(factor * value)


class UpdateContext(Struct, frozen=True):
    """What `Optimiser.move` is given, but that the gradient is scale·g. `g` may be overwritten."""

    theta: Array
    g: Array
    scale: float
    rate: LearningRate
    state: State
    is_weight: Array

    def mean(self) -> list[Call]:
        """Turn g into ∂E/∂θ."""
        return [] if self.scale == 1.0 else [partial(np.multiply, self.g, constant(self.scale), self.g)]

    def subtract(self, step: Array) -> Call:
        return partial(np.subtract, self.theta, step, self.theta)


def update(learner: Learner, g: Array, scale: float, rate: LearningRate) -> list[Call]:
    """Calls that move θ, where scale·g is ∂E/∂θ."""
    network, optimiser = learner.network, learner.optimiser
    context = UpdateContext(network.theta, g, scale, rate, learner.state, network.is_weight)
    penalty = np.zeros_like(network.theta)
    between = [*_penalty(learner, g, penalty), *_freezing(learner, g), *_clipping(learner, g)]
    if not between:
        return calls_of(optimiser, context)
    before, after = _keeping_frozen(learner)
    move = calls_of(optimiser, replace(context, scale=1.0))
    return [*before, *context.mean(), *between, *move, *_stopping_at_zero(learner, penalty, rate), *after]


# --- what stands between gradient and move ---------------------------------------------------------


def _l1(theta: Array, strength: Array, penalty: Array) -> list[Call]:
    return [partial(np.sign, theta, penalty), partial(np.multiply, penalty, strength, penalty)]


def _l2(theta: Array, strength: Array, penalty: Array) -> list[Call]:
    return [partial(np.multiply, theta, strength, penalty)]


PENALTIES: dict[str, Callable[[Array, Array, Array], list[Call]]] = {"l1": _l1, "l2": _l2}
"""Fast forms of the regularisers: strength (..., P) · slope(θ) written into `penalty`."""


def _penalty(learner: Learner, g: Array, penalty: Array) -> list[Call]:
    """Penalty ← λ·slope, for weights only; g ← g + penalty."""
    row, theta = learner.regulariser, learner.network.theta
    if learner.penalty_strength <= 0.0:
        return []
    strength = learner.penalty_strength * learner.network.is_weight
    if row.name in PENALTIES:
        slope = PENALTIES[row.name](theta, strength, penalty)
    else:
        slope = [lambda: np.multiply(row.slope(theta), strength, penalty)]
    return [*slope, partial(np.add, g, penalty, g)]


def _freezing(learner: Learner, g: Array) -> list[Call]:
    """No gradient for the frozen parameters."""
    return [partial(g.__setitem__, (..., learner.frozen_indices), 0.0)] if learner.frozen_indices.size else []


def _keeping_frozen(learner: Learner) -> tuple[list[Call], list[Call]]:
    """Calls that note the frozen parameters before a step, and that put them back after it."""
    theta, frozen = learner.network.theta, learner.frozen_indices
    if not frozen.size:
        return [], []
    values = theta[..., frozen]
    return [partial(theta.take, frozen, -1, values, "clip")], [
        partial(theta.__setitem__, (..., frozen), values)
    ]


def _clipping(learner: Learner, g: Array) -> list[Call]:
    """Clip as the learner does, but only look twice at a gradient that is not clearly short enough."""
    if learner.clip_norm <= 0.0:
        return []
    short = (learner.clip_norm * (1.0 - 1e-9)) ** 2

    def clip() -> None:
        if g.ndim > 1 or not g.dot(g) < short:
            learner.clip(g)

    return [clip]


def _stopping_at_zero(learner: Learner, penalty: Array, rate: LearningRate) -> list[Call]:
    if learner.penalty_strength <= 0.0 or not learner.regulariser.sparse:
        return []
    return [lambda: stop_at_zero(learner.network.theta, rate.value * penalty)]


# --- fast forms of the optimisers ------------------------------------------------------------------


def _sgd(_: SGD, to: UpdateContext) -> list[Call]:
    return [partial(np.multiply, to.g, to.rate.times(to.scale), to.g), to.subtract(to.g)]


def _velocity(own: Momentum, to: UpdateContext) -> list[Call]:
    v = to.state.slots["v"]
    return [*to.mean(), partial(np.multiply, v, constant(own.momentum), v), partial(np.add, v, to.g, v)]


def _momentum(own: Momentum, to: UpdateContext) -> list[Call]:
    v, alpha = to.state.slots["v"], to.rate.times(1.0)
    return [*_velocity(own, to), partial(np.multiply, v, alpha, to.g), to.subtract(to.g)]


def _nesterov(own: Nesterov, to: UpdateContext) -> list[Call]:
    v, step = to.state.slots["v"], np.empty_like(to.g)
    return [
        *_velocity(own, to),
        partial(np.multiply, v, constant(own.momentum), step),
        partial(np.add, step, to.g, step),
        partial(np.multiply, step, to.rate.times(1.0), step),
        to.subtract(step),
    ]


def _adam(own: Adam, to: UpdateContext) -> list[Call]:
    """Both memories lie in one block and are updated in one call: m ← m + (1 − β₁)(g − m), s likewise.

    θ ← θ − k·m/(√s + e): the corrections 1/(1 − βᵗ) are drawn together into the numbers k and e.
    """
    memory, g, step, state, rate = to.state.memory, to.g, to.g, to.state, to.rate
    new, gain = np.empty_like(memory), np.empty_like(memory)
    gain[0], gain[1] = 1.0 - own.beta1, 1.0 - own.beta2
    k, e = constant(0.0), constant(0.0)

    def correct() -> None:
        root = sqrt(1.0 - own.beta2**state.steps)
        k.fill(rate.value * root / (1.0 - own.beta1**state.steps))
        e.fill(own.epsilon * root)

    return [
        correct,
        partial(np.multiply, g, constant(to.scale), new[0]),
        partial(np.multiply, new[0], new[0], new[1]),
        partial(np.subtract, new, memory, new),
        partial(np.multiply, new, gain, new),
        partial(np.add, memory, new, memory),
        partial(np.sqrt, memory[1], step),
        partial(np.add, step, e, step),
        partial(np.divide, memory[0], step, step),
        partial(np.multiply, step, k, step),
        to.subtract(step),
    ]


def _adamw(own: AdamW, to: UpdateContext) -> list[Call]:
    fall, step = own.weight_decay * to.is_weight, np.empty_like(to.g)
    return [
        partial(np.multiply, to.theta, fall, step),
        partial(np.multiply, step, to.rate.times(1.0), step),
        to.subtract(step),
        *_adam(own, to),
    ]


MOVES: dict[type[Optimiser], Callable[..., list[Call]]] = {
    SGD: _sgd,
    Momentum: _momentum,
    Nesterov: _nesterov,
    Adam: _adam,
    AdamW: _adamw,
}


def calls_of(own: Optimiser, to: UpdateContext) -> list[Call]:
    """The fast form of an optimiser, or its own formula."""
    if type(own) in MOVES:
        return MOVES[type(own)](own, to)
    return [*to.mean(), lambda: own.move(to.theta, to.g, to.rate.value, to.state, to.is_weight)]
