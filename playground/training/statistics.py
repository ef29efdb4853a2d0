"""Metrics: the errors of the rows, and the figures made of them.

Rows whose prediction is no finite number (the run has diverged) have no class, and count as wrong.
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from msgspec import Struct

from playground.arrays import Array, Indices, Mask, RowIndices
from playground.data import Dataset
from playground.engine import LOSSES, Network
from playground.engine.losses import Loss
from playground.training.evaluation import CHUNK, Score, decoded, score_of
from playground.training.experiment import Experiment


class RowErrors(Struct, frozen=True, eq=False):
    """What a network makes of some rows of a dataset; each array is (N,), NaN where there is no number.

    data         the dataset; its rows may be gone from the session when these errors are known
    rows         the places of these rows in it
    predicted    the class (its index), or the value in original units
    probability  of the predicted class; NaN for regression
    loss         of the row, by the loss that is trained
    log_loss     −ln of the probability of the row's own class; NaN for regression
    residual     target − prediction in original units; NaN for classes
    """

    data: Dataset
    rows: RowIndices
    predicted: Array
    probability: Array
    loss: Array
    log_loss: Array
    residual: Array

    @classmethod
    def of(cls, data: Dataset, rows: RowIndices) -> RowErrors:
        """Nothing is known yet."""
        return cls(data, rows, *np.full((5, len(rows)), np.nan))

    @property
    def y(self) -> Array:
        """The targets of these rows."""
        return self.data.y[self.rows]

    def among(self, chosen: Mask) -> RowErrors:
        """Those of the rows where `chosen` (N,) holds."""
        arrays = (self.predicted, self.probability, self.loss, self.log_loss, self.residual)
        return RowErrors(self.data, self.rows[chosen], *(array[chosen] for array in arrays))


class RowErrorJob:
    """Finds the errors of rows at the weights of the moment, in slices; `errors` is whole when `done`."""

    def __init__(self, experiment: Experiment, network: Network, rows: RowIndices | None = None) -> None:
        self.experiment, self.network = experiment, network.at(network.theta.copy())
        data = experiment.data
        self.errors = RowErrors.of(data, np.arange(len(data)) if rows is None else rows)
        self.found = 0

    @property
    def done(self) -> bool:
        return self.found >= len(self.errors.rows)

    def advance(self, most: int = CHUNK) -> None:
        """The next so many rows."""
        part = slice(self.found, self.found + min(most, CHUNK))
        with np.errstate(all="ignore"):  # a run that has diverged
            self._judge(part)
        self.found = min(part.stop, len(self.errors.rows))

    def _judge(self, part: slice) -> None:
        experiment, errors, names = self.experiment, self.errors, self.experiment.data.class_names
        y = experiment.data.y[errors.rows[part]]
        X, Y = experiment.rows(errors.rows[part])
        trace = self.network.forward(X)
        z, prediction = trace.z[-1], trace.prediction
        errors.predicted[part] = decoded(experiment, prediction)
        errors.loss[part] = self.network.loss_fn.per_row(z, Y)
        if names:
            errors.probability[part] = experiment.probabilities(prediction).max(axis=-1)
            errors.log_loss[part] = _log_loss(experiment, z, y)
        else:
            errors.residual[part] = y - errors.predicted[part]


def row_errors(experiment: Experiment, network: Network, rows: RowIndices | None = None) -> RowErrors:
    """The errors of these rows of the dataset, or of all, at the network's weights."""
    judging = RowErrorJob(experiment, network, rows)
    while not judging.done:
        judging.advance()
    return judging.errors


def _log_loss(experiment: Experiment, z: Array, y: Array) -> Array:
    """−ln p of the row's own class, from z, so that it stays finite where p is rounded to 0.

    (1 + tanh z) / 2 = σ(2z), so a tanh output has the log loss of a sigmoid at 2z.
    """
    loss, targets = log_loss_of(experiment), experiment.loss.targets
    if targets == "one_hot":
        return loss.per_row(z, experiment.encode_target(y))
    return loss.per_row(2.0 * z if targets == "plus_minus_one" else z, y[:, None])


def log_loss_of(experiment: Experiment) -> Loss:
    """The loss that is −ln p of the row's own class: cross-entropy where there is an output for each."""
    return LOSSES["cross_entropy" if experiment.loss.targets == "one_hot" else "log_loss"]


class Confusion(Struct, frozen=True, eq=False, dict=True):
    """Which classes are predicted as which, of one group of rows.

    score    loss and accuracy, as the trainer finds them
    log_loss the mean of −ln of the probability of the row's own class; sklearn.metrics.log_loss
    counts   (K, K): rows of class i (down) that are predicted as class j (across)
    actual   (K,): rows of each class

    With tp rows of a class predicted as it: precision = tp / rows predicted as it, recall = tp / rows of
    it, F1 = 2·tp / (rows of it + rows predicted as it), their harmonic mean; NaN where there is nothing to
    divide by. Source: C. J. van Rijsbergen, Information Retrieval, 1979, chapter 7.
    """

    score: Score
    log_loss: float
    counts: Indices
    actual: Indices

    @classmethod
    def of(cls, errors: RowErrors) -> Confusion:
        """Of these errors, those of classes."""
        y, classes = errors.y, len(errors.data.class_names)
        taken = np.isfinite(errors.predicted)
        pairs = y[taken].astype(int) * classes + errors.predicted[taken].astype(int)
        counts = np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)
        log_loss = float(errors.log_loss.mean()) if len(y) else math.nan
        score = score_of(errors.loss, errors.predicted - y, classes=True)
        return cls(score, log_loss, counts, np.bincount(y.astype(int), minlength=classes))

    @cached_property
    def precision(self) -> Array:
        return _shares(self.counts.diagonal(), self.counts.sum(axis=0))

    @cached_property
    def recall(self) -> Array:
        return _shares(self.counts.diagonal(), self.actual)

    @cached_property
    def f1(self) -> Array:
        return _shares(2 * self.counts.diagonal(), self.actual + self.counts.sum(axis=0))


class Fit(Struct, frozen=True):
    """How well values are met, of one group of rows, in original units; NaN where there is no number.

    score  loss and RMSE = √((1/N) Σ (y − ŷ)²), as the trainer finds them
    mae    the mean absolute error, (1/N) Σ |y − ŷ|
    r2     R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)²: 1 is perfect, 0 no better than always saying the mean ȳ;
           none where all targets are equal. sklearn.metrics.r2_score
    mean   ȳ, the mean of the targets
    rows   how many there are
    """

    score: Score
    mae: float
    r2: float
    mean: float
    rows: int

    @classmethod
    def of(cls, errors: RowErrors) -> Fit:
        """Of these errors, those of values."""
        y = errors.y
        if not len(y):
            return cls(Score(), math.nan, math.nan, math.nan, 0)
        mean, residual = float(y.mean()), errors.residual
        with np.errstate(all="ignore"):  # a run that has diverged
            score = score_of(errors.loss, residual, classes=False)
            spread = float(((y - mean) ** 2).sum()) if (y != y[0]).any() else 0.0
            r2 = 1.0 - float((residual * residual).sum()) / spread if spread else math.nan
            return cls(score, float(np.abs(residual).mean()), r2, mean, len(y))


def _shares(parts: Indices, wholes: Indices) -> Array:
    with np.errstate(invalid="ignore"):  # 0 of 0 is no share
        shares: Array = parts / wholes
    return shares
