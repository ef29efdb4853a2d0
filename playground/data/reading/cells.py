"""Collects the cells of one column while a table is read: numbers, texts or dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from msgspec.structs import replace

from playground.arrays import Array
from playground.data.formulas import rearmed
from playground.data.limits import MOST_CLASSES
from playground.data.names import shortened
from playground.data.reading.columns import ColumnInfo, Kind, are_faults, of_numbers, of_texts
from playground.data.reading.dates import days
from playground.data.reading.numbers import Fault, Numbers, Seen, short
from playground.data.reading.table import Block, Table
from playground.errors import DataError
from playground.text import plain

MOST_TEXTS = 10_000
"""So many different texts are told apart; a column with more is no class and no code."""


class Cells(Protocol):
    """The cells of a column, block by block."""

    def take(self, block: Block) -> None:
        """The next rows."""

    def values(self) -> Array:
        """A number (N,) for each row, NaN where it is missing; once all rows are taken."""

    def info(self, before: ColumnInfo) -> ColumnInfo:
        """What the column holds, by all of its rows."""

    def check(self, hint: str) -> None:
        """Raises DataError at the first cell that is none of its kind."""


class NumberCells:
    """A column of numbers."""

    def __init__(self, table: Table, column: int, numbers: Numbers, *, is_target: bool = False) -> None:
        self._table, self._column, self._numbers, self._is_target = table, column, numbers, is_target
        self._parts: list[Array] = []
        self.faults: list[Fault] = []

    def take(self, block: Block) -> None:
        values, faults = self._numbers.of(block.columns[self._column], block.places, self._column)
        self._parts.append(values)
        if faults is not None:
            self.faults.append(faults)

    def values(self) -> Array:
        if len(self._parts) > 1:
            self._parts = [np.concatenate(self._parts)]
        return self._parts[0]

    def info(self, before: ColumnInfo) -> ColumnInfo:
        values = self.values()
        there = int((~np.isnan(values)).sum())
        faults = sum(fault.number for fault in self.faults)
        if faults and not are_faults(faults, there):
            return _mixed(before, faults + there)
        if self._is_target:  # nobody asks how many different numbers an input has
            return of_numbers(before.name, values, len(values) - there, counter=before.counter)
        kind: Kind = "number" if there else "empty"
        return replace(before, kind=kind, missing=len(values) - there, rows=there)

    def check(self, hint: str) -> None:
        if self.faults:
            cell, place, column = self.faults[0].first
            raise self._table.error(place, column, f'"{short(cell)}" is not a number', hint)


class DateCells:
    """A column of dates: days from the year 1 on."""

    def __init__(self, table: Table, column: int, order: str, missing: Callable[[str], bool]) -> None:
        self._table, self._column, self._order, self._missing = table, column, order, missing
        self._parts: list[Array] = []
        self._fault: Seen | None = None

    def take(self, block: Block) -> None:
        cells = block.columns[self._column]
        known = {cell: None if self._missing(cell) else days(cell, self._order) for cell in set(cells)}
        for cell, place in zip(cells, block.places, strict=True):
            if self._fault is None and known[cell] is None and not self._missing(cell):
                self._fault = Seen(cell, place, self._column)
        self._parts.append(np.array([known[cell] for cell in cells], dtype=float))

    def values(self) -> Array:
        return np.concatenate(self._parts)

    def info(self, before: ColumnInfo) -> ColumnInfo:
        return before

    def check(self, hint: str) -> None:
        if self._fault is not None:
            cell, place, column = self._fault
            raise self._table.error(place, column, f'"{short(cell)}" is not a date', hint)


class TextCells:
    """A column of texts: its different ones, and which of them each row has. Texts that look alike are one.

    tidied  how many names the file writes otherwise: with signs that cannot be seen, or longer
    """

    def __init__(self, table: Table, column: int, missing: Callable[[str], bool], *, any_name: bool) -> None:
        self._table, self._column, self._missing, self._any_name = table, column, missing, any_name
        self._codes: dict[str, int] = {}
        self._parts: list[Array] = []
        self.names: list[str] = []
        self.tidied = 0

    def take(self, block: Block) -> None:
        cells, codes = block.columns[self._column], self._codes
        if not codes.keys() >= (different := set(cells)):
            for cell in cells if len(different) > 1 else different:
                codes.setdefault(cell, len(codes))
            if len(codes) > MOST_TEXTS:
                where = f'{self._table.name}: the column "{self._table.columns[self._column]}"'
                message = f"{where} has far more than {MOST_CLASSES} classes."
                raise DataError(message, "Choose another target (option target) or other inputs.")
        self._parts.append(np.fromiter(map(codes.__getitem__, cells), dtype=float, count=len(cells)))

    def values(self) -> Array:
        """For each row the number of its text, as in `names`."""
        if len(self._parts) == 1 and self.names:
            return self._parts[0]
        self.names = self._tidy_names()
        values = np.concatenate(self._parts)
        for text, code in self._codes.items():
            if self._is_missing(text):
                values[values == code] = np.nan
        self._parts = [values]
        return values

    def info(self, before: ColumnInfo) -> ColumnInfo:
        values = self.values()
        there = values[~np.isnan(values)].astype(np.intp)
        counts: dict[str, int] = {}
        for code, count in enumerate(np.bincount(there, minlength=len(self.names)).tolist()):
            if count:
                counts[self.names[code]] = counts.get(self.names[code], 0) + count
        return of_texts(before.name, counts, len(values) - len(there))

    def check(self, hint: str) -> None:
        """Any text is one."""

    def _is_missing(self, text: str) -> bool:
        if not plain(text):
            return True
        if self._any_name or (text.strip() == "-" and any(other.strip() == "+" for other in self._codes)):
            return False
        return self._missing(text)

    def _tidy_names(self) -> list[str]:
        """What each text is called. Texts that look the same are one name."""
        seen = [rearmed(plain(text)) for text in self._codes]
        short = dict(zip(different := dict.fromkeys(seen), shortened(different), strict=True))
        names = [short[name] for name in seen]
        pairs: Sequence[tuple[str, str]] = list(zip(self._codes, names, strict=True))
        self.tidied = sum(rearmed(text.strip()) != name for text, name in pairs)
        return names


def _mixed(before: ColumnInfo, rows: int) -> ColumnInfo:
    """A column that the first rows show as numbers, and that is text: how much, nobody has counted."""
    return ColumnInfo(before.name, "text", before.missing, rows, rows)
