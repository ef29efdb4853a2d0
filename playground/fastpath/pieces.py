"""A batch of any size: swept in one piece, or in pieces that stay in cache."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np

from playground.engine.activations import Array
from playground.engine.network import Network
from playground.fastpath.calls import Call, cuts
from playground.fastpath.sweep import Sweep


class Pieces:
    """Calls that put the gradient of `rows` rows, but for the factor `share`, into `gradient`."""

    def __init__(self, network: Network, rows: int, gradient: Array) -> None:
        self.gradient = gradient
        self._cuts = cuts(rows, 3 * sum(size + 1 for size in network.sizes[1:]))
        self._part = gradient if len(self._cuts) == 2 else np.zeros_like(gradient)
        lengths = {stop - start for start, stop in pairwise(self._cuts)}
        self._sweeps = {length: Sweep(network, length, self._part) for length in lengths}
        self.share = self._sweeps[min(lengths)].end.factor / rows

    def calls(self, X: Array, Y: Array) -> list[Call]:
        """For rows with their ones, X (..., rows, inputs + 1), and Y (outputs, ..., rows)."""
        if self._part is self.gradient:
            return self._sweeps[X.shape[-2]].calls(X, Y)
        calls: list[Call] = [partial(self.gradient.fill, 0.0)]
        for start, stop in pairwise(self._cuts):
            calls += self._sweeps[stop - start].calls(X[..., start:stop, :], Y[..., start:stop])
            calls.append(partial(np.add, self.gradient, self._part, self.gradient))
        return calls
