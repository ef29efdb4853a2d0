"""The runs that a worker has: the one that trains, and those that were left and may be taken up again."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from playground.training.checkpoint import Checkpoint, Place
from playground.training.experiment import Experiment
from playground.training.replay import PlaceError, Replay
from playground.training.trainer import Trainer

MAX_RUNS = 12  # kept with their past; each has the memory of a history and its keyframes at most
_PATIENCE = 1.0  # seconds for finding the very place where a run was left


class RunShelf:
    """`current` trains; each run has the number that the window gives it.

    What is taken up again is held to its weights, as another worker may have had a run of that number, and to
    its experiment: an edit that came after the weights is made again.
    """

    def __init__(self, trainer: Trainer, number: int = 0) -> None:
        self.current = trainer
        self._number: int | None = number
        self._left: dict[int, Trainer] = {}

    def find(self, number: int) -> Trainer | None:
        """The run of that number."""
        return self.current if number == self._number else self._left.get(number)

    def begin(self, number: int | None, experiment: Experiment, start: Checkpoint) -> None:
        """Go on at `start`: in the run of that number where it was left, with its past; or in a new one."""
        if number is None:  # nobody will ask for the one before
            self.current = Trainer(experiment, start)
            return
        left = self.current if number == self._number else self._left.pop(number, None)
        if left is not self.current:
            self._leave()
        self.current = (left and _at(left, start)) or Trainer(experiment, start)
        self._number = number
        self._hold_to(experiment, start)

    def branch(self, number: int, replay: Replay[Trainer], experiment: Experiment, start: Checkpoint) -> None:
        """Go on at `start`, a place of the past, in a run of its own; the one before is left as it is."""
        other = self.current.branch(replay)
        self._leave()
        self.current = other if _is_at(other, start) else Trainer(experiment, start)
        self._number = number
        self._hold_to(experiment, start)

    def _hold_to(self, experiment: Experiment, start: Checkpoint) -> None:
        """Make the edit that came after the weights again; where they would not fit, begin at `start`."""
        before = self.current.experiment
        if before.same_as(experiment):
            return
        if experiment.signature != before.signature:
            self.current = Trainer(experiment, start)
            return
        if experiment.data.same_as(before.data):
            experiment = replace(experiment, data=before.data)
        self.current.apply(experiment)

    def _leave(self) -> None:
        if self._number is not None:
            self._left[self._number] = self.current
        while len(self._left) > MAX_RUNS:
            del self._left[next(iter(self._left))]


def _at(trainer: Trainer, start: Checkpoint) -> Trainer | None:
    """The run at this place, with optimiser memory and order of the rows; None where it was never there."""
    if _is_at(trainer, start):
        return trainer
    try:
        replay = trainer.replay(Place(start.epoch, start.step))
    except PlaceError:
        return None
    if not replay.advance(_PATIENCE) or not _is_at(replay.trainer, start):
        return None
    return trainer.branch(replay)


def _is_at(trainer: Trainer, start: Checkpoint) -> bool:
    there = (trainer.epoch, trainer.steps) == (start.epoch, start.steps) and trainer.status != "diverged"
    return there and np.array_equal(trainer.network.theta, start.theta)
