"""Missing values: the file is refused, their rows are dropped, or they are filled from their column."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array, Mask
from playground.data.filling import FILLS
from playground.data.recipe import Missing
from playground.errors import DataError


class MissingError(DataError):
    """Cells are missing, and nothing is to be done about it; `count` is how many."""

    def __init__(self, message: str, hint: str = "", count: int = 0) -> None:
        super().__init__(message, hint)
        self.count = count


def settled(
    X: Array, y: Array, columns: tuple[str, ...], name: str, how: Missing
) -> tuple[Mask, tuple[str, ...]]:
    """Which rows (N,) to keep of X (N, D) and y (N,), and what was done, in words; fills X in place.

    Raises DataError when there is nothing to fill a column with, or no row is left.
    """
    keep = ~np.isnan(y)
    notes = []
    if how == "drop":
        keep &= ~np.isnan(X).any(axis=1)
        if not keep.all():
            notes.append(_dropped(keep, "a cell is"))
    elif filled := sum(_fill(X[:, k], keep, column, name, how) for k, column in enumerate(columns)):
        cells = "1 missing cell was" if filled == 1 else f"{filled:,} missing cells were"
        notes.append(f"{cells} filled with the {how} of the column's training rows.")
    if how != "drop" and not keep.all():
        notes.append(_dropped(keep, "the target is"))
    if not keep.any():
        raise DataError(
            f"{name} has no row without a missing cell.", "Choose other columns, or fill the cells."
        )
    return keep, tuple(notes)


def _dropped(keep: Mask, what: str) -> str:
    count = int((~keep).sum())
    return f"{count:,} of {len(keep):,} rows {'was' if count == 1 else 'were'} dropped: {what} missing."


def _fill(values: Array, keep: Mask, column: str, name: str, how: str) -> int:
    """Fill a column in place; returns how many cells of the rows that are kept."""
    missing = np.isnan(values) & keep
    if missing.any():
        there = values[keep & ~missing]
        if not len(there):
            raise DataError(f'{name}: the column "{column}" has no numbers.', "Leave it out of the inputs.")
        values[missing] = FILLS[how](there)
    return int(missing.sum())
