"""E at many places of θ: a few parameters take other values, all others stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter

import numpy as np

from playground.arrays import Array, Indices
from playground.engine import Network
from playground.training.parameters import Parameter

_NUMBERS = 2**16  # activations of a layer in one piece: few enough to stay in the processor's cache


class LossGrid:
    """The loss (K,) where D `parameters` take the `values` (K, D), found piece by piece.

    losses  E over the rows X, Y, without penalty; NaN where it is not known yet
    known   which of them are found

    Only the layers from the first changed one on are recomputed, and only the changed ones exist K times.
    """

    def __init__(
        self,
        network: Network,
        X: Array,
        Y: Array,
        parameters: Sequence[Parameter],
        values: Array,
        *,
        order: Indices | None = None,
    ) -> None:
        self.parameters, self.values = tuple(parameters), values
        self.losses = np.full(len(values), np.nan)
        self.known = np.zeros(len(values), dtype=bool)
        self._network, self._Y = network, Y
        self._first = min(parameter.layer for parameter in parameters) - 1
        with np.errstate(all="ignore"):
            self._inputs = network.forward(X).a[self._first]
        self._pieces = self._cut(np.arange(len(values)) if order is None else order)

    @property
    def done(self) -> bool:
        return bool(self.known.all())

    @property
    def share(self) -> float:
        """How much of it is found, 0 to 1."""
        return float(self.known.mean())

    def advance(self, seconds: float = float("inf")) -> None:
        """Go on for so long: one piece at the least."""
        end = perf_counter() + seconds
        for places in self._pieces:
            with np.errstate(all="ignore"):  # weights far out can overflow: E is then not a number
                self.losses[places] = self._at(self.values[places])
            self.known[places] = True
            if perf_counter() >= end:
                return

    def _cut(self, order: Indices) -> Iterator[Indices]:
        widest = max(self._network.sizes[self._first :])
        size = max(1, _NUMBERS // (len(self._Y) * widest))
        return (order[start : start + size] for start in range(0, len(order), size))

    def _at(self, values: Array) -> Array:
        """E at these values (k, D): (k,)."""
        part = self._network.tail(self._first)  # from the first changed layer on
        for place in {parameter.layer - 1 - self._first for parameter in self.parameters}:
            W, b = part.weights[place]
            part.weights[place] = (np.repeat(W[None], len(values), 0), np.repeat(b[None], len(values), 0))
        for parameter, numbers in zip(self.parameters, values.T, strict=True):
            W, b = part.weights[parameter.layer - 1 - self._first]
            changed = b[:, parameter.to] if parameter.source is None else W[:, parameter.source, parameter.to]
            changed[...] = numbers
        return part.loss(self._inputs, self._Y)
