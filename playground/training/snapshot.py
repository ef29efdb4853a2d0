"""What a trainer publishes of itself between two steps."""

from __future__ import annotations

from msgspec import Struct

from playground.arrays import Array
from playground.training.checkpoint import Checkpoint
from playground.training.evaluation import Score
from playground.training.stop_rules import Status


class Snapshot(Struct, frozen=True):
    """What a trainer publishes between two steps. `reason` says why it stopped, in words.

    rate     the learning rate in force, schedule included
    clipped  the steps whose gradient was clipped so far
    step     how many of the steps are of the epoch that has begun
    """

    epoch: int
    steps: int
    theta: Array
    train: Score
    test: Score
    status: Status
    reason: str
    rate: float
    clipped: int
    step: int = 0

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.epoch, self.steps, self.theta, step=self.step)
