"""Fast forms of the optimisers: the move of θ as calls.

Each takes the parts of a move: g is a multiple of the gradient ∂E/∂θ = share·g, and may be overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np

from playground.engine.activations import Array
from playground.engine.optimisers import SGD, Adam, AdamW, Momentum, Nesterov, Optimiser, State
from playground.fastpath.calls import Call, Rate, constant


@dataclass(frozen=True)
class Move:
    """What `Optimiser.move` is given, and the share of g that is the gradient."""

    theta: Array
    g: Array
    share: float
    rate: Rate
    state: State
    is_weight: Array

    def whole(self) -> list[Call]:
        """G ← ∂E/∂θ."""
        return [] if self.share == 1.0 else [partial(np.multiply, self.g, constant(self.share), self.g)]

    def subtract(self, step: Array) -> Call:
        return partial(np.subtract, self.theta, step, self.theta)


def _sgd(_: SGD, on: Move) -> list[Call]:
    """α and the share are one factor."""
    return [partial(np.multiply, on.g, on.rate.times(on.share), on.g), on.subtract(on.g)]


def _velocity(own: Momentum, on: Move) -> list[Call]:
    v = on.state.slots["v"]
    return [*on.whole(), partial(np.multiply, v, constant(own.momentum), v), partial(np.add, v, on.g, v)]


def _momentum(own: Momentum, on: Move) -> list[Call]:
    v, alpha = on.state.slots["v"], on.rate.times(1.0)
    return [*_velocity(own, on), partial(np.multiply, v, alpha, on.g), on.subtract(on.g)]


def _nesterov(own: Nesterov, on: Move) -> list[Call]:
    v, step = on.state.slots["v"], np.empty_like(on.g)
    return [
        *_velocity(own, on),
        partial(np.multiply, v, constant(own.momentum), step),
        partial(np.add, step, on.g, step),
        partial(np.multiply, step, on.rate.times(1.0), step),
        on.subtract(step),
    ]


def _adam(own: Adam, on: Move) -> list[Call]:
    """M and s lie in one block, so that both forget in one call.

    θ ← θ − k·m/(√s + e): the corrections 1/(1 − βᵗ) are drawn together into the numbers k and e.
    """
    memory = _together(on.state, ("m", "s"))
    new, keep = np.empty_like(memory), np.empty_like(memory)
    keep[0], keep[1] = own.beta1, own.beta2
    k, e, step, state, rate = constant(0.0), constant(0.0), on.g, on.state, on.rate

    def correct() -> None:
        root = sqrt(1.0 - own.beta2**state.steps)
        k.fill(rate.value * root / (1.0 - own.beta1**state.steps))
        e.fill(own.epsilon * root)

    return [
        correct,
        partial(np.multiply, on.g, constant((1.0 - own.beta1) * on.share), new[0]),
        partial(np.multiply, on.g, on.g, new[1]),
        partial(np.multiply, new[1], constant((1.0 - own.beta2) * on.share**2), new[1]),
        partial(np.multiply, memory, keep, memory),
        partial(np.add, memory, new, memory),
        partial(np.sqrt, memory[1], step),
        partial(np.add, step, e, step),
        partial(np.divide, memory[0], step, step),
        partial(np.multiply, step, k, step),
        on.subtract(step),
    ]


def _adamw(own: AdamW, on: Move) -> list[Call]:
    fall, step = own.weight_decay * on.is_weight, np.empty_like(on.g)
    return [
        partial(np.multiply, on.theta, fall, step),
        partial(np.multiply, step, on.rate.times(1.0), step),
        on.subtract(step),
        *_adam(own, on),
    ]


def _together(state: State, names: tuple[str, ...]) -> Array:
    """The named slots as one block (slots, ..., P); they stay slots of the state, as its lines.

    The courses of a plan share one memory: a block that is there is taken as it is.
    """
    slots = [state.slots[name] for name in names]
    block = slots[0].base
    if block is None or any(slot.base is not block for slot in slots):
        block = np.stack(slots)
        state.slots |= dict(zip(names, block, strict=True))
    return block


MOVES: dict[type[Optimiser], Callable[..., list[Call]]] = {
    SGD: _sgd,
    Momentum: _momentum,
    Nesterov: _nesterov,
    Adam: _adam,
    AdamW: _adamw,
}


def calls_of(own: Optimiser, on: Move) -> list[Call]:
    """The fast form of a row, or its own formula."""
    if type(own) in MOVES:
        return MOVES[type(own)](own, on)
    return [
        *on.whole(),
        lambda: own.move(on.theta, on.g, on.rate.value, on.state, on.is_weight),
    ]
