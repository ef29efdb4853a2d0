"""What missing cells are filled with: their column's training rows tell, as no test row may be looked at.

A split fills again. A row that a hand holds out or gives back leaves the numbers as they are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.arrays import Array, Mask

FILLS: dict[str, Callable[[Array], float]] = {
    "mean": lambda values: float(np.mean(values)),
    "median": lambda values: float(np.median(values)),
}
"""What a missing cell is filled with, from what its column has."""


def filled(X: Array, cells: Mask, test: Mask, how: str) -> Array:
    """X (N, D) with its missing `cells` (N, D) filled again from the training rows.

    A column that has no number in any training row is filled from all of its rows.
    """
    X = X.copy()
    for values, missing in zip(X.T, cells.T, strict=True):
        if missing.any():
            told = ~missing & ~test
            values[missing] = FILLS[how](values[told if told.any() else ~missing])
    return X
