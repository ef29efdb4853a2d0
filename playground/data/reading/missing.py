"""Missing values: the file is refused, their rows are dropped, or they are filled from their column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

import numpy as np

from playground.arrays import Array, Mask
from playground.data.filling import FILLS
from playground.data.reading.numbers import short
from playground.data.reading.table import Table
from playground.data.recipe import Missing
from playground.errors import DataError


class MissingError(DataError):
    """Cells are missing, and nothing is to be done about it; `count` is how many."""

    def __init__(self, message: str, hint: str = "", count: int = 0) -> None:
        super().__init__(message, hint)
        self.count = count


def found_for(X: Array, y: Array) -> Missing:
    """What is done when nothing is chosen: few rows of X (N, D) and y (N,) are dropped, but not a third."""
    whole = ~(np.isnan(X).any(axis=1) | np.isnan(y))
    return "drop" if 3 * whole.sum() > 2 * len(whole) else "refuse"


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


MEND_MISSING = (
    "Correct the file, or choose to drop rows with missing values or to fill them (option missing)."
)


def require_whole(
    table: Table,
    values: Array,
    columns: Sequence[int],
    places: list[Sequence[int]],
    hint: str = MEND_MISSING,
) -> None:
    """Raises MissingError when a cell is missing: which one is the first, and how many there are."""
    gone = np.isnan(values)
    first = np.unique(np.array(columns), return_index=True)[1]  # a column that is coded counts once
    count = int(gone[:, first].sum())
    if not count:
        return
    row = int(gone.any(axis=1).argmax())
    column = columns[int(gone[row].argmax())]
    place = next(islice(chain.from_iterable(places), row, None))
    cell = next(islice(iter(table.rows), place, None))[column].strip()
    what = f'"{short(cell)}" stands for a missing value' if cell else "the cell is empty"
    others = f", and {count - 1:,} more cell{'s are' if count > 2 else ' is'} missing" if count > 1 else ""
    error = table.error(place, column, what + others, hint)
    raise MissingError(error.message, error.hint, count)
