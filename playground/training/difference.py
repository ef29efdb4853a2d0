"""Where two networks give different answers, and by how much."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.fastpath import Inference
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


class AskedRows:
    """Rows X (N, D), in original units, about which the network of an experiment is asked at one θ after the
    other: they are encoded once. What is beyond all numbers is answered without a warning.
    """

    def __init__(self, experiment: Experiment, X: Array) -> None:
        self._experiment = experiment
        with np.errstate(all="ignore"):
            self._forward = Inference(experiment.network(), experiment.encode(X))

    def outputs(self, theta: Array) -> tuple[Array, Array]:
        """Z and ŷ of the last layer, (N, outputs) each."""
        with np.errstate(all="ignore"):
            self._forward.network.theta[...] = theta
            self._forward.run()
            return self._forward.outputs()

    def answers(self, theta: Array) -> Array:
        """`answers` (N, …) of these rows."""
        with np.errstate(all="ignore"):
            return answers(self._experiment, self.outputs(theta)[1])


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
