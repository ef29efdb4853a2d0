"""Is every neuron learning? Dead, saturated and vanishing, each with the number that says so."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.engine import Network
from playground.engine.activations import Activation

SATURATED = 0.01  # a mean |f′| below this lets hardly any of δ through
VANISHING = 0.01  # a layer whose δ is shorter than this share of the last layer's


class Health(Struct, frozen=True):
    """One entry per hidden layer, measured on N rows.

    active  (neurons,) the share of rows with z > 0
    slope   (neurons,) the mean of |f′(z)|
    dead    (neurons,) True where the activation can die and is active on no row: its weights get no gradient
    delta   ‖δ‖ of the layer divided by ‖δ‖ of the output layer, root mean square over rows and neurons;
            NaN when the last δ is 0 (all rows are predicted perfectly)
    """

    rows: int
    active: tuple[Array, ...]
    slope: tuple[Array, ...]
    dead: tuple[Array, ...]
    delta: tuple[float, ...]

    def saturated(self, layer: int) -> Array:
        """(neurons,) True where hidden layer `layer` (from 0) is flat: mean |f′| < 1 %, and not dead."""
        flat: Array = (self.slope[layer] < SATURATED) & ~self.dead[layer].astype(bool)
        return flat

    def vanishing(self, layer: int) -> bool:
        """Whether hardly anything of the error reaches hidden layer `layer` (from 0)."""
        return self.delta[layer] < VANISHING


def diagnose(network: Network, X: Array, Y: Array) -> Health:
    """The health of every hidden layer on the rows X (N, inputs), Y (N, outputs). N must not be 0."""
    with np.errstate(all="ignore"):  # after a divergence there are NaNs: neither dead nor saturated
        trace = network.forward(X)
        backward = network.backward(trace, Y)
        active = tuple((z > 0.0).mean(axis=0) for z in trace.z[:-1])
        return Health(
            len(X),
            active,
            tuple(np.abs(slope).mean(axis=0) for slope in backward.slopes),
            tuple(_dead(row, share) for row, share in zip(network.hidden, active, strict=True)),
            _lengths(backward.deltas),
        )


def _dead(activation: Activation, active: Array) -> Array:
    dead: Array = (active == 0.0) & activation.can_die
    return dead


def _lengths(deltas: list[Array]) -> tuple[float, ...]:
    """‖δ‖ of each hidden layer against the last one's, per neuron, so that wide layers count no more."""
    *hidden, last = (float(np.sqrt((delta * delta).mean())) for delta in deltas)
    return tuple(length / last if last > 0.0 else float("nan") for length in hidden)
