"""What is kept of the way a run went: checkpoints, thinned so that memory stays bounded, and every edit."""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from math import ceil, inf, log2

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.training.checkpoint import Checkpoint, Place

CHECKPOINT_BYTES = 32 * 2**20
MAX_CHECKPOINTS = 512
_FEWEST = 8  # are kept, however large they are
_OBJECT = 400  # bytes of a checkpoint or a flag beside its arrays
_DENSE = 4  # after n epochs checkpoints are no more than n / 4 apart, be `spacing` what it will
_WORK, _ROWS = 50_000, 128  # from one checkpoint to the next at least: parameters times rows trained; rows
_WIDEST = 64  # epochs between two, as long as there is room for more


class EditFlag(Struct, frozen=True):
    """An edit of a run: where it was made, after `steps` updates in all, and what it was, in words."""

    place: Place
    steps: int
    words: str


class TimelinePart(Struct, frozen=True):
    """What a run has of the time from `epoch` on. `interval`: how far apart all checkpoints have become."""

    epoch: int
    checkpoints: tuple[Checkpoint, ...] = ()
    flags: tuple[EditFlag, ...] = ()
    interval: int = 1


class Timeline:
    """The checkpoints of a run and the flags of its edits, both in their order.

    A checkpoint is kept every `interval` epochs. When there are too many, every second one goes and the
    interval doubles: a run of any length keeps between half of them and all, evenly spaced. The first is
    never thinned, nor are those of edits, unless these alone are too many; flags never are.

    `spacing` is how many epochs they are apart before that, but for the very first: where an epoch takes some
    50 µs, a checkpoint of each would cost a tenth of it.

    In a trainer each checkpoint is a `Keyframe`, from which the run can be taken again; in the window it is
    as much as can be looked at.
    """

    def __init__(self) -> None:
        self.interval = self.spacing = 1
        self.checkpoints: list[Checkpoint] = []
        self.flags: list[EditFlag] = []
        self._bytes = 0  # that the checkpoints take

    @property
    def nbytes(self) -> int:
        """The memory it takes, roughly."""
        return self._bytes + _OBJECT * (len(self.checkpoints) + len(self.flags))

    def wants(self, epoch: int) -> bool:
        """Whether the end of this epoch is to be kept."""
        wide = max(self.interval, self.spacing)
        if epoch >= _DENSE * wide:  # the usual case: asked after each epoch, of which some take 80 µs
            return epoch % wide == 0
        return epoch % max(self.interval, min(self.spacing, _apart(epoch))) == 0

    def keep(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint, in place of any that were there or later."""
        points = self.checkpoints
        if points and points[-1].epoch >= checkpoint.epoch:  # else it is later, at less cost
            while points and points[-1].place >= checkpoint.place:
                self._bytes -= points.pop().nbytes
        points.append(checkpoint)
        self._bytes += checkpoint.nbytes
        while self._too_many:
            self._thin(2 * self.interval)

    def flag(self, flag: EditFlag) -> None:
        """Note an edit, in place of one at the same place."""
        while self.flags and self.flags[-1].place >= flag.place:
            self.flags.pop()
        if flag.words:
            self.flags.append(flag)

    def nearest(self, place: Place, steps: float = inf) -> Checkpoint | None:
        """The last checkpoint that is not beyond a place, nor beyond so many updates of the run."""
        count = bisect_right(self.checkpoints, place, key=lambda point: point.place)
        if steps < inf:
            count = min(count, bisect_right(self.checkpoints, steps, key=lambda point: point.steps))
        return self.checkpoints[count - 1] if count else None

    def steps_after(self, epochs: Array) -> Array:
        """How many updates these epochs (k,) took: between two checkpoints each as many as the others."""
        return _along(epochs, *self._epochs_and_steps)

    def epochs_after(self, steps: Array) -> Array:
        """How many epochs these updates (k,) make, with fractions; the reverse of `steps_after`."""
        return _along(steps, *reversed(self._epochs_and_steps))

    def since(self, epoch: int) -> TimelinePart:
        """Everything from an epoch on, for a timeline in the window."""
        recent = []
        for point in reversed(self.checkpoints):
            if point.epoch < epoch:
                break
            recent.append(point.light)
        flags = tuple(flag for flag in self.flags if flag.place.epoch >= epoch)
        return TimelinePart(epoch, tuple(reversed(recent)), flags, self.interval)

    def merge(self, part: TimelinePart) -> None:
        """Take over what `since` gave."""
        if part.interval > self.interval:
            self._thin(part.interval)
        for checkpoint in part.checkpoints:
            self.keep(checkpoint)
        self.flags = [flag for flag in self.flags if flag.place.epoch < part.epoch]
        self.flags += part.flags

    def truncate(self, epoch: int, steps: float = inf) -> None:
        """Forget everything after `epoch`, and of that epoch what was after so many updates of the run."""

        def remains(one: Checkpoint | EditFlag) -> bool:
            return one.place.epoch <= epoch and one.steps <= steps

        if all(remains(ones[-1]) for ones in (self.checkpoints, self.flags) if ones):
            return  # as a rule, once a frame
        self._replace(list(filter(remains, self.checkpoints)))
        self.flags = list(filter(remains, self.flags))

    def copy(self) -> Timeline:
        """A timeline of its own, of the same checkpoints and flags."""
        other = copy(self)
        other.checkpoints, other.flags = self.checkpoints.copy(), self.flags.copy()
        return other

    @property
    def _epochs_and_steps(self) -> tuple[Array, Array]:
        """Of the checkpoints at the ends of epochs."""
        ends = [(point.epoch, point.steps) for point in self.checkpoints if not point.step]
        epochs, steps = np.array(ends or [(0, 0)], dtype=float).T
        return epochs, steps

    @property
    def _too_many(self) -> bool:
        count = len(self.checkpoints)
        return count > MAX_CHECKPOINTS or (count > _FEWEST and self._bytes > CHECKPOINT_BYTES)

    def _thin(self, interval: int) -> None:
        others = self.checkpoints[1:]
        kept = [point for point in others if point.forced or point.epoch % interval == 0]
        if len(kept) == len(others) and self._too_many:
            kept = kept[1::2]  # those of edits alone: a replay goes through edits, and only takes longer
        self.interval = interval
        self._replace(self.checkpoints[:1] + kept)

    def _replace(self, checkpoints: list[Checkpoint]) -> None:
        self.checkpoints = checkpoints
        self._bytes = sum(point.nbytes for point in checkpoints)


def spacing_for(parameters: int, rows: int) -> int:
    """How many epochs of so many rows checkpoints are to be apart: a power of two, as `interval` is. So they
    take less than 3 % of a run's time, and a replay from one to the next less than a frame.
    """
    needed = max(_ROWS, _WORK // parameters) / rows if rows else 1.0
    return min(_WIDEST, 1 << max(0, ceil(log2(needed))))


def _apart(epoch: int) -> int:
    """The largest power of two that is no more than a part of so many epochs."""
    return 1 << max(0, (epoch // _DENSE).bit_length() - 1)


def _along(x: Array, xs: Array, ys: Array) -> Array:
    """The y of x on the line through some points in their order; beyond the last, as steep as before it."""
    inside: Array = np.interp(x, xs, ys)
    if len(xs) > 1:
        inside += np.maximum(x - xs[-1], 0.0) * (ys[-1] - ys[-2]) / max(xs[-1] - xs[-2], 1.0)
    return inside
