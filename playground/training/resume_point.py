"""A resume point: all that the next update of a trainer depends on, as plain values."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from playground.engine import Learner
from playground.engine.optimisers import State
from playground.training.history import Checkpoint
from playground.training.row_order import EpochPosition, RowOrder


@dataclass(frozen=True)
class ResumePoint(Checkpoint):
    """Where a trainer stands between two steps: a checkpoint from which a run goes on as if never left.

    theta  the parameters
    state  the memory of the optimiser, a copy
    rate   the learning rate in force, schedule included
    row, batch  the rows of the dataset that the next step of a row, of a batch, would learn from; () when
                there is nothing to train
    position    what a trainer that begins here needs to know of the epoch it is in
    ahead       the rows from `row` on in the order that the epoch takes them, as far as one may look ahead
    """

    state: State
    rate: float
    row: tuple[int, ...]
    batch: tuple[int, ...]
    position: EpochPosition | None = None
    ahead: tuple[int, ...] = ()

    def restore(self, learner: Learner, order: RowOrder) -> None:
        """Parameters, memory and order of the rows."""
        super().restore(learner, order)
        learner.state = deepcopy(self.state)
        if self.position is not None:
            order.go_to(self.position)
