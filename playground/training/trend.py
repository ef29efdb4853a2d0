"""How the losses of a run go: falling, rising, jumping, at rest; and whether the network overfits."""

from __future__ import annotations

from typing import Literal

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.training.history import History

Trend = Literal["first", "falls", "rises", "oscillates", "rests"]

_FEWEST = 10  # epochs that tell anything
_POINTS = 400  # of the curve: the highest and the lowest of each stretch of a long run
_WELL_ABOVE = 1.1  # times the lowest test loss
_LOWER = 0.98  # times the training loss of that time
_SHARE = 0.02  # of the range of the test loss: a rise by less is not seen in the plot


class Overfitting(Struct, frozen=True):
    """The test loss was lowest at `epoch`; since then it has risen to `now` while the training loss fell."""

    epoch: int
    lowest: float
    now: float


def trend(history: History) -> Trend:
    """Whether the training loss falls: medians of the two halves of the last tenth of the run."""
    losses = history.losses[:, 0]
    if len(losses) < _FEWEST:
        return "first"
    back = losses[-max(_FEWEST, len(losses) // 10) :]
    back = back / (float(back.max()) or 1.0)  # the square of a loss of 1e200 is no number
    before, after = (float(np.median(half)) for half in np.array_split(back, 2))
    change = after / before if before else 1.0
    if np.std(back) > 0.4 * after:
        return "falls" if change < 0.5 else "oscillates"
    if change < 0.995:
        return "falls"
    return "rises" if change > 1.02 else "rests"


def overfitting(history: History) -> Overfitting | None:
    """Whether the test loss stands well above its lowest while the training loss is below what it was then.

    Both losses are smoothed, so that one lucky epoch is no lowest one and one unlucky epoch no rise.
    """
    if len(history) < _FEWEST:
        return None
    whole = _Smooth.of(history, len(history))
    spans = [whole]
    while (epochs := spans[-1].span // 10) > _FEWEST:  # a long run may have had its lowest at the beginning
        spans.append(_Smooth.of(history, epochs))
    best = min(spans, key=lambda one: float(one.test.min()))
    train, test, now = best.train[best.lowest], best.test[best.lowest], whole.test[-1]
    rise, reach = now - test, max(np.ptp(whole.test), whole.test[0])
    risen = now > _WELL_ABOVE * test and rise > _SHARE * reach and whole.recent.min() > test
    if not (risen and whole.train[-1] < _LOWER * train):  # False, too, where a loss is no number
        return None
    return Overfitting(*best.lowest_epoch, float(history.losses[-1, 1]))


class _Smooth(Struct, frozen=True, eq=False):
    """The curve of the first `span` epochs, and both losses averaged over `width` of its points."""

    span: int
    epochs: Array
    losses: Array
    width: int
    train: Array
    test: Array

    @classmethod
    def of(cls, history: History, span: int) -> _Smooth:
        epochs, losses = history.curve(_POINTS, (history.first, history.first + span - 1.0))
        width = 2 * max(2, len(losses) // 100)  # even: as many highs as lows of the stretches
        train, test = (np.convolve(column, np.full(width, 1 / width), "valid") for column in losses.T)
        return cls(span, epochs, losses, width, train, test)

    @property
    def lowest(self) -> int:
        """Where the smoothed test loss is lowest."""
        return int(self.test.argmin())

    @property
    def lowest_epoch(self) -> tuple[int, float]:
        """The epoch there with the lowest test loss, and this loss."""
        near = slice(self.lowest, self.lowest + self.width)
        place = self.lowest + int(self.losses[near, 1].argmin())
        return int(self.epochs[place]), float(self.losses[place, 1])

    @property
    def recent(self) -> Array:
        """The test losses of the last points."""
        return self.losses[-self.width :, 1]
