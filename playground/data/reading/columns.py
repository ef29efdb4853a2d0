"""What the columns of a table hold: numbers, texts or dates, how many different ones, or only row numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np
from msgspec import Struct, field

from playground.arrays import Array
from playground.data.reading.column_names import may_number, words_of
from playground.data.reading.dates import order_of
from playground.data.reading.numerals import meant_by

Kind = Literal["number", "text", "date", "empty"]

_MOST_LEVELS = 100
_FEW_FAULTS, _FAULT_SHARE = 2, 0.1


class ColumnInfo(Struct, frozen=True):
    """A column in the rows looked at.

    missing    how many cells are missing, `rows` how many others there are
    distinct   how many different ones there are among these
    levels     the different ones, numbers or texts, and how often each is there; empty for more than 100
    counter    whether it only counts the rows: 0, 1, 2 … or 1, 2, 3 …
    order      of dates, what stands first in 03/04/2024: "?" where both may be
    """

    name: str
    kind: Kind
    missing: int
    distinct: int
    rows: int = 0
    levels: Mapping[float, int] | Mapping[str, int] = field(default_factory=dict)
    counter: bool = False
    order: str = ""

    @property
    def numbers(self) -> list[float]:
        """The different numbers, ascending; none for more than 100, and in a column of texts."""
        return sorted(value for value in self.levels if isinstance(value, float))


def look_at(name: str, cells: Sequence[str], missing: Callable[[str], bool], *, unnamed: bool) -> ColumnInfo:
    """What a column holds, by these cells."""
    there = [cell.strip() for cell in cells if not missing(cell)]
    count = len(cells) - len(there)
    if not there:
        return ColumnInfo(name, "empty", count, 0)
    numbers = _numbers(there)
    if numbers is not None:
        whole = count == 0 and _counts(name, numbers, unnamed=unnamed)
        return of_numbers(name, numbers, count, counter=whole)
    order = order_of(there)
    return of_texts(name, Counter(there), count, order=order or "", kind="text" if order is None else "date")


def of_numbers(name: str, values: Array, missing: int, *, counter: bool = False) -> ColumnInfo:
    """What a column holds, by its numbers; NaN is none of them."""
    values = values[~np.isnan(values)]
    kind: Kind = "number" if len(values) else "empty"
    distinct, counts = np.unique(values, return_counts=True)
    few = len(distinct) <= _MOST_LEVELS
    levels = dict(zip(distinct.tolist(), counts.tolist(), strict=True)) if few else {}
    return ColumnInfo(name, kind, missing, len(distinct), len(values), levels, counter=counter)


def of_texts(
    name: str, counts: Mapping[str, int], missing: int, *, order: str = "", kind: Kind = "text"
) -> ColumnInfo:
    """What a column holds, by its different texts and how often each is there."""
    levels = counts if len(counts) <= _MOST_LEVELS else {}
    rows = sum(counts.values())
    kind = kind if rows else "empty"
    return ColumnInfo(name, kind, missing, len(counts), rows, levels, order=order)


def are_faults(faults: int, numbers: int) -> bool:
    """Whether so many cells that are no numbers are mistakes in a column of numbers, and not its nature."""
    few = faults <= _FEW_FAULTS or faults <= _FAULT_SHARE * (faults + numbers)
    return few and faults <= numbers


def _numbers(there: Sequence[str]) -> Array | None:
    """The numbers in a column of numbers, where mistakes may stand between; None for another column."""
    if "_" not in (text := "".join(there)) and "," not in text:
        try:
            return np.fromiter(map(float, there), dtype=float, count=len(there))
        except ValueError:
            pass
    meant = [meant_by(cell) for cell in there]
    found = [one.comma if one.point is None else one.point for one in meant if one.is_number]
    return np.array(found, dtype=float) if found and are_faults(len(there) - len(found), len(found)) else None


def _counts(name: str, values: Array, *, unnamed: bool) -> bool:
    """Whether a column only counts or names the rows, by its own name and its numbers."""
    if len(values) < 2 or not np.isfinite(values).all():
        return False
    words = words_of(name)
    named = unnamed or may_number(name)
    in_order = values[0] in {0.0, 1.0} and np.array_equal(values, values[0] + np.arange(len(values)))
    is_key = bool(words) and words[-1] == "id" and len(np.unique(values)) == len(values) > 2
    return (named and in_order) or (is_key and bool((values % 1 == 0).all()))
