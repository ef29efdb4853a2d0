"""From the cells of the target column to a value or a class for each row."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.data.classes import TargetTask, in_class_order
from playground.data.formulas import rearmed
from playground.data.limits import MOST_CLASSES
from playground.data.names import shortened
from playground.data.numbers import is_missing, to_float
from playground.data.reading.numbers import Numbers
from playground.data.reading.table import Block, Table
from playground.errors import DataError
from playground.text import plain

_MOST_TEXTS = 10_000  # so many different texts are told apart; beyond, they are numbers or a mistake
_HINT = "Correct the cell or take its row out. If these are all names, choose classes as the task."


class Target:
    """Collects the target column: its different texts, and which of them each row has.

    Unless `task` decides, a target is classes if it holds text only, or exactly two different whole numbers
    (0 and 1, 1 and 2, −1 and 1 ...); any other numbers are values. With `any_name`, a word such as NA is the
    name of a class and no missing value.

    tidied  how many names of classes the file writes otherwise: with signs that cannot be seen, or longer
    """

    tidied = 0

    def __init__(
        self, table: Table, column: int, task: TargetTask | None, numbers: Numbers, *, any_name: bool
    ) -> None:
        self._table, self._column, self._task, self._numbers = table, column, task, numbers
        self._any_name = any_name
        self._codes: dict[str, int] = {}
        self._first: list[int] = []  # the place where each text stands first
        self._parts: list[Array] = []
        self._names: list[str] | None = None  # what each text is called, where they are names
        self._many = False  # too many texts for classes: from there on, they are read as numbers

    def take(self, block: Block) -> None:
        """The next rows. Raises DataError for too many names."""
        cells, places = block.columns[self._column], block.places
        if self._many:
            self._parts.append(self._numbers.of(cells, places, self._column, _HINT))
            return
        codes = self._codes
        if not codes.keys() >= set(cells):
            for cell, place in zip(cells, places, strict=True):
                if cell not in codes:
                    codes[cell] = len(codes)
                    self._first.append(place)
        self._parts.append(np.fromiter(map(codes.__getitem__, cells), dtype=float, count=len(cells)))
        if len(codes) > _MOST_TEXTS:
            if self._holds_names():
                raise self._too_many(f"far more than {MOST_CLASSES} classes")
            self._parts, self._many = [self._as_numbers()], True

    def values(self) -> Array:
        """For each row a value, or the number of its text; NaN where it is missing. Raises DataError."""
        if self._many:
            return np.concatenate(self._parts)
        if not self._holds_names():
            return self._as_numbers()
        self._names = self._tidy_names()
        values = np.concatenate(self._parts)
        values[np.isin(values, [code for text, code in self._codes.items() if self._is_missing(text)])] = (
            np.nan
        )
        return values

    def classes(self, values: Array) -> tuple[Array, tuple[str, ...]]:
        """What there is to learn (N,) in the rows that are kept, and the names of the classes: none for
        regression. Raises DataError for one class only and for more than 100.
        """
        distinct, rows = np.unique(values, return_inverse=True)
        if self._names is not None:
            names = [self._names[int(code)] for code in distinct]
        elif self._task is None and len(distinct) == 2 and (distinct == np.round(distinct)).all():
            names = [str(int(value)) for value in distinct]
        else:
            return values, ()
        ordered = _ordered(names)
        self._check(len(ordered))
        index = {name: k for k, name in enumerate(ordered)}
        return np.array([index[name] for name in names], dtype=float)[rows], ordered

    def _holds_names(self) -> bool:
        if self._task is None:
            return all(self._is_missing(text) or to_float(text) is None for text in self._codes)
        return self._task == "classes"

    def _tidy_names(self) -> list[str]:
        """What each text is called. Texts that look the same are one name."""
        seen = [rearmed(plain(text)) for text in self._codes]
        short = dict(zip(different := dict.fromkeys(seen), shortened(different), strict=True))
        names = [short[name] for name in seen]
        self.tidied = sum(
            rearmed(text.strip()) != name for text, name in zip(self._codes, names, strict=True)
        )
        return names

    def _is_missing(self, text: str) -> bool:
        if self._any_name or (text.strip() == "-" and any(other.strip() == "+" for other in self._codes)):
            return not plain(text)
        return is_missing(text) or not plain(text)

    def _as_numbers(self) -> Array:
        hint = _HINT if self._task is None else "Correct the cell or take its row out."
        values = self._numbers.of(tuple(self._codes), self._first, self._column, hint)
        return values[np.concatenate(self._parts).astype(np.intp)]

    def _check(self, count: int) -> None:
        if count == 1:
            where = (
                f'{self._table.name}: the target "{self._table.columns[self._column]}" has only one class.'
            )
            raise DataError(where, "Add rows of another class, or choose another target.")
        if count > MOST_CLASSES:
            raise self._too_many(f"{count:,} classes, more than {MOST_CLASSES}")

    def _too_many(self, how_many: str) -> DataError:
        where = f'{self._table.name}: the target "{self._table.columns[self._column]}"'
        return DataError(f"{where} has {how_many}.", "Choose another target.")


def _ordered(names: list[str]) -> tuple[str, ...]:
    """The different names in the order of the classes: numbers by their size."""
    sizes = {name: to_float(name) for name in names}
    if None in sizes.values():
        return in_class_order(names)
    return tuple(sorted(sizes, key=lambda name: (sizes[name], name)))
