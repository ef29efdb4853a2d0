"""From the gradient to θ: penalty, clipping and move, as `Learner.step` has them."""

from __future__ import annotations

from functools import partial

import numpy as np

from playground.engine.activations import Array
from playground.engine.learner import Learner
from playground.engine.regularisers import settle
from playground.fastpath.calls import Call, Rate
from playground.fastpath.optimisers import Move, calls_of


def update(learner: Learner, g: Array, share: float, rate: Rate) -> list[Call]:
    """Calls that move θ, where share·g is ∂E/∂θ."""
    theta, is_weight, state = learner.network.theta, learner.network.is_weight, learner.state
    pull = np.zeros_like(theta)
    between = [*_penalty(learner, g, pull), *_freezing(learner, g), *_clipping(learner, g)]
    if not between:
        return calls_of(learner.optimiser, Move(theta, g, share, rate, state, is_weight))
    whole = Move(theta, g, share, rate, state, is_weight).whole()
    move = calls_of(learner.optimiser, Move(theta, g, 1.0, rate, state, is_weight))
    before, after = _holding(learner)
    return [*before, *whole, *between, *move, *_settling(learner, pull, rate), *after]


def _penalty(learner: Learner, g: Array, pull: Array) -> list[Call]:
    """The penalty's part: pull ← λ·slope, for weights only; g ← g + pull."""
    row, theta = learner.regulariser, learner.network.theta
    if learner.strength <= 0.0:
        return []
    strength = learner.strength * learner.network.is_weight
    slope: list[Call] = [lambda: np.multiply(row.slope(theta), strength, pull)]
    if row.name == "l2":
        slope = [partial(np.multiply, theta, strength, pull)]
    elif row.name == "l1":
        slope = [partial(np.sign, theta, pull), partial(np.multiply, pull, strength, pull)]
    return [*slope, partial(np.add, g, pull, g)]


def _freezing(learner: Learner, g: Array) -> list[Call]:
    """No gradient for the frozen parameters."""
    return [partial(g.__setitem__, (..., learner.frozen), 0.0)] if learner.frozen.size else []


def _holding(learner: Learner) -> tuple[list[Call], list[Call]]:
    """Calls that note the frozen parameters before a step, and that put them back after it."""
    theta, frozen = learner.network.theta, learner.frozen
    if not frozen.size:
        return [], []
    held = theta[..., frozen]
    return [partial(theta.take, frozen, -1, held, "clip")], [partial(theta.__setitem__, (..., frozen), held)]


def _clipping(learner: Learner, g: Array) -> list[Call]:
    """Clip as the learner does, but only look twice at a gradient that is not clearly short enough."""
    if learner.clip_norm <= 0.0:
        return []
    short = (learner.clip_norm * (1.0 - 1e-9)) ** 2

    def clip() -> None:
        if g.ndim > 1 or not g.dot(g) < short:
            learner.clip(g)

    return [clip]


def _settling(learner: Learner, pull: Array, rate: Rate) -> list[Call]:
    if learner.strength <= 0.0 or not learner.regulariser.makes_zeros:
        return []
    return [lambda: settle(learner.network.theta, rate.value * pull)]
