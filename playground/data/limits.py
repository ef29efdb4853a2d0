"""How much data there may be, and how large its numbers: the same from a table, a file or a hand."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from playground.arrays import Array
from playground.errors import DataError

MOST_ROWS = 1_000_000

MOST_INPUTS = 200
"""More columns than these are no table that a small network learns from."""

MOST_CLASSES = 100
"""More classes than this are taken for a mistake: the column is probably no class at all."""

MOST_NUMBERS = 20_000_000
"""What a network is fed in an epoch, rows × (input columns + classes): 160 MB of them."""

LARGEST, SMALLEST = 1e100, 1e-100
"""In size, of any number and of a column's largest: beyond, squares and their sums overflow or vanish."""

LEAST_SCALE = 1e-120
"""A spread below this is none: only some rows of a column can have so little, if not all."""


def check_amount(name: str, rows: int, inputs: int, classes: int = 0) -> None:
    """Raises DataError for more data than a small network learns from."""
    for count, most, what in (
        (rows, MOST_ROWS, "rows"),
        (inputs, MOST_INPUTS, "input columns"),
        (classes, MOST_CLASSES, "classes"),
    ):
        if count > most:
            raise DataError(
                f"{name} has {count:,} {what}; at most {most:,} are supported.", f"Remove some {what}."
            )
    if rows * (inputs + classes) > MOST_NUMBERS:
        message = f"{name} is too large: {rows:,} rows with {inputs:,} input columns and {classes:,} classes."
        raise DataError(message, "Remove some rows or columns.")


def sound_numbers(values: ArrayLike) -> Array:
    """The values as they are. Raises DataError for one that no network can use."""
    array = np.asarray(values, dtype=np.float64)
    sound = np.abs(array) <= LARGEST  # NaN is none either
    if not sound.all():
        worst = array.flat[int(np.argmin(sound))]
        raise DataError(
            f"{worst:g} is not a valid value.", f"Values are finite and at most {LARGEST:g} in size."
        )
    return array


def check_column(name: str, column: str, values: Array) -> None:
    """Raises DataError for a column of a table whose numbers are all too small to be told from 0."""
    largest = float(np.abs(values).max(initial=0.0))
    if 0.0 < largest < SMALLEST:
        message = f'{name}: the numbers in the column "{column}" are too small: {largest:g} is the largest.'
        raise DataError(message, "Multiply them by a power of ten.")
