"""Regularisers: a penalty on large weights (never on biases), added to the loss that is minimised.

The losses shown on screen are those of the data alone, so that they can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.arrays import Array


@dataclass(frozen=True)
class Regulariser:
    """One row of REGULARISERS: `penalty` per weight, its `slope`, and whether it makes exact zeros."""

    name: str
    label: str
    formula: str
    penalty: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    sparse: bool = False


_ROWS = (
    Regulariser("none", "none", "0", np.zeros_like, np.zeros_like),
    Regulariser("l1", "L1", "λ·Σ|w|", np.abs, np.sign, sparse=True),
    Regulariser("l2", "L2", "λ·½Σw²", lambda w: 0.5 * w * w, lambda w: w),
)

REGULARISERS: dict[str, Regulariser] = {row.name: row for row in _ROWS}


def stop_at_zero(theta: Array, penalty_step: Array) -> None:
    """Stop at 0, in place, every weight that the L1 penalty alone has carried across it.

    `penalty_step` is how far the penalty moved each weight (rate · λ · sign of the weight before the step).
    TensorFlow Playground's rule: without it a weight would tremble around 0 and never reach it.
    """
    theta[(theta + penalty_step) * theta < 0.0] = 0.0
