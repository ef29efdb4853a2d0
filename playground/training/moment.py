"""A moment of training: all that the next update of a trainer depends on, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.engine.optimisers import State

Array = NDArray[np.float64]
Order = NDArray[np.intp]


@dataclass(frozen=True)
class Moment:
    """Where a trainer stands between two steps.

    theta  the parameters
    state  the memory of the optimiser, a copy
    rate   the learning rate in force, schedule included
    row, batch  the rows of the dataset that the next step of a row, of a batch, would learn from; () when
                there is nothing to train
    """

    epoch: int
    steps: int
    theta: Array
    state: State
    rate: float
    row: tuple[int, ...]
    batch: tuple[int, ...]
