"""Where a run was: as much of it as can be looked at, or all that it takes to go on from there."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from playground.arrays import Array
from playground.engine import Learner
from playground.engine.optimisers import State
from playground.training.row_order import EpochPosition, RowOrder


class Place(NamedTuple):
    """A place in a run: after `epoch` epochs, and `step` updates of the next one."""

    epoch: int
    step: int = 0


class Checkpoint(Struct, frozen=True, eq=False):
    """Where a run was: after `epoch` epochs and `steps` updates the parameters were `theta`.

    step    how many of the updates are of the epoch that has begun
    forced  an edit was made here: it is kept when others are thinned out
    """

    epoch: int
    steps: int
    theta: Array
    step: int = 0
    forced: bool = False

    @property
    def place(self) -> Place:
        return Place(self.epoch, self.step)

    @property
    def nbytes(self) -> int:
        """The memory it takes, roughly."""
        return self.theta.nbytes

    @property
    def light(self) -> Checkpoint:
        """What can be looked at of it."""
        return self

    def restore(self, learner: Learner, order: RowOrder) -> None:
        """Put a run back to here: the parameters; memory and order begin again."""
        learner.network.theta[...] = self.theta


class Keyframe(Checkpoint, frozen=True, eq=False, kw_only=True):
    """A checkpoint from which a run goes on as it did: all that the updates to come depend on, as copies.

    state     the memory of the optimiser
    position  where it is in the epoch, and what draws the order of the rows
    clipped   how many updates were clipped so far
    edits     how many edits of the run were made before (`EditLog`)
    """

    state: State
    position: EpochPosition | None = None
    clipped: int = 0
    edits: int = 0

    @property
    def nbytes(self) -> int:
        order = 0 if self.position is None or self.position.order is None else self.position.order.nbytes
        return self.theta.nbytes + order + self.state.memory.nbytes

    @property
    def light(self) -> Checkpoint:
        """What can be looked at of it."""
        return Checkpoint(self.epoch, self.steps, self.theta, step=self.step, forced=self.forced)

    def restore(self, learner: Learner, order: RowOrder) -> None:
        super().restore(learner, order)
        learner.clipped = self.clipped
        learner.state = self.state.copy()
        if self.position is not None:
            order.go_to(self.position)
