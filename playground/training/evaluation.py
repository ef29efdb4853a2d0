"""How good a network is on the rows of an experiment, in numbers that can be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.engine import Forecast, Network
from playground.training.experiment import Experiment

Array = NDArray[np.float64]

CHUNK = 16_384  # rows at a time, so that a million rows do not take gigabytes


@dataclass(frozen=True)
class Score:
    """Of one group of rows: the mean loss; the share of rows put into the right class (classification);
    the root mean squared error in original units (regression). NaN where there is none.
    """

    loss: float = math.nan
    accuracy: float = math.nan
    rmse: float = math.nan


class Rows:
    """The rows of an experiment as the network sees them: features and targets, training rows first.

    places  where in the dataset each of them is
    """

    def __init__(self, experiment: Experiment) -> None:
        data = experiment.data
        self.places = np.argsort(data.test, kind="stable")
        self.experiment = experiment
        self.train = int((~data.test).sum())
        self.y = data.y[self.places]
        X, self.Y = experiment.rows(self.places)
        self.X = np.ascontiguousarray(X)
        self._forecast: Forecast | None = None

    def score(self, network: Network) -> tuple[Score, Score]:
        """Train and test score at the present weights."""
        if self._forecast is None or self._forecast.network is not network:
            self._forecast = Forecast(network, self.X)
        self._forecast.run()
        z, prediction = self._forecast.z, self._forecast.prediction
        losses, errors = np.empty(len(self.y)), np.empty(len(self.y))
        for start in range(0, len(self.y), CHUNK):
            part = slice(start, start + CHUNK)
            losses[part] = network.error.per_row(z[part], self.Y[part])
            errors[part] = self.experiment.decode(prediction[part]) - self.y[part]
        classes = bool(self.experiment.data.class_names)
        train, test = (
            score_of(losses[part], errors[part], classes=classes)
            for part in (slice(None, self.train), slice(self.train, None))
        )
        return train, test


def score_of(losses: Array, errors: Array, *, classes: bool) -> Score:
    """The score of one group of rows, by the loss of each (N,) and by how far its decoded prediction is from
    its target (N,): a class is right where that is 0, a value counts by (1/N) Σ errors².
    """
    rows = len(losses)
    if not rows:
        return Score()
    loss = float(np.add.reduce(losses)) / rows  # what mean() does, without its detours
    if classes:
        return Score(loss, accuracy=(rows - int(np.count_nonzero(errors))) / rows)
    return Score(loss, rmse=math.sqrt(np.add.reduce(errors * errors) / rows))
