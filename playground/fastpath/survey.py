"""Z and a of every neuron for rows that stay the same while the weights change: what pictures show."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from playground.engine.activations import Array
from playground.engine.network import Network
from playground.fastpath.calls import Call, cuts
from playground.fastpath.forward import Forward, with_ones


class Survey:
    """The forward pass of one network for the rows X (N, inputs), whenever it is run.

    It computes in the precision of θ (X has to be of the same), in pieces that stay in cache. `layer` 0 is
    the input; arrays are (neurons, N). As with a plan, run it where NumPy's warnings of overflow are silent.
    """

    def __init__(self, network: Network, X: Array) -> None:
        self.network, self._X = network, X
        self._pieces: list[Forward] = []
        self._calls: list[Call] = []
        fed = with_ones(X)
        for start, stop in pairwise(cuts(len(X), 2 * sum(size + 1 for size in network.sizes[1:]))):
            piece = Forward(network, stop - start)
            self._calls += [piece.first(fed[start:stop]), *piece.rest()]
            self._pieces.append(piece)

    def run(self) -> None:
        """Find z and a at the present weights."""
        for call in self._calls:
            call()

    def a(self, layer: int, neurons: int | None = None) -> Array:
        """What the first so many neurons of a layer (all, if not said) compute: not to be changed."""
        if not layer:
            return self._X.T[:neurons]
        return _joined([piece.a[layer - 1][:neurons] for piece in self._pieces])

    def z(self, layer: int, neurons: int | None = None) -> Array:
        """Their pre-activations."""
        return _joined([piece.z[layer - 1][:neurons] for piece in self._pieces])


def _joined(pieces: list[Array]) -> Array:
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1)
