"""The passes over a number of rows, prepared: forward, forward and backward, and the latter in chunks."""

from __future__ import annotations

from functools import partial
from itertools import accumulate

import numpy as np

from playground.arrays import Array
from playground.engine.network import Network
from playground.fastpath.kernels import kernel_of, output_layer_of
from playground.fastpath.ops import (
    Call,
    Piece,
    chunk_slices,
    product,
    rows_by_units,
    transposed,
    units_by_rows,
)


def append_ones(X: Array) -> Array:
    """(N, inputs) → (N, inputs + 1): the last column is what the biases are multiplied with."""
    return np.hstack([X, np.ones((len(X), 1), X.dtype)])


def weights_with_bias(network: Network, vector: Array) -> list[Array]:
    """[W; b] (..., in + 1, out) of each layer, as views into a vector laid out like θ."""
    lead, ends = vector.shape[:-1], accumulate((i + 1) * o for i, o in network.shapes)
    sizes = zip(network.shapes, ends, strict=True)
    return [vector[..., end - (i + 1) * o : end].reshape(*lead, i + 1, o) for (i, o), end in sizes]


class ForwardPass:
    """z and a (units, ..., rows) of every layer, and the calls that find them.

    They are views into one block each, in which `units_of_layer` are the lines of a layer. `inputs` is a with
    the line of ones below it, (..., units + 1, rows), as the next layer takes it.
    """

    def __init__(self, network: Network, rows: int) -> None:
        self.output = output_layer_of(network.loss_fn)
        self.kernels = [*map(kernel_of, network.hidden), self.output.activation]
        units = network.sizes[1:]
        starts = [0, *accumulate(count + 1 for count in units)]
        self.units_of_layer = [
            slice(start, start + count) for start, count in zip(starts, units, strict=False)
        ]
        self.shape = (starts[-1], *network.theta.shape[:-1], rows)
        self.weights = weights_with_bias(network, network.theta)
        precision = network.theta.dtype
        self.z_block, self.a_block = np.zeros(self.shape, precision), np.ones(self.shape, precision)
        self.a = self.layers_of(self.a_block)
        self.z = self.layers_of(self.z_block)
        for layer, kernel in enumerate(self.kernels):
            if kernel.is_identity:
                self.z[layer] = self.a[layer]
        self.inputs = [
            units_by_rows(self.a_block[part.start : part.stop + 1]) for part in self.units_of_layer
        ]

    def layers_of(self, block: Array) -> list[Array]:
        """The units of each layer in a block."""
        return [block[part] for part in self.units_of_layer]

    def first_layer(self, X: Array) -> Call:
        """Z of the first layer from rows with their ones, X (..., rows, inputs + 1)."""
        return product(transposed(self.weights[0]), transposed(X), units_by_rows(self.z[0]))

    def other_layers(self) -> list[Call]:
        """All that follows: a of the first layer, and z and a of the others."""
        calls = self.kernels[0].f(self.z[0], self.a[0])
        for layer in range(1, len(self.z)):
            W, z = transposed(self.weights[layer]), units_by_rows(self.z[layer])
            calls.append(product(W, self.inputs[layer - 1], z))
            calls += self.kernels[layer].f(self.z[layer], self.a[layer])
        return calls


class ForwardBackward(ForwardPass):
    """Writes Σ over rows of ∂(loss of the row)/∂θ, divided by the output layer's factor, into `gradient`.

    The slopes f′ are written over z, which is needed no more by then.
    """

    def __init__(self, network: Network, rows: int, gradient: Array) -> None:
        super().__init__(network, rows)
        self.gradients = weights_with_bias(network, gradient)
        self.deltas = self.layers_of(np.zeros(self.shape))
        last = len(self.kernels) - (not self.output.chain_output_slope)
        self._with_slope = [layer for layer in range(last) if not self.kernels[layer].is_identity]
        self._forward = self.other_layers()
        self._slopes = self._all_slopes()
        self._backward = self._all_deltas()

    def calls(self, X: Array, Y: Array) -> list[Call]:
        """For rows with their ones, X (..., rows, inputs + 1), and Y (outputs, ..., rows)."""
        delta = self.output.delta(self.z[-1], self.a[-1], Y, self.deltas[-1])
        last = product(transposed(X), rows_by_units(self.deltas[0]), self.gradients[0])
        return [self.first_layer(X), *self._forward, *delta, *self._slopes, *self._backward, last]

    def _all_slopes(self) -> list[Call]:
        """f′ of all layers. Neighbours with the same activation are one call, the line between included."""
        calls = []
        for first, last in self._neighbours():
            lines = slice(self.units_of_layer[first].start, self.units_of_layer[last].stop)
            calls += self.kernels[first].slope(self.z_block[lines], self.a_block[lines])
        return calls

    def _neighbours(self) -> list[tuple[int, int]]:
        """First and last layer of each run of layers that have a slope, and the same activation."""
        runs: list[tuple[int, int]] = []
        for layer in self._with_slope:
            if runs and runs[-1][1] == layer - 1 and self.kernels[layer] == self.kernels[layer - 1]:
                runs[-1] = (runs[-1][0], layer)
            else:
                runs.append((layer, layer))
        return runs

    def _all_deltas(self) -> list[Call]:
        """∂/∂[W; b] = [a; 1]·δᵀ of each layer, and one back δ ← W·δ · f′(z), from last to first."""
        calls = self._times_slope(len(self.deltas) - 1)
        for layer in range(len(self.deltas) - 1, 0, -1):
            W = self.weights[layer][..., :-1, :]
            calls.append(
                product(self.inputs[layer - 1], rows_by_units(self.deltas[layer]), self.gradients[layer])
            )
            calls.append(product(W, units_by_rows(self.deltas[layer]), units_by_rows(self.deltas[layer - 1])))
            calls += self._times_slope(layer - 1)
        return calls

    def _times_slope(self, layer: int) -> list[Call]:
        """δ ← δ · f′(z), where there is a slope."""
        if layer not in self._with_slope:
            return []
        return [partial(np.multiply, self.deltas[layer], self.z[layer], self.deltas[layer])]


class ChunkedPass:
    """Calls that put the gradient over `rows` rows, divided by `scale`, into `gradient`: where the rows are
    many, in pieces that stay in cache, one after the other.

    scale  the factor that makes a mean of the sum
    """

    def __init__(self, network: Network, rows: int, gradient: Array) -> None:
        self.gradient = gradient
        self._chunks = chunk_slices(rows, 3 * sum(size + 1 for size in network.sizes[1:]))
        self._part = gradient if len(self._chunks) == 1 else np.zeros_like(gradient)
        lengths = {chunk.stop - chunk.start for chunk in self._chunks}
        self._passes = {length: ForwardBackward(network, length, self._part) for length in lengths}
        self.scale = self._passes[min(lengths)].output.factor / rows

    def pieces(self, X: Array, Y: Array) -> list[Piece]:
        """For rows with their ones, X (..., rows, inputs + 1), and Y (outputs, ..., rows)."""
        if self._part is self.gradient:
            return [self._passes[X.shape[-2]].calls(X, Y)]
        pieces: list[Piece] = []
        for chunk in self._chunks:
            calls = self._passes[chunk.stop - chunk.start].calls(X[..., chunk, :], Y[..., chunk])
            pieces.append([*calls, partial(np.add, self.gradient, self._part, self.gradient)])
        pieces[0].insert(0, partial(self.gradient.fill, 0.0))
        return pieces
