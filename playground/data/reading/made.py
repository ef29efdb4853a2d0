"""Columns of a dataset that were made by a code, found again by their names, to predict with."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.data.reading.cells import Cells, DateCells, NumberCells, TextCells
from playground.data.reading.columns import ColumnInfo
from playground.data.reading.decide import date_order
from playground.data.reading.gaps import Gaps
from playground.data.reading.missing import require_whole
from playground.data.reading.numbers import MEND, ONE_MARK, Numbers
from playground.data.reading.passed_over import no_rows
from playground.data.reading.passes import look, numbers_of
from playground.data.reading.raw import Raw
from playground.data.reading.table import Table, open_table
from playground.data.recipe import Recipe
from playground.errors import DataError
from playground.wording import counted

_DAYS = re.compile(r"(.*) \(days since (\d{4}-\d{2}-\d{2})\)")


class Made(Struct, frozen=True):
    """One column of a dataset, and the column of the file that it is made of.

    value  the text for which it is 1; None where it holds numbers or days
    since  the day on which it is 0; None where it holds no days
    """

    column: str
    value: str | None = None
    since: int | None = None

    @classmethod
    def of(cls, name: str, columns: Collection[str]) -> Made:
        """The column called so; `columns` are those of the file, as far as it names them."""
        if name in columns:
            return cls(name)
        if found := _DAYS.fullmatch(name):
            return cls(found[1], since=date.fromisoformat(found[2]).toordinal())
        column, sign, value = name.rpartition(" = ")
        while sign and columns and column not in columns and " = " in column:
            column, _, more = column.rpartition(" = ")
            value = f"{more} = {value}"
        return cls(column, value) if sign else cls(name)

    def cells(self, table: Table, info: ColumnInfo, numbers: Numbers, recipe: Recipe) -> Cells:
        """What collects its cells; `info` tells of the column by its first rows."""
        place, missing = table.index(info.name), Gaps(recipe.missing_marks)
        if self.since is not None:
            return DateCells(table, place, date_order(table.name, info, recipe), missing)
        if self.value is not None:
            return TextCells(table, place, missing, any_name=False)
        return NumberCells(table, place, numbers)

    def of_cells(self, cells: Cells) -> Array:
        """Its numbers (N,), NaN where one is missing."""
        values = cells.values()
        if self.since is not None:
            return values - self.since
        if not isinstance(cells, TextCells):
            return values
        wanted = [code for code, name in enumerate(cells.names) if name == self.value]
        return np.where(np.isnan(values), np.nan, np.isin(values, wanted).astype(float))


class Columns(NamedTuple):
    """Columns of a file (N, D), and what is said of its lines that are none of the rows."""

    X: Array
    notes: tuple[str, ...]


def read_columns(raw: Raw, names: Sequence[str], recipe: Recipe) -> Columns:
    """The named columns of a file, of one without a header the first of it. Raises DataError.

    The names of columns that were made by a code tell it: "sex = Male" is 1 where the column sex holds Male.
    """
    table = open_table(raw, recipe, least_columns=1)
    missing = Gaps(recipe.missing_marks)
    seen = look(table, missing)
    numbers = numbers_of(table, seen, recipe, missing, ONE_MARK)
    made = [Made.of(name, () if not table.has_header else table.columns) for name in names]
    origins = list(dict.fromkeys(one.column for one in made))
    if not table.has_header and len(table.columns) < len(origins):
        message = f"{table.name} has {counted(len(table.columns), 'column')}, fewer than the model needs."
        raise DataError(message, f"Give it {', '.join(origins)}.")
    places = [table.index(one.column) if table.has_header else origins.index(one.column) for one in made]
    while True:
        cells = [
            one.cells(table, seen[place], numbers, recipe) for one, place in zip(made, places, strict=True)
        ]
        rows = []
        for block in table.blocks():
            rows.append(block.places)
            for column in cells:
                column.take(block)
        decimal = numbers.settled()
        if decimal == numbers.decimal:
            break
        numbers = Numbers(table, recipe.decimal, missing, ONE_MARK)
        numbers.decimal = decimal
    for column in cells:
        column.check(MEND)
    X = np.column_stack([one.of_cells(column) for one, column in zip(made, cells, strict=True)])
    require_whole(table, X, places, rows, "Correct the file, or leave the row out.")
    return Columns(X, tuple(one.words for one in no_rows(table)))
