"""Many networks trained side by side: what is asked for, how each stands, and the news of them."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Literal, Protocol

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.training.evaluation import Score
from playground.training.experiment import Experiment

MOST_POINTS = 128  # of a curve of losses, the initial weights not counted
_LOOK = 0.15  # seconds from one look at every network to the next

Measure = Literal["quality", "loss"]


class Standing(Struct, frozen=True):
    """How one of them did. `diverged_at`: the epoch after which it was found to have diverged.

    epoch    how many epochs it has trained
    quality  how well the rows are learnt by which it is judged, 1 at best
    reason   why it has ended before the others, in words
    """

    theta: Array
    train: Score
    test: Score
    epoch: int
    quality: float | None = None
    diverged_at: int | None = None
    reason: str = ""

    @property
    def judged(self) -> Score:
        """The score by which it is judged: of the test rows, or without any of the training rows."""
        return self.train if self.test.loss is None else self.test


class Group(Protocol):
    """Networks that are trained together, each of an experiment of its own."""

    epoch: int

    def run_epoch(self) -> None:
        """One epoch of each that goes on."""

    def losses(self) -> Array:
        """(networks, 2): training and test loss of each; NaN where there is none."""

    def standings(self) -> list[Standing]:
        """How each stands."""


class Request(Protocol):
    """What is to be trained: `experiments`, one for each network, for so many epochs."""

    @property
    def experiments(self) -> tuple[Experiment, ...]: ...

    def theta(self, place: int) -> Array:
        """The initial weights of one of them."""

    @property
    def epochs(self) -> int: ...

    def begin(self) -> Group:
        """The networks with their initial weights."""

    def is_of(self, experiment: Experiment) -> bool:
        """Whether it was made of this experiment, or one that differs in what is varied alone."""


class News(Struct, frozen=True):
    """The losses (networks, 2) after so many epochs; now and then, and at the end, how each stands."""

    epoch: int
    losses: Array
    standings: tuple[Standing, ...] = ()


def train_many(request: Request) -> Iterator[News]:
    """Train them, with news of `MOST_POINTS` epochs at most, the first and the last among them."""
    group, seen_at = request.begin(), -np.inf
    every = max(1, -(-request.epochs // MOST_POINTS))
    while True:
        last = group.epoch >= request.epochs
        look = last or perf_counter() - seen_at >= _LOOK
        yield News(group.epoch, group.losses(), tuple(group.standings()) if look else ())
        if look:
            seen_at = perf_counter()
        if last:
            return
        for _ in range(min(every, request.epochs - group.epoch)):
            group.run_epoch()


class SolvedRule(Struct, frozen=True):
    """When a network counts as having learnt its task: from a quality on, or down to a loss."""

    measure: Measure
    threshold: float

    def holds(self, standing: Standing) -> bool:
        """Whether it does: on the test rows, or without any on the training rows."""
        found = standing.judged.loss if self.measure == "loss" else standing.quality
        if standing.diverged_at is not None or found is None:
            return False
        return found <= self.threshold if self.measure == "loss" else found >= self.threshold


class Judge:
    """Tells the quality of networks on the rows of an experiment by which they are judged: the test rows, or
    without any the training rows.
    """

    def __init__(self, experiment: Experiment) -> None:
        data = experiment.data
        self._by_test = bool(data.test.any())
        rows = data.y[data.test == self._by_test]
        self._spread = float(np.var(rows)) if len(rows) and not data.class_names else 0.0

    def quality(self, train: Score, test: Score) -> float | None:
        """The accuracy of classes, or R² of values: 1 − (mean squared error) / (variance of the targets)."""
        score = test if self._by_test else train
        if score.rmse is None:
            return score.accuracy
        return 1.0 - score.rmse**2 / self._spread if self._spread else None
