"""The forward pass, prepared for a number of rows.

Arrays lie units × rows, (units, ..., rows) with the leading axes of a stack in the middle: then a layer is a
block of whole lines, contiguous, and f′ of all layers can be had at once. Below the units of each layer
stands a line of ones, so that b, which follows W in θ, is one more row of W: z = [W; b]ᵀ·[a; 1].
"""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from playground.engine.activations import Array
from playground.engine.network import Network
from playground.fastpath.activations import form_of
from playground.fastpath.calls import Call, matrix, product, transposed
from playground.fastpath.losses import end_of


def with_ones(X: Array) -> Array:
    """(N, inputs) → (N, inputs + 1): the last column is what the biases are multiplied with."""
    return np.hstack([X, np.ones((len(X), 1), X.dtype)])


def augmented(network: Network, vector: Array) -> list[Array]:
    """[W; b] (..., in + 1, out) of each layer, as views into a vector laid out like θ."""
    lead, ends = vector.shape[:-1], accumulate((i + 1) * o for i, o in network.shapes)
    sizes = zip(network.shapes, ends, strict=True)
    return [vector[..., end - (i + 1) * o : end].reshape(*lead, i + 1, o) for (i, o), end in sizes]


class Forward:
    """z and a (units, ..., rows) of every layer, and the calls that find them.

    They are views into one block each; `lines` says which lines of the block are a layer's. `fed` is a with
    the ones below it, (..., units + 1, rows), as the next layer is fed.
    """

    def __init__(self, network: Network, rows: int) -> None:
        self.end = end_of(network.error)
        self.forms = [*map(form_of, network.functions), self.end.link]
        units = network.sizes[1:]
        starts = [0, *accumulate(count + 1 for count in units)]
        self.lines = [slice(start, start + count) for start, count in zip(starts, units, strict=False)]
        self.shape = (starts[-1], *network.theta.shape[:-1], rows)
        self.weights = augmented(network, network.theta)
        precision = network.theta.dtype
        self.z_block, self.a_block = np.zeros(self.shape, precision), np.ones(self.shape, precision)
        self.a = self.parts(self.a_block)
        self.z = self.parts(self.z_block)
        for layer, form in enumerate(self.forms):
            if form.straight:
                self.z[layer] = self.a[layer]
        self.fed = [matrix(self.a_block[part.start : part.stop + 1]) for part in self.lines]

    def parts(self, block: Array) -> list[Array]:
        """The units of each layer in a block."""
        return [block[part] for part in self.lines]

    def first(self, X: Array) -> Call:
        """Z of the first layer from rows with their ones, X (..., rows, inputs + 1)."""
        return product(transposed(self.weights[0]), transposed(X), matrix(self.z[0]))

    def rest(self) -> list[Call]:
        """All that follows: a of the first layer, and z and a of the others."""
        calls = self.forms[0].f(self.z[0], self.a[0])
        for layer in range(1, len(self.z)):
            W, z = transposed(self.weights[layer]), matrix(self.z[layer])
            calls.append(product(W, self.fed[layer - 1], z))
            calls += self.forms[layer].f(self.z[layer], self.a[layer])
        return calls
