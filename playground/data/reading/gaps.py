"""Which cells stand for a missing value: empty ones, the usual words, and marks of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from playground.arrays import Array
from playground.data.numbers import is_missing
from playground.data.reading.numerals import meant_by


class Gaps:
    """Tells a missing value; `own` are marks of one's own: a word, or a number such as −200."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._words = frozenset(mark.strip().casefold() for mark in own)

    def __call__(self, cell: str) -> bool:
        if is_missing(cell):
            return True
        if not self._words:
            return False
        return cell.strip().casefold() in self._words or bool(
            self._numbers.size and meant_by(cell).point in self._numbers
        )

    def clear(self, values: Array) -> None:
        """Put NaN in place of the numbers that stand for a missing value."""
        if self._numbers.size:
            values[np.isin(values, self._numbers)] = np.nan

    @cached_property
    def _numbers(self) -> Array:
        values = [meant_by(word).point for word in self._words]
        return np.array([value for value in values if value is not None])
