"""z and a of every neuron for rows that stay the same while the weights change: scores and pictures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from playground.arrays import Array
from playground.engine.network import Network
from playground.fastpath.ops import Piece, chunk_slices
from playground.fastpath.passes import ForwardPass, append_ones


class Inference:
    """The forward pass of one network for the rows X (N, inputs), whenever it is run.

    It computes in the precision of θ (X has to be of the same), in pieces that stay in cache: `run` takes
    all of them. `layer` 0 is the input. As with a prepared learner, run it where NumPy's warnings of overflow
    are silent.
    """

    def __init__(self, network: Network, X: Array) -> None:
        self.network, self._X = network, X
        self._chunks: list[ForwardPass] = []
        self._pieces: list[Piece] = []
        inputs = append_ones(X)
        for rows in chunk_slices(len(X), 2 * sum(size + 1 for size in network.sizes[1:])):
            chunk = ForwardPass(network, rows.stop - rows.start)
            self._pieces.append([chunk.first_layer(inputs[rows]), *chunk.other_layers()])
            self._chunks.append(chunk)

    def run(self) -> None:
        """Find z and a at the present weights."""
        for _ in self.run_in_pieces():
            pass

    def run_in_pieces(self) -> Iterator[None]:
        """The same, with a stop between two pieces."""
        for index, piece in enumerate(self._pieces):
            if index:
                yield
            for call in piece:
                call()

    def a(self, layer: int, neurons: int | None = None) -> Array:
        """A (neurons, N) of the first so many neurons of a layer (all, if not said): not to be changed."""
        if not layer:
            return self._X.T[:neurons]
        return _joined([chunk.a[layer - 1][:neurons] for chunk in self._chunks])

    def z(self, layer: int, neurons: int | None = None) -> Array:
        """Their pre-activations."""
        return _joined([chunk.z[layer - 1][:neurons] for chunk in self._chunks])

    def outputs(self) -> tuple[Array, Array]:
        """Z and ŷ of the last layer as the engine has them, (N, outputs) each."""
        last = len(self.network.sizes) - 1
        return np.ascontiguousarray(self.z(last).T), np.ascontiguousarray(self.a(last).T)


def _joined(chunks: list[Array]) -> Array:
    return chunks[0] if len(chunks) == 1 else np.concatenate(chunks, axis=1)
