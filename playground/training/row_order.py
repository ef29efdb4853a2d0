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

    Where a step can be left, an order of which no row is done counts as not drawn: a first step that is begun
    and then given up leaves no trace.
    """

    def __init__(self, rows: int, seed: int, *, shuffle: bool) -> None:
        self.shuffle = shuffle
        self._rng = np.random.default_rng([seed, _SHUFFLE])
        self._before: Mapping[str, Any] | None = None  # the generator, before it drew the order of this epoch
        self.position = 0
        self.restart(rows)

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
        if not self.position:
            self._take_back()
        self.rows = rows
        self._unshuffled = np.arange(rows)
        self.order = self._unshuffled
        self.start_epoch()

    def start_epoch(self) -> None:
        """Take all rows again."""
        self.position, self._before = 0, None

    def prepare(self, size: int, *, can_be_left: bool = False) -> None:
        """Before rows are taken, `size` at a time: an epoch that begins draws its order, once."""
        if self.position:
            return
        if not self._shuffles(size):
            self._take_back()
            self.order = self._unshuffled
        elif self._before is None:
            if can_be_left:  # to look takes 1 µs
                self._before = self._rng.bit_generator.state
            self.order = self._rng.permutation(self.rows)

    def upcoming(self, size: int, count: int) -> Indices:
        """The next `count` of this epoch, were they taken `size` at a time. Looking draws nothing."""
        order = self.order
        if not self.position and not self._shuffles(size):
            order = self._unshuffled
        elif not self.position and self._before is None:
            order = deepcopy(self._rng).permutation(self.rows)
        return order[self.position : self.position + count]

    def copy_position(self) -> EpochPosition:
        """Where it is, as copies."""
        if not self.position:
            return EpochPosition(None, 0, self._before or self._rng.bit_generator.state)
        return EpochPosition(self.order.copy(), self.position, self._rng.bit_generator.state)

    def go_to(self, place: EpochPosition) -> None:
        """Go on from there, as often as one likes."""
        self.order = self._unshuffled if place.order is None else place.order.copy()
        self.position, self._before = place.position, None
        self._rng.bit_generator.state = place.rng

    def _shuffles(self, size: int) -> bool:
        return self.shuffle and size < self.rows  # of all, the sum is the same

    def _take_back(self) -> None:
        """Be as before the order of this epoch was drawn."""
        if self._before is not None:
            self._rng.bit_generator.state, self._before = self._before, None
