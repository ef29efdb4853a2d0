"""One step of learning: gradient, penalty, clipping, and the optimiser's move of all parameters at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from playground.arrays import Array, Indices
from playground.engine.network import Network
from playground.engine.optimisers import SGD, Optimiser, State
from playground.engine.regularisers import REGULARISERS, Regulariser, stop_at_zero


@dataclass
class Learner:
    """A network and the rule that changes it. Every setting may be exchanged between two steps.

    penalty_strength  λ, how much the penalty of `regulariser` weighs
    clip_norm         the greatest norm of a gradient; 0 = never clipped
    clipped           how many steps were clipped so far
    frozen_indices    the places in θ of the parameters that are not trained
    """

    network: Network
    optimiser: Optimiser = field(default_factory=SGD)
    regulariser: Regulariser = REGULARISERS["none"]
    penalty_strength: float = 0.0
    clip_norm: float = 0.0
    clipped: int = 0
    frozen_indices: Indices = field(default_factory=lambda: np.empty(0, dtype=np.intp))
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
        self.update(self.network.gradient(X, Y), rate)

    def update(self, gradient: Array, rate: float) -> None:
        """Update all parameters once from ∂E/∂θ: penalty, freezing, clipping, and the optimiser's move."""
        theta = self.network.theta
        frozen_values = theta[..., self.frozen_indices]  # a copy
        penalty = self.penalty_gradient()
        gradient = self.full_gradient(gradient, penalty)
        self.clip(gradient)
        self.state.steps += 1
        self.optimiser.move(theta, gradient, rate, self.state, self.network.is_weight)
        if self.regulariser.sparse:
            stop_at_zero(theta, rate * penalty)
        theta[..., self.frozen_indices] = frozen_values  # whatever momentum or decay has made of them

    def penalty_gradient(self) -> Array:
        """What the penalty adds to the gradient: λ times its slope for weights, 0 for biases."""
        slope = self.regulariser.slope(self.network.theta)
        penalty: Array = self.penalty_strength * slope * self.network.is_weight
        return penalty

    def full_gradient(self, gradient: Array, penalty: Array) -> Array:
        """Both together, 0 for what is frozen: nothing to remember, and no part of the clipped norm."""
        total = gradient + penalty
        total[..., self.frozen_indices] = 0.0
        return total

    def clip(self, gradient: Array) -> None:
        """Scale the gradient of each network down to `clip_norm`, in place, its direction kept."""
        factor = self.clip_factor(gradient)
        if (factor < 1.0).any():
            self.clipped += 1
            gradient *= factor

    def clip_factor(self, gradient: Array) -> Array:
        """What clipping multiplies each gradient with, (..., 1): 1 where it is short enough."""
        if self.clip_norm <= 0.0:
            return np.ones((*gradient.shape[:-1], 1))
        norm = np.sqrt((gradient * gradient).sum(axis=-1, keepdims=True))
        too_long = norm > self.clip_norm
        return np.where(too_long, self.clip_norm / np.maximum(norm, self.clip_norm), 1.0)


def batches(order: Indices, size: int) -> Iterator[Indices]:
    """The rows of an epoch (..., N) in batches of `size` (0 = all); a short last batch is its own update."""
    rows = order.shape[-1]
    size = size or max(1, rows)
    for start in range(0, rows, size):
        yield order[..., start : start + size]
