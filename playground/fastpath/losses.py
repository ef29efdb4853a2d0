"""Fast forms of the losses: the prediction ŷ, and the first delta of backpropagation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from playground.engine.activations import Array
from playground.engine.losses import Loss
from playground.fastpath.activations import LINEAR, SIGMOID, TANH, Form
from playground.fastpath.calls import Call, by_row, product

# (z, ŷ, y, δ) → calls that write ∂(loss of the row)/∂z into δ
Residual = Callable[[Array, Array, Array, Array], list[Call]]


def _difference(_z: Array, p: Array, y: Array, delta: Array) -> list[Call]:
    return [partial(np.subtract, p, y, delta)]


@dataclass(frozen=True)
class End:
    """How a network ends. Arrays are (outputs, ..., rows).

    link      z → ŷ as calls
    residual  the first delta, but for `factor`, and but for the slope of the link where `through`
    """

    link: Form
    residual: Residual = _difference
    factor: float = 1.0
    through: bool = False


def _softmax(z: Array, p: Array) -> list[Call]:
    """e^z / Σ e^z over the outputs. A product with a matrix of ones sums, and spreads the sum, in one call.

    The largest z is taken off first, so that nothing overflows, but only where that could happen: where
    Σz² < 10⁵, no |z| is above 317, and e^z is a number by far.
    """
    outputs, every, total = len(z), z.reshape(-1), np.empty((len(z), z[0].size), z.dtype)

    def powers() -> None:
        if every.dot(every) < 1e5:
            np.exp(z, p)
        else:
            np.exp(z - z.max(axis=0), p)

    lines = p.reshape(total.shape)
    return [
        powers,
        product(np.ones((outputs, outputs), z.dtype), lines, total),
        partial(np.divide, lines, total, lines),
    ]


ENDS = {
    "log_loss": End(SIGMOID),
    "half_mse_tanh": End(TANH, through=True),
    "cross_entropy": End(Form(_softmax, lambda z, p: [])),
    "mse": End(LINEAR, factor=2.0),
    "half_mse": End(LINEAR),
}


def end_of(row: Loss) -> End:
    """The fast form of a row, or its own formulas, which want (..., rows, outputs)."""

    def link(z: Array, p: Array) -> list[Call]:
        return [lambda: np.copyto(by_row(p), row.link(by_row(z)))]

    def residual(z: Array, p: Array, y: Array, delta: Array) -> list[Call]:
        z, p, y, delta = map(by_row, (z, p, y, delta))
        return [lambda: np.copyto(delta, row.delta(z, p, y))]

    return ENDS.get(row.name) or End(Form(link, lambda z, p: []), residual)
