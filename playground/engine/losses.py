"""Losses: how wrong a prediction is. Each owns its link, the function that turns the last z into ŷ.

Loss and link are one choice because they belong together: with its own link the delta of the
output layer is simple (ŷ − y for log loss and cross-entropy), and no wrong pair can be chosen.
Everything is computed from z, not from ŷ, so that a logit of ±1000 gives a finite loss and gradient.

Shapes: z, ŷ and y are (..., N, K), rows by outputs; the loss of each row is (..., N).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.engine.activations import Array, sigmoid, softplus

# How targets are written for a loss: the value itself, 0/1, −1/+1, or one column per class.
Targets = Literal["value", "zero_one", "plus_minus_one", "one_hot"]


@dataclass(frozen=True)
class Loss:
    """One row of LOSSES.

    link     z → ŷ, the output activation, called `link_name`
    per_row  (z, y) → the loss of each row
    delta    (z, ŷ, y) → δ = ∂(loss of the row)/∂z
    targets  how y is written; `tasks` what it can learn (the first loss for a task is its default)
    """

    name: str
    label: str
    formula: str
    link_name: str
    targets: Targets
    tasks: tuple[str, ...]
    link: Callable[[Array], Array]
    per_row: Callable[[Array, Array], Array]
    delta: Callable[[Array, Array, Array], Array]

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
        "log_loss",
        "Log loss",
        "−(y·ln ŷ + (1 − y)·ln(1 − ŷ))",
        "sigmoid",
        "zero_one",
        (_TWO,),
        link=sigmoid,
        per_row=lambda z, y: (softplus(z) - y * z).sum(axis=-1),
        delta=lambda z, p, y: p - y,
    ),
    Loss(
        "half_mse_tanh",
        "½ squared error, tanh",
        "½(ŷ − y)²",
        "tanh",
        "plus_minus_one",
        (_TWO,),
        link=np.tanh,
        per_row=lambda z, y: 0.5 * ((np.tanh(z) - y) ** 2).sum(axis=-1),
        delta=lambda z, p, y: (p - y) * (1.0 - p * p),
    ),
    Loss(
        "cross_entropy",
        "Cross-entropy",
        "−Σ y·ln ŷ",
        "softmax",
        "one_hot",
        (_MANY, _TWO),
        link=softmax,
        per_row=_cross_entropy,
        delta=lambda z, p, y: p - y,
    ),
    Loss(
        "mse",
        "Mean squared error",
        "(ŷ − y)²",
        "identity",
        "value",
        (_REGRESSION,),
        link=_identity,
        per_row=lambda z, y: ((z - y) ** 2).sum(axis=-1),
        delta=lambda z, p, y: 2.0 * (p - y),
    ),
    Loss(
        "half_mse",
        "½ squared error",
        "½(ŷ − y)²",
        "identity",
        "value",
        (_REGRESSION,),
        link=_identity,
        per_row=lambda z, y: 0.5 * ((z - y) ** 2).sum(axis=-1),
        delta=lambda z, p, y: p - y,
    ),
    Loss(
        "huber",
        "Huber",
        "½(ŷ − y)² or |ŷ − y| − ½",
        "identity",
        "value",
        (_REGRESSION,),
        link=_identity,
        per_row=_huber,
        delta=lambda z, p, y: np.clip(p - y, -1.0, 1.0),
    ),
)

LOSSES: dict[str, Loss] = {row.name: row for row in _ROWS}


def losses_for(task: str) -> tuple[str, ...]:
    """The names of the losses that can learn a task, its default first."""
    fitting = [row for row in _ROWS if task in row.tasks]
    return tuple(row.name for row in sorted(fitting, key=lambda row: row.tasks.index(task)))
