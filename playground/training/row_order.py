"""The order in which an epoch takes the training rows, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

import numpy as np

from playground.arrays import Indices

_SHUFFLE = 0xE90C  # keeps the stream of the row order apart from that of the initial weights


class EpochPosition(NamedTuple):
    """Where in an epoch a trainer is: the order of its rows, how many of them are done, and the state of the
    generator that draws the next order. As an epoch begins there is none yet: the first row draws it.
    """

    order: Indices | None
    position: int
    rng: Mapping[str, Any]


class RowOrder:
    """`order` holds indices into the training rows; those before `position` are done in this epoch.

    shuffle  draw a new order for each epoch
    """

    def __init__(self, rows: int, seed: int, *, shuffle: bool) -> None:
        self.shuffle = shuffle
        self.restart(rows)
        self._rng = np.random.default_rng([seed, _SHUFFLE])

    @property
    def left(self) -> int:
        """How many rows of the epoch are not done yet."""
        return self.rows - self.position

    @property
    def complete(self) -> bool:
        """Whether all rows of the epoch are done; False where there are none."""
        return self.position >= self.rows > 0

    def restart(self, rows: int) -> None:
        """Other rows: a new epoch of them, in their own order until one is drawn."""
        self.rows = rows
        self._unshuffled = np.arange(rows)
        self.order, self.position = self._unshuffled, 0

    def start_epoch(self) -> None:
        """Take all rows again."""
        self.position = 0

    def prepare(self, size: int) -> None:
        """Before rows are taken, `size` at a time: an epoch that begins draws its order."""
        self.order = self._drawn(size, self._rng)

    def upcoming(self, size: int, count: int) -> Indices:
        """The next `count` of this epoch, were they taken `size` at a time. Looking draws nothing."""
        return self._drawn(size, deepcopy(self._rng))[self.position : self.position + count]

    def copy_position(self) -> EpochPosition:
        """Where it is, as copies."""
        order = self.order.copy() if self.position else None
        return EpochPosition(order, self.position, self._rng.bit_generator.state)

    def go_to(self, place: EpochPosition) -> None:
        """Go on from there, as often as one likes."""
        self.order = self._unshuffled if place.order is None else place.order.copy()
        self.position = place.position
        self._rng.bit_generator.state = place.rng

    def _drawn(self, size: int, rng: np.random.Generator) -> Indices:
        if self.position:
            return self.order
        if self.shuffle and size < self.rows:  # of all, the sum is the same
            return rng.permutation(self.rows)
        return self._unshuffled
