"""How good a network is on the rows of an experiment, in numbers that can be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.engine import Network
from playground.training.experiment import Experiment

Array = NDArray[np.float64]

_CHUNK = 16_384  # rows at a time, so that a million rows do not keep a trace of gigabytes


@dataclass(frozen=True)
class Score:
    """Of one group of rows: the mean loss; the share of rows put into the right class (classification);
    the root mean squared error in original units (regression). NaN where there is none.
    """

    loss: float = math.nan
    accuracy: float = math.nan
    rmse: float = math.nan


class Rows:
    """The rows of an experiment as the network sees them: features and targets, training rows first."""

    def __init__(self, experiment: Experiment) -> None:
        data = experiment.data
        order = np.argsort(data.test, kind="stable")
        self.experiment = experiment
        self.train = int((~data.test).sum())
        self.y = data.y[order]
        self.X = np.ascontiguousarray(experiment.encode(data.X[order]))
        self.Y = experiment.encode_target(self.y)

    def score(self, network: Network) -> tuple[Score, Score]:
        """Train and test score at the present weights."""
        losses, errors = np.empty(len(self.y)), np.empty(len(self.y))
        for start in range(0, len(self.y), _CHUNK):
            part = slice(start, start + _CHUNK)
            trace = network.forward(self.X[part])
            losses[part] = network.error.per_row(trace.z[-1], self.Y[part])
            errors[part] = self.experiment.decode(trace.prediction) - self.y[part]
        return self._score(losses[: self.train], errors[: self.train]), self._score(
            losses[self.train :], errors[self.train :]
        )

    def _score(self, losses: Array, errors: Array) -> Score:
        if not len(losses):
            return Score()
        if self.experiment.data.class_names:
            return Score(float(losses.mean()), accuracy=float((errors == 0.0).mean()))
        return Score(float(losses.mean()), rmse=float(np.sqrt((errors * errors).mean())))
