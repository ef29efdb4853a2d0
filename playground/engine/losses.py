"""Losses: how wrong a prediction is. Each owns its output activation, which turns the last z into ŷ.

They are one choice because they belong together: with its own output activation the delta of the
output layer is simple (ŷ − y for log loss and cross-entropy), and no wrong pair can be chosen.
Everything is computed from z, not from ŷ, so that a logit of ±1000 gives a finite loss and gradient.

Shapes: z, ŷ and y are (..., N, K), rows by outputs; the loss of each row is (..., N).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.arrays import Array
from playground.engine.activations import sigmoid, softplus

# How targets are written for a loss: the value itself, 0/1, −1/+1, or one column per class.
Targets = Literal["value", "zero_one", "plus_minus_one", "one_hot"]


@dataclass(frozen=True)
class Loss:
    """One row of LOSSES.

    output_activation  z → ŷ, called `output_name`; its values lie in `output_range`
    per_row            (z, y) → the loss of each row
    output_delta       (z, ŷ, y) → δ = ∂(loss of the row)/∂z
    targets            how y is written; `tasks` what it can learn (the first loss for a task is its default)
    squares_units      with targets and predictions k times as large it is k² times as large
    """

    name: str
    label: str
    formula: str
    output_name: str
    targets: Targets
    tasks: tuple[str, ...]
    output_activation: Callable[[Array], Array]
    per_row: Callable[[Array, Array], Array]
    output_delta: Callable[[Array, Array, Array], Array]
    output_range: tuple[float, float] = (-math.inf, math.inf)
    squares_units: bool = False

    def outputs(self, classes: int) -> int:
        """How many output neurons it needs: one per class for one-hot targets, else one."""
        return classes if self.targets == "one_hot" else 1


def _identity(z: Array) -> Array:
    return z


def softmax(z: Array) -> Array:
    """e^z / Σ e^z over the last axis; the largest z is taken off first, so nothing overflows."""
    e: Array = np.exp(z - z.max(axis=-1, keepdims=True))
    total: Array = e.sum(axis=-1, keepdims=True)
    return e / total


def _cross_entropy(z: Array, y: Array) -> Array:
    """−Σ y·ln ŷ with ln ŷ = z − ln Σ e^z."""
    top = z.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(z - top).sum(axis=-1, keepdims=True)) + top
    losses: Array = (y * (log_sum - z)).sum(axis=-1)
    return losses


def _huber(z: Array, y: Array) -> Array:
    """½r² near the target, |r| − ½ away from it, so that outliers pull with a bounded force."""
    r = np.abs(z - y)
    losses: Array = np.where(r <= 1.0, 0.5 * r * r, r - 0.5).sum(axis=-1)
    return losses


_REGRESSION, _TWO, _MANY = "regression", "two_classes", "many_classes"

_ROWS = (
    Loss(
        name="log_loss",
        label="Log loss",
        formula="−(y·ln ŷ + (1 − y)·ln(1 − ŷ))",
        output_name="sigmoid",
        targets="zero_one",
        tasks=(_TWO,),
        output_activation=sigmoid,
        per_row=lambda z, y: (softplus(z) - y * z).sum(axis=-1),
        output_delta=lambda z, p, y: p - y,
        output_range=(0.0, 1.0),
    ),
    Loss(
        name="half_mse_tanh",
        label="½ squared error, tanh",
        formula="½(ŷ − y)²",
        output_name="tanh",
        targets="plus_minus_one",
        tasks=(_TWO,),
        output_activation=np.tanh,
        per_row=lambda z, y: 0.5 * ((np.tanh(z) - y) ** 2).sum(axis=-1),
        output_delta=lambda z, p, y: (p - y) * (1.0 - p * p),
        output_range=(-1.0, 1.0),
    ),
    Loss(
        name="cross_entropy",
        label="Cross-entropy",
        formula="−Σ y·ln ŷ",
        output_name="softmax",
        targets="one_hot",
        tasks=(_MANY, _TWO),
        output_activation=softmax,
        per_row=_cross_entropy,
        output_delta=lambda z, p, y: p - y,
        output_range=(0.0, 1.0),
    ),
    Loss(
        name="mse",
        label="Mean squared error",
        formula="(ŷ − y)²",
        output_name="identity",
        targets="value",
        tasks=(_REGRESSION,),
        output_activation=_identity,
        per_row=lambda z, y: ((z - y) ** 2).sum(axis=-1),
        output_delta=lambda z, p, y: 2.0 * (p - y),
        squares_units=True,
    ),
    Loss(
        name="half_mse",
        label="½ squared error",
        formula="½(ŷ − y)²",
        output_name="identity",
        targets="value",
        tasks=(_REGRESSION,),
        output_activation=_identity,
        per_row=lambda z, y: 0.5 * ((z - y) ** 2).sum(axis=-1),
        output_delta=lambda z, p, y: p - y,
        squares_units=True,
    ),
    Loss(
        name="huber",
        label="Huber",
        formula="½(ŷ − y)² or |ŷ − y| − ½",
        output_name="identity",
        targets="value",
        tasks=(_REGRESSION,),
        output_activation=_identity,
        per_row=_huber,
        output_delta=lambda z, p, y: np.clip(p - y, -1.0, 1.0),
    ),
)

LOSSES: dict[str, Loss] = {row.name: row for row in _ROWS}


def losses_for(task: str) -> tuple[str, ...]:
    """The names of the losses that can learn a task, its default first."""
    fitting = [row for row in _ROWS if task in row.tasks]
    return tuple(row.name for row in sorted(fitting, key=lambda row: row.tasks.index(task)))
