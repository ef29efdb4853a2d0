"""From the cells of one file to numbers: all of them have the same decimal mark."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from playground.arrays import Array
from playground.data.limits import LARGEST
from playground.data.numbers import is_missing, may_be_grouped, to_float
from playground.data.reading.table import Table
from playground.data.recipe import DECIMALS
from playground.errors import DataError

_MEND = "Correct the cell or take its row out."
_ONE_MARK = "Write all numbers with the same decimal mark."


class Numbers:
    """Reads cells as numbers, and remembers what the file has shown of its decimal mark.

    mark     what parts decimals in this file: chosen, or seen in a cell; "" until then
    _seen    the place and the cell that showed it
    _grouped the first cell with a comma, its place and column, as long as all commas may part thousands
    """

    def __init__(self, table: Table, decimal: str | None) -> None:
        self.mark = decimal or ""
        self._table, self._chosen = table, decimal is not None
        self._seen = 0, ""
        self._grouped: tuple[str, int, int] | None = None
        # Where columns are parted by semicolons, it is because commas part decimals.
        self._sure = self._chosen or table.rows.separator == ";"

    def of(self, cells: Sequence[str], places: Sequence[int], column: int, hint: str = _MEND) -> Array:
        """The numbers (N,) in some cells of a column, NaN where one is missing.

        Raises DataError at a cell that is no finite number, or has another decimal mark than those before.
        """
        values = self._quickly(cells, places, column)
        if values is not None:
            return values
        pairs = zip(cells, places, strict=True)
        return np.array([self._number(cell, place, column, hint) for cell, place in pairs])

    def finish(self) -> None:
        """Raises DataError when all the commas there were may part thousands as well as decimals."""
        if self._grouped is not None and not self._sure:
            raise self._ambiguous(*self._grouped)

    def _quickly(self, cells: Sequence[str], places: Sequence[int], column: int) -> Array | None:
        """All cells in one go; None when one of them has to be looked at."""
        text = "".join(cells)
        mark = "," if "," in text else "." if "." in text else ""
        if "_" in text or (mark == "," and ("." in text or not self._sure)) or (mark and mark != self.mark):
            return None
        pointed = [cell.replace(",", ".") for cell in cells] if mark == "," else cells
        try:
            values = np.fromiter(map(float, pointed), dtype=float, count=len(cells))
        except ValueError:
            return None
        return None if (np.abs(values) > LARGEST).any() else values

    def _number(self, cell: str, place: int, column: int, hint: str) -> float:
        value = math.nan if is_missing(cell) else to_float(cell)
        if value is None:
            raise self._table.error(place, column, f'"{short(cell)}" is not a number', hint)
        if math.isinf(value):
            raise self._table.error(place, column, f'"{short(cell)}" is not a finite number', _MEND)
        if abs(value) > LARGEST:
            what = f'"{short(cell)}" is too large: {LARGEST:g} is the most'
            raise self._table.error(place, column, what, "Divide the column by a power of ten.")
        if not math.isnan(value) and (mark := "," if "," in cell else "." if "." in cell else ""):
            self._note(mark, cell, place, column)
        return value

    def _note(self, mark: str, cell: str, place: int, column: int) -> None:
        """What this cell shows of the decimal mark."""
        if not self.mark:
            self.mark, self._seen = mark, (place, cell)
        if mark != self.mark:
            raise self._mixed(mark, cell, place, column)
        if mark == "," and not self._sure:
            self._grouped = self._grouped or (cell, place, column)
            self._sure = not may_be_grouped(cell)

    def _ambiguous(self, cell: str, place: int, column: int) -> DataError:
        cell = cell.strip()
        what = f'"{cell}" may mean {cell.replace(",", "")} or {cell.replace(",", ".")}'
        hint = "Write numbers with a decimal point only, or choose the comma as the decimal mark."
        return self._table.error(place, column, what, hint)

    def _mixed(self, mark: str, cell: str, place: int, column: int) -> DataError:
        if not self._chosen and mark == "," and may_be_grouped(cell):
            return self._ambiguous(cell, place, column)
        if self._grouped is not None and not self._sure:
            return self._ambiguous(*self._grouped)
        what = f'"{short(cell)}" has a decimal {DECIMALS[mark]}'
        if self._chosen:
            what, hint = f"{what}, not a {DECIMALS[self.mark]}", "Choose the other decimal mark, or none."
        else:
            unit = f"{self._table.rows.unit} {self._table.rows.number(self._seen[0])}"
            what, hint = f'{what}, but "{short(self._seen[1])}" in {unit} a {DECIMALS[self.mark]}', _ONE_MARK
        return self._table.error(place, column, what, hint)


def short(cell: str) -> str:
    """The cell as it fits in a message: one line, at most 40 characters."""
    line = " ".join(cell.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
