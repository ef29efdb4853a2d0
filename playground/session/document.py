"""What would not be lost: the experiment as it was at the start or, from then on, as it is in its file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.arrays import Array
from playground.training.experiment import Experiment


@dataclass(frozen=True, eq=False)
class Document:
    """An experiment and its weights, and the `path` of its file; empty as long as there is none.

    Without an experiment it holds nothing: whatever there is would be lost.
    """

    experiment: Experiment | None = None
    theta: Array | None = None
    path: str = ""

    def holds(self, experiment: Experiment, theta: Array) -> bool:
        """Whether it is all there, to the last bit."""
        return (
            self.experiment is not None
            and self.theta is not None
            and np.array_equal(self.theta, theta, equal_nan=True)
            and _same(self.experiment, experiment)
        )


def _same(one: Experiment, other: Experiment) -> bool:
    return one is other or (
        (one.spec, one.recipe, one.by_hand) == (other.spec, other.recipe, other.by_hand)
        and one.signature == other.signature  # the scaling is in it
        and one.data.same_as(other.data)
    )
