"""The batches of one size, ready to run one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import numpy as np

from playground.engine.activations import Array
from playground.engine.learner import Learner, Order
from playground.fastpath.calls import Call, Rate
from playground.fastpath.pieces import Pieces
from playground.fastpath.update import update

_WINDOW = 4096  # rows gathered in one call
_MOST = 256  # batches prepared: more would take memory, and save nothing


class Course:
    """Steps from batches of `size` rows of X (N, inputs + 1), Y (N, outputs), in the order of an epoch.

    A window of several batches is gathered in one call; the calls of each batch look at their part of it.
    """

    def __init__(self, learner: Learner, X: Array, Y: Array, size: int, rate: Rate) -> None:
        self.learner, self.X, self.Y, self.size, self.rate = learner, X, Y, size, rate
        self._whole = size == len(X)  # then their order means nothing, and nothing has to be gathered
        self._places = min(len(X) // size, max(1, _WINDOW // size), _MOST)
        lead = learner.network.theta.shape[:-1]
        if self._whole:
            lead = (1,) * len(lead)
        self._fed = np.empty((*lead, self._places * size, X.shape[1]))
        self._wanted = np.empty((*lead, self._places, size, Y.shape[1]))
        self._targets = np.empty((self._places, Y.shape[1], *lead, size))
        self._order: Order | None = None
        self._start = self._stop = 0
        if self._whole:
            self._take(np.arange(size).reshape(*lead, size))
        self._batches = list(self._prepared())

    def run(self, order: Order, start: int, most: float, deadline: float) -> int:
        """Up to `most` steps from the rows order[..., start:]; how many it were."""
        first = self._gather(order, start)
        last = int(min(first + most, (self._stop - self._start) // self.size))
        state, done = self.learner.state, 0
        for calls in self._batches[first:last]:
            state.steps += 1
            for call in calls:
                call()
            done += 1
            if perf_counter() >= deadline:
                break
        return done

    def _gather(self, order: Order, start: int) -> int:
        """See that the rows from `start` on are in the window; says which of its batches begins there."""
        place, rest = divmod(start - self._start, self.size)
        if order is not self._order or rest or not self._start <= start < self._stop:
            self._order, self._start, place = order, start, 0
            count = min(self._places, (order.shape[-1] - start) // self.size) * self.size
            self._stop = start + count
            if not self._whole:
                self._take(order[..., start : self._stop])
        return place

    def _take(self, rows: Order) -> None:
        """Gather these rows (..., n), and turn the targets of each batch to (outputs, ..., size)."""
        count, places = rows.shape[-1], rows.shape[-1] // self.size
        self.X.take(rows, 0, self._fed[..., :count, :], "clip")
        wanted = self._wanted[..., :places, :, :]
        self.Y.take(rows.reshape(wanted.shape[:-1]), 0, wanted, "clip")
        np.copyto(self._targets[:places], np.moveaxis(wanted, (-3, -1), (0, 1)))

    def _prepared(self) -> Iterator[list[Call]]:
        network = self.learner.network
        gradient = np.zeros_like(network.theta)
        pieces = Pieces(network, self.size, gradient)
        step = update(self.learner, gradient, pieces.share, self.rate)
        for place in range(self._places):
            rows = slice(place * self.size, (place + 1) * self.size)
            yield [*pieces.calls(self._fed[..., rows, :], self._targets[place]), *step]
