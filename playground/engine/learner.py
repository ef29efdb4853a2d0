"""One step of learning: gradient, penalty, clipping, and the optimiser's move of all parameters at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import Array
from playground.engine.network import Network
from playground.engine.optimisers import SGD, Optimiser, State
from playground.engine.regularisers import REGULARISERS, Regulariser, settle

Order = NDArray[np.intp]


@dataclass
class Learner:
    """A network and the rule that changes it. Every setting may be exchanged between two steps.

    strength   λ, how much the penalty of `regulariser` weighs
    clip_norm  the greatest length a gradient may have; 0 = never clipped
    clipped    how many steps were clipped so far
    frozen     the places in θ of the parameters that stay as they are
    """

    network: Network
    optimiser: Optimiser = field(default_factory=SGD)
    regulariser: Regulariser = REGULARISERS["none"]
    strength: float = 0.0
    clip_norm: float = 0.0
    clipped: int = 0
    frozen: Order = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    state: State = field(init=False)

    def __post_init__(self) -> None:
        self.state = self.optimiser.start(self.network.theta)

    def use(self, optimiser: Optimiser) -> None:
        """Go on with another optimiser; its memory is kept when it is of the same kind."""
        if type(optimiser) is not type(self.optimiser):
            self.state = optimiser.start(self.network.theta)
        self.optimiser = optimiser

    def step(self, X: Array, Y: Array, rate: float) -> None:
        """Update all parameters once from the rows X (..., N, inputs), Y (..., N, outputs)."""
        theta = self.network.theta
        held = theta[..., self.frozen]  # a copy
        gradient = self.network.gradient(X, Y)
        pull = None
        if self.strength > 0.0:
            pull = self.strength * self.regulariser.slope(theta) * self.network.is_weight
            gradient += pull
        gradient[..., self.frozen] = 0.0  # nothing to remember, and no part of the length that is clipped
        if self.clip_norm > 0.0:
            self.clip(gradient)
        self.state.steps += 1
        self.optimiser.move(theta, gradient, rate, self.state, self.network.is_weight)
        if pull is not None and self.regulariser.makes_zeros:
            settle(theta, rate * pull)
        theta[..., self.frozen] = held  # whatever momentum or decay has made of them

    def clip(self, gradient: Array) -> None:
        """Shorten the gradient of each network to `clip_norm`, its direction kept."""
        norm = np.sqrt((gradient * gradient).sum(axis=-1, keepdims=True))
        too_long = norm > self.clip_norm
        if too_long.any():
            self.clipped += 1
            gradient *= np.where(too_long, self.clip_norm / np.maximum(norm, self.clip_norm), 1.0)


def batches(order: Order, size: int) -> Iterator[Order]:
    """The rows of an epoch (..., N) in batches of `size` (0 = all); a short last batch is its own update."""
    rows = order.shape[-1]
    size = size or max(1, rows)
    for start in range(0, rows, size):
        yield order[..., start : start + size]
