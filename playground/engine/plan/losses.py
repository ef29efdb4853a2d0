"""Fast forms of the losses: the prediction ŷ, and the first delta of backpropagation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from playground.engine.activations import Array
from playground.engine.losses import Loss
from playground.engine.plan.activations import LINEAR, SIGMOID, TANH, Form
from playground.engine.plan.calls import Call, by_row, product

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
    """e^z / Σ e^z over the outputs; the largest z is taken off first, so nothing overflows.

    The largest is found line by line: quicker than a reduction. A product with ones sums, or spreads.
    """
    outputs = len(z)
    largest, total = np.empty((1, z[0].size)), np.empty((outputs, z[0].size))
    lines, p = z.reshape(total.shape), p.reshape(total.shape)
    return [
        partial(np.fmax, lines[:1], lines[-1:], largest),
        *(partial(np.fmax, largest, lines[k : k + 1], largest) for k in range(1, outputs - 1)),
        product(np.ones((outputs, 1)), largest, total),
        partial(np.subtract, lines, total, p),
        partial(np.exp, p, p),
        product(np.ones((outputs, outputs)), p, total),
        partial(np.divide, p, total, p),
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
