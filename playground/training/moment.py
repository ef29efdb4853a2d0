"""A moment of training: all that the next update of a trainer depends on, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.engine.optimisers import State
from playground.training.history import Checkpoint
from playground.types import RowIndices


@dataclass(frozen=True)
class Standing:
    """Where in an epoch a trainer is: the order of its rows, how many of them are done, and what draws the
    order of the next epoch.
    """

    order: RowIndices
    position: int
    random: np.random.Generator


@dataclass(frozen=True)
class Moment(Checkpoint):
    """Where a trainer stands between two steps: a checkpoint from which a run goes on as if never left.

    theta  the parameters
    state  the memory of the optimiser, a copy
    rate   the learning rate in force, schedule included
    row, batch  the rows of the dataset that the next step of a row, of a batch, would learn from; () when
                there is nothing to train
    ahead       the rows from `row` on in the order that the epoch takes them, as far as one may look ahead
    standing    what a trainer that begins here needs to know of the epoch it is in
    """

    state: State
    rate: float
    row: tuple[int, ...]
    batch: tuple[int, ...]
    standing: Standing | None = None
    ahead: tuple[int, ...] = ()
