"""How good a network is on the rows of an experiment, in numbers that can be shown."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.engine import Network
from playground.fastpath import Inference
from playground.training.experiment import Experiment

CHUNK = 16_384  # rows at a time, so that a million rows neither take gigabytes nor keep anyone waiting


class Score(Struct, frozen=True):
    """Of one group of rows: the mean loss; the share of rows put into the right class (classification);
    the root mean squared error in original units (regression). None where there is none; NaN would make a
    score differ from itself.
    """

    loss: float | None = None
    accuracy: float | None = None
    rmse: float | None = None

    @property
    def drawn_loss(self) -> float:
        """The loss as curves have it: NaN where there is none."""
        return math.nan if self.loss is None else self.loss


class EncodedRows:
    """The rows of an experiment as the network sees them: features and targets, training rows first.

    indices  where in the dataset each of them is
    """

    def __init__(self, experiment: Experiment) -> None:
        data = experiment.data
        self.indices = np.argsort(data.test, kind="stable")
        self.experiment = experiment
        self.train = int((~data.test).sum())
        self.y = data.y[self.indices]
        X, self.Y = experiment.rows(self.indices)
        self.X = np.ascontiguousarray(X)
        self._inferences: list[Inference] = []

    def evaluate_in_chunks(self, network: Network) -> Iterator[tuple[Score, Score] | None]:
        """Find the train and test score at the present weights: None after every part of the work but the
        last, and then they.
        """
        if not self._inferences or self._inferences[0].network is not network:
            starts = range(0, max(1, len(self.y)), CHUNK)
            self._inferences = [Inference(network, self.X[start : start + CHUNK]) for start in starts]
        losses, errors = np.empty(len(self.y)), np.empty(len(self.y))
        for index, inference in enumerate(self._inferences):
            if index:
                yield None
            yield from inference.run_in_pieces()
            part = slice(index * CHUNK, (index + 1) * CHUNK)
            z, prediction = inference.outputs()
            losses[part] = network.loss_fn.per_row(z, self.Y[part])
            errors[part] = self._decoded(prediction, losses[part]) - self.y[part]
        classes = bool(self.experiment.data.class_names)
        train, test = (
            score_of(losses[part], errors[part], classes=classes)
            for part in (slice(None, self.train), slice(self.train, None))
        )
        yield train, test

    def _decoded(self, prediction: Array, losses: Array) -> Array:
        """As `decoded`, and quick where all losses are numbers: then all predictions are."""
        if math.isfinite(np.add.reduce(losses)):
            return self.experiment.decode(prediction)
        return decoded(self.experiment, prediction)


def decoded(experiment: Experiment, prediction: Array) -> Array:
    """ŷ (..., outputs) → a value in original units or a class index (...,); NaN where it is no number."""
    finite = np.isfinite(prediction).all(axis=-1)
    return np.where(finite, experiment.decode(prediction), np.nan)


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
