"""Where two networks give different answers, and by how much."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.training.experiment import Experiment


def comparable(one: Experiment, other: Experiment) -> bool:
    """Whether both answer the same question: from the same columns, with the same classes or a value."""
    return one.data.columns == other.data.columns and one.data.class_names == other.data.class_names


def answers(experiment: Experiment, prediction: Array) -> Array:
    """ŷ (..., outputs) → the probability of each class (..., classes); of values, those in original units
    (..., 1).
    """
    if experiment.data.class_names:
        return experiment.probabilities(prediction)
    return experiment.decode(prediction)[..., None]


def row_answers(experiment: Experiment, theta: Array, X: Array) -> Array:
    """The same for rows X (N, D) in original units, at these weights."""
    with np.errstate(all="ignore"):  # of a run that has grown beyond all numbers
        return answers(experiment, experiment.network().at(theta).predict(experiment.encode(X)))


class Difference(Struct, frozen=True):
    """Between two answers to the same N rows.

    rows   how many rows were asked
    other  to how many of them the class is another; of values 0
    rms    root of the mean squared difference: of probabilities, or of values in original units
    most   the largest difference
    """

    rows: int
    other: int
    rms: float
    most: float

    @classmethod
    def between(cls, one: Array, other: Array) -> Difference:
        """Of answers (N, classes) or (N, 1)."""
        if not len(one):
            return cls(0, 0, 0.0, 0.0)
        gap = one - other
        changed = int(np.count_nonzero(one.argmax(axis=-1) != other.argmax(axis=-1)))
        return cls(len(one), changed, float(np.sqrt(np.mean(gap**2))), float(np.abs(gap).max()))
