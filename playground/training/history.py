"""The history of a run: the losses of its epochs, and its timeline; bounded in memory."""

from __future__ import annotations

import math
from copy import copy, deepcopy

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.training.envelope import BLOCK, MinMaxEnvelope
from playground.training.timeline import Timeline, TimelinePart

_CURVES = 4  # that are kept, of others that look at the same history
EXACT = 131_072  # epochs whose losses are kept one by one at least; of those before, the peaks


class HistoryPart(Struct, frozen=True):
    """What a run has added: losses (k, 2) from `epoch` on, and the timeline of these epochs."""

    epoch: int
    losses: Array
    timeline: TimelinePart


class History:
    """Losses by epoch: row i of `losses` (train, test) belongs to epoch `exact_from` + i.

    That is the first epoch, until a run is so long that its beginning is remembered by its peaks alone: then
    an hour of training takes no more memory than a minute.

    timeline  checkpoints and edits
    """

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.timeline = Timeline()
        self._buffer = np.empty((256, 2))
        self._count = 0
        self._past = 0  # epochs of which only the peaks are left
        self._envelope = MinMaxEnvelope()
        self._curves: dict[object, tuple[Array, Array]] = {}  # what was asked for of these losses

    def __len__(self) -> int:
        return self._count

    @property
    def exact_from(self) -> int:
        """The first epoch whose losses are in `losses`."""
        return self.first + self._past

    @property
    def losses(self) -> Array:
        """(epochs, 2): train and test loss of each epoch; test is NaN where no row is in the test set."""
        return self._buffer[: self._count - self._past]

    @property
    def last_epoch(self) -> int:
        return self.first + self._count - 1

    @property
    def nbytes(self) -> int:
        """The memory it takes, roughly."""
        drawn = sum(array.nbytes for curve in self._curves.values() for array in curve)
        return self._buffer.nbytes + self._envelope.nbytes + self.timeline.nbytes + drawn

    def add(self, epoch: int, losses: tuple[float, float]) -> None:
        """Write the losses of an epoch: the next one, or again one that is there (after an edit)."""
        self._write(epoch, np.array([losses]))

    def since(self, epoch: int) -> HistoryPart:
        """Everything from `epoch` on."""
        epoch = max(epoch, self.first)
        return HistoryPart(epoch, self._rows(epoch - self.first), self.timeline.since(epoch))

    def merge(self, part: HistoryPart) -> None:
        """Take over what `since` gave."""
        if len(part.losses) and not self._has(part):
            if not self._count:
                self.first = part.epoch
            self._write(part.epoch, part.losses)
        self.timeline.merge(part.timeline)

    def truncate(self, epoch: int, steps: float = math.inf) -> None:
        """Forget everything after `epoch`, and of its edits what was after so many updates of the run."""
        count = max(0, min(self._count, epoch - self.first + 1))
        if count < self._past:
            past = count // BLOCK * BLOCK
            rows = self._rows(past)[: count - past]
            self._past, self._buffer[: len(rows)] = past, rows
        if count != self._count:
            self._count = count
            self._curves.clear()
            self._envelope.truncate(count // BLOCK)
        self.timeline.truncate(epoch, steps)

    def copy(self) -> History:
        """A history of its own, with the same losses and the same timeline."""
        other = copy(self)
        own = {"timeline": self.timeline.copy(), "_buffer": self._buffer.copy()}
        vars(other).update(own, _envelope=deepcopy(self._envelope), _curves={})
        return other

    def curve(self, points: int, span: tuple[float, float] | None = None) -> tuple[Array, Array]:
        """Epochs (k,) and losses (k, 2) with about `points` rows at most, the peaks of each stretch kept.

        Of all epochs, or of those in a span and the one before and after it. The same arrays as before, which
        are not to be changed, as long as the losses are the same.
        """
        asked = points, span
        if asked not in self._curves:
            if len(self._curves) >= _CURVES:
                self._curves.clear()
            self._curves[asked] = self._find_curve(points, span)
        return self._curves[asked]

    def _find_curve(self, points: int, span: tuple[float, float] | None) -> tuple[Array, Array]:
        start, stop = self._within(span)
        chunk = -(-(stop - start) // max(1, points // 2))
        if chunk < BLOCK and start >= self._past:
            rows = self.losses[start - self._past : stop - self._past]
            if chunk <= 1:
                return np.arange(self.first + start, self.first + stop, dtype=float), rows.copy()
            places, values = _min_max_bins(rows, rows, chunk)
            places += start
        else:
            self._extend_envelope()
            chunk, left = -(-chunk // BLOCK), start // BLOCK
            blocks = self._envelope.blocks[left : -(-stop // BLOCK)]
            places, values = _min_max_bins(blocks[:, 0], blocks[:, 1], chunk)
            places = (places + left) * BLOCK
            rest = len(self._envelope) * BLOCK  # what is no whole block yet
            if stop > rest:
                tail = self.losses[max(0, rest - self._past) : stop - self._past]
                more, last = _min_max_bins(tail, tail, max(1, len(tail)))
                places, values = np.append(places, more + rest), np.vstack([values, last])
        if stop < self._count:
            return places + self.first, values
        # The newest epoch is always drawn as it is, so that the curve ends at the figures shown.
        return np.append(places + self.first, float(self.last_epoch)), np.vstack([values, self.losses[-1]])

    def _within(self, span: tuple[float, float] | None) -> tuple[int, int]:
        """The places of the epochs in a span, from one to before another."""
        if span is None:
            return 0, self._count
        first, last = (min(max(0.0, end - self.first), float(self._count)) for end in span)
        return max(0, int(first) - 1), min(self._count, int(last) + 2)

    def _rows(self, place: int) -> Array:
        """The losses from a place on, a copy; of forgotten ones, the peaks of their blocks."""
        if place >= self._past:
            return self.losses[place - self._past :].copy()
        return np.vstack([self._envelope.rows(place, self._past), self.losses])

    def _has(self, part: HistoryPart) -> bool:
        """Whether these losses are there already: the last ones come with every report."""
        place = part.epoch - self.exact_from
        mine = self.losses[place : place + len(part.losses)] if place >= 0 else self.losses[:0]
        return len(mine) == len(part.losses) and np.array_equal(mine, part.losses, equal_nan=True)

    def _extend_envelope(self) -> None:
        """Bring the peaks up to date: of every whole block."""
        rows = self.losses[len(self._envelope) * BLOCK - self._past :]
        self._envelope.append(rows[: len(rows) // BLOCK * BLOCK])

    def _write(self, epoch: int, rows: Array) -> None:
        place = epoch - self.first
        if not self._past <= place <= self._count:
            raise ValueError(f"epoch {epoch} does not follow epoch {self.last_epoch}")
        start, end = place - self._past, place - self._past + len(rows)
        if end > len(self._buffer):
            grown = np.empty((max(end, 2 * len(self._buffer)), 2))
            grown[: len(self.losses)] = self.losses
            self._buffer = grown
        self._buffer[start:end] = rows
        self._curves.clear()
        self._count = max(self._count, self._past + end)
        self._envelope.truncate(place // BLOCK)
        while self._count - self._past > 2 * EXACT:
            self._compact()

    def _compact(self) -> None:
        """Keep no more than the peaks of the oldest epochs."""
        self._extend_envelope()
        kept = self.losses[EXACT:].copy()
        self._past += EXACT
        self._buffer[: len(kept)] = kept


def _min_max_bins(low: Array, high: Array, chunk: int) -> tuple[Array, Array]:
    """The highest and the lowest of every `chunk` rows, and the places where they are to be drawn."""
    count = len(low)
    starts = np.arange(0, count, chunk)
    if not count:
        return np.empty(0), np.empty((0, 2))
    lows, highs = np.minimum.reduceat(low, starts), np.maximum.reduceat(high, starts)
    places = np.stack([starts, np.minimum(starts + chunk // 2, count - 1)], axis=1).ravel().astype(float)
    return places, np.stack([highs, lows], axis=1).reshape(-1, 2)
