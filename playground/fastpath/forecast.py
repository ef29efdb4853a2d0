"""The predictions for rows that stay the same while the weights change: what a score is made from."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np

from playground.engine.activations import Array
from playground.engine.network import Network
from playground.fastpath.calls import Call, by_row, cuts
from playground.fastpath.forward import Forward, with_ones


class Forecast:
    """z (N, outputs) of the last layer and ŷ (N, outputs) for the rows X (N, inputs), whenever it is run."""

    def __init__(self, network: Network, X: Array) -> None:
        self.network, fed = network, with_ones(X)
        self.z, self.prediction = np.empty((2, len(X), network.sizes[-1]))
        self._calls: list[Call] = []
        passes: dict[int, Forward] = {}
        for start, stop in pairwise(cuts(len(X), 2 * sum(size + 1 for size in network.sizes[1:]))):
            if stop - start not in passes:
                passes[stop - start] = Forward(network, stop - start)
            one = passes[stop - start]
            self._calls += [one.first(fed[start:stop]), *one.rest()]
            self._calls.append(partial(np.copyto, self.z[start:stop], by_row(one.z[-1])))
            self._calls.append(partial(np.copyto, self.prediction[start:stop], by_row(one.a[-1])))

    def run(self) -> None:
        """Find z and ŷ at the present weights."""
        for call in self._calls:
            call()
