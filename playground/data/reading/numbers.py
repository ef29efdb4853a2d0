"""From the cells of one file to numbers: all of them have the same decimal mark."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from playground.arrays import Array
from playground.data.limits import LARGEST
from playground.data.reading.gaps import Gaps
from playground.data.reading.numerals import Meant, meant_by
from playground.data.reading.table import Table
from playground.data.recipe import DECIMALS
from playground.errors import DataError

MEND = "Correct the cell or remove its row; or name the text as a mark for missing (option missing-marks)."
ONE_MARK = "Write all numbers with the same decimal mark."
OR_WITHOUT = "Write all numbers with the same decimal mark, or leave the column out (option inputs)."
_REMEMBERED = 10_000  # cells

# A point that cannot part thousands: not three digits after it, or 0 or four digits before it.
_SURE_POINT = re.compile(r"\.(?!\d{3}(?!\d))|(?<![\d.,'])0+\.|\d{4}\.")


class Seen(NamedTuple):
    """A cell and where it stands."""

    cell: str
    place: int
    column: int


class Fault(NamedTuple):
    """The cells of a column that are no numbers: how many, and the first."""

    number: int
    first: Seen


class Numbers:
    """Reads cells as numbers, and remembers what the file has shown of its decimal mark.

    decimal  what parts decimals: chosen, or what the first rows show
    only     the first cell that is a number with this mark only, by mark
    either   the first cell that is another number with the other mark, by the mark in it
    odd      the first cell that is not written as programs do: with currency, percent, groups

    `mend_mixed` is what to do about two decimal marks in one file.
    """

    def __init__(
        self, table: Table, decimal: str | None, missing: Gaps, mend_mixed: str = OR_WITHOUT
    ) -> None:
        self._mend_mixed = mend_mixed
        self.decimal = decimal or "."
        self.only: dict[str, Seen] = {}
        self.either: dict[str, Seen] = {}
        self.odd: Seen | None = None
        self._table, self._chosen, self._missing = table, decimal, missing
        self._known: dict[str, tuple[Meant, bool]] = {}

    def of(self, cells: Sequence[str], places: Sequence[int], column: int) -> tuple[Array, Fault | None]:
        """The numbers (N,) in some cells of a column, NaN where one is missing or is none; and those.

        Raises DataError at a number that is too large, or has another decimal mark than was chosen.
        """
        values = self._quickly(cells, places, column)
        if values is not None:
            return values, None
        values = np.empty(len(cells))
        faults, first = 0, None
        for k, (cell, place) in enumerate(zip(cells, places, strict=True)):
            meant, missing = self._known.get(cell) or self._look(cell)
            value = math.nan
            if not missing and not meant.is_number:
                faults, first = faults + 1, first or Seen(cell, place, column)
            elif not missing:
                value = self._value(meant, Seen(cell, place, column))
            values[k] = value
        return values, Fault(faults, first) if first else None

    def look(self, columns: Sequence[Sequence[str]]) -> None:
        """Find the decimal mark out by the first rows: of their columns of numbers, the cells."""
        for column, cells in enumerate(columns):
            if any("," in cell or "." in cell for cell in cells):
                for place, cell in enumerate(cells):
                    meant, missing = self._known.get(cell) or self._look(cell)
                    if not missing and meant.is_number:
                        self._note(meant, Seen(cell, place, column))
        if self._chosen is None and "," in self.only and "." not in self.only:
            self.decimal = ","
        self.only, self.either = {}, {}

    def settled(self) -> str:
        """The decimal mark of the file. Raises DataError when it has two, or when it cannot be told."""
        if self._chosen is not None:
            return self._chosen
        if len(self.only) == 2:
            raise self._mixed()
        if self.only:
            return next(iter(self.only))
        if "," in self.either or ("." in self.either and self._table.rows.separator in {";", "\t"}):
            raise self._ambiguous(self.either.get(",") or self.either["."])
        return "." if self.either else self.decimal

    @property
    def example(self) -> tuple[str, float] | None:
        """A cell that is not written as programs write numbers, and the number in it."""
        seen = self.odd or self.either.get("," if self.decimal == "." else ".")
        value = None if seen is None else meant_by(seen.cell).by(self.decimal)
        return None if seen is None or value is None else (seen.cell, value)

    # --- inside ------------------------------------------------------------------------------------

    def _look(self, cell: str) -> tuple[Meant, bool]:
        found = meant_by(cell), self._missing(cell)
        if len(self._known) < _REMEMBERED:
            self._known[cell] = found
        return found

    def _quickly(self, cells: Sequence[str], places: Sequence[int], column: int) -> Array | None:
        """All cells in one go; None when one of them has to be looked at."""
        text = "\n".join(cells)
        comma, point = "," in text, "." in text
        if "_" in text or (comma and point) or ((comma or point) and ("," if comma else ".") != self.decimal):
            return None
        try:
            values = np.fromiter(
                map(float, [cell.replace(",", ".") for cell in cells] if comma else cells),
                dtype=float,
                count=len(cells),
            )
        except ValueError:
            return None
        if (np.abs(values) > LARGEST).any():
            return None
        self._missing.clear(values)
        if (comma or point) and self.decimal not in self.only:
            sure = _SURE_POINT.search(text.replace(",", ".") if comma else text)
            if sure is None and self.either:
                return values
            self._note_all(cells, places, column)
        return values

    def _note_all(self, cells: Sequence[str], places: Sequence[int], column: int) -> None:
        for cell, place in zip(cells, places, strict=True):
            if self.decimal in self.only:
                return
            if "," in cell or "." in cell:
                self._note(meant_by(cell), Seen(cell, place, column))

    def _value(self, meant: Meant, seen: Seen) -> float:
        value = meant.by(self.decimal)
        if value is None:
            if self._chosen is not None:
                other = "," if self.decimal == "." else "."
                what = f'"{short(seen.cell)}" has a decimal {DECIMALS[other]}, not a {DECIMALS[self.decimal]}'
                hint = f"{MEND[:-1]}, or choose the other decimal mark (option decimal)."
                raise self._table.error(seen.place, seen.column, what, hint)
            value = meant.comma if meant.point is None else meant.point
            assert value is not None
        self._note(meant, seen)
        if not math.isfinite(value):
            what = f'"{short(seen.cell)}" is not a finite number'
            raise self._table.error(seen.place, seen.column, what, MEND)
        if abs(value) > LARGEST:
            what = f'"{short(seen.cell)}" is too large: at most {LARGEST:g} is allowed'
            raise self._table.error(seen.place, seen.column, what, "Divide the column by a power of ten.")
        return value

    def _note(self, meant: Meant, seen: Seen) -> None:
        """What this cell shows of the decimal mark, and of how numbers are written."""
        if meant.only:
            self.only.setdefault(meant.only, seen)
        elif meant.differs:
            self.either.setdefault("," if "," in seen.cell else ".", seen)
        if self.odd is None and not _is_plain(seen.cell):
            self.odd = seen

    def _ambiguous(self, seen: Seen) -> DataError:
        cell = seen.cell.strip()
        sign = "," if "," in cell else "."
        what = f'"{short(cell)}" may mean {cell.replace(sign, "")} or {cell.replace(sign, ".")}'
        hint = "Choose the decimal mark of the file: point or comma (option decimal)."
        return self._table.error(seen.place, seen.column, what, hint)

    def _mixed(self) -> DataError:
        first, then = sorted(self.only, key=lambda mark: self.only[mark][1:])
        before, seen = self.only[first], self.only[then]
        unit = f"{self._table.rows.unit} {self._table.rows.number(before.place)}"
        what = f'"{short(seen.cell)}" has a decimal {DECIMALS[then]}'
        what = f'{what}, but "{short(before.cell)}" in {unit} a {DECIMALS[first]}'
        return self._table.error(seen.place, seen.column, what, self._mend_mixed)


def short(cell: str) -> str:
    """The cell as it fits in a message: one line, at most 40 characters."""
    line = " ".join(cell.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _is_plain(cell: str) -> bool:
    try:
        float(cell.strip().replace(",", ".", 1))
    except ValueError:
        return False
    return True
