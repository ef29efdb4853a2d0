"""The gradient check: the slope that backpropagation gives beside the slope that a small nudge shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.arrays import Array
from playground.engine.network import Network


@dataclass(frozen=True)
class GradientCheck:
    """Both gradients, flat as θ, and `difference`: ‖analytic − numeric‖ / (‖analytic‖ + ‖numeric‖)."""

    analytic: Array
    numeric: Array

    @property
    def difference(self) -> float:
        size = np.linalg.norm(self.analytic) + np.linalg.norm(self.numeric)
        return float(np.linalg.norm(self.analytic - self.numeric) / size) if size else 0.0


def check_gradient(network: Network, X: Array, Y: Array, epsilon: float = 1e-5) -> GradientCheck:
    """Compare `gradient` with (E(θ + ε) − E(θ − ε)) / 2ε for every parameter of one network.

    θ is as it was afterwards. The error of the quotient itself is of the order of ε². At the kink
    of a ReLU there is no slope, and the two may differ.
    """
    numeric = np.empty_like(network.theta)
    for index in range(len(numeric)):
        above, below = perturbed_losses(network, X, Y, index, epsilon)
        numeric[index] = (above - below) / (2.0 * epsilon)
    return GradientCheck(network.gradient(X, Y), numeric)


def perturbed_losses(network: Network, X: Array, Y: Array, index: int, epsilon: float) -> tuple[float, float]:
    """E with the parameter at `index` raised by ε, and lowered by ε. θ is as it was afterwards."""
    theta, value = network.theta, network.theta[index]
    theta[index] = value + epsilon
    above = float(network.loss(X, Y))
    theta[index] = value - epsilon
    below = float(network.loss(X, Y))
    theta[index] = value
    return above, below
