"""Forward and backward over a number of rows, prepared: `Network.gradient`, summed over the rows."""

from __future__ import annotations

from functools import partial
from itertools import groupby

import numpy as np

from playground.engine.activations import Array
from playground.engine.network import Network
from playground.fastpath.calls import Call, by_row, matrix, product, transposed
from playground.fastpath.forward import Forward, augmented


class Sweep(Forward):
    """Writes Σ over rows of ∂(loss of the row)/∂θ, divided by the factor of the loss, into `gradient`.

    The slopes are written over z, which is needed no more by then.
    """

    def __init__(self, network: Network, rows: int, gradient: Array) -> None:
        super().__init__(network, rows)
        self.grads = augmented(network, gradient)
        self.deltas = self.parts(np.zeros(self.shape))
        self._forward = self.rest()
        self._slopes = self._all_slopes()
        self._backward = self._all_deltas()

    def calls(self, X: Array, Y: Array) -> list[Call]:
        """One sweep over rows with their ones, X (..., rows, inputs + 1), and Y (outputs, ..., rows)."""
        residual = self.end.residual(self.z[-1], self.a[-1], Y, self.deltas[-1])
        last = product(transposed(X), by_row(self.deltas[0]), self.grads[0])
        return [self.first(X), *self._forward, *residual, *self._slopes, *self._backward, last]

    def _all_slopes(self) -> list[Call]:
        """f′ of all layers; neighbours with the same activation together, the ones between them too."""
        layers = [layer for layer in range(self._sloping) if not self.forms[layer].straight]
        calls = []
        for _, group in groupby(layers, lambda layer: (self.forms[layer], layer - layers.index(layer))):
            members = list(group)
            lines = slice(self.lines[members[0]].start, self.lines[members[-1]].stop)
            calls += self.forms[members[0]].slope(self.z_block[lines], self.a_block[lines])
        return calls

    @property
    def _sloping(self) -> int:
        """How many layers have a slope: the output's is often part of the residual."""
        return len(self.forms) - (not self.end.through)

    def _all_deltas(self) -> list[Call]:
        """∂/∂[W; b] = [a; 1]·δᵀ of each layer, and one back δ ← W·δ · f′(z), from last to first."""
        calls = self._bend(len(self.deltas) - 1)
        for layer in range(len(self.deltas) - 1, 0, -1):
            W = self.weights[layer][..., :-1, :]
            calls.append(product(self.fed[layer - 1], by_row(self.deltas[layer]), self.grads[layer]))
            calls.append(product(W, matrix(self.deltas[layer]), matrix(self.deltas[layer - 1])))
            calls += self._bend(layer - 1)
        return calls

    def _bend(self, layer: int) -> list[Call]:
        """δ ← δ · f′(z), where there is a slope."""
        if layer >= self._sloping or self.forms[layer].straight:
            return []
        return [partial(np.multiply, self.deltas[layer], self.z[layer], self.deltas[layer])]
