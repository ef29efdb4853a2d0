"""What is recognised of a table from its first rows alone: quick for a file of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from playground.data.numbers import is_missing, to_float
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.table import open_table
from playground.data.recipe import Recipe

MOST_DISTINCT = 101
_SHOWN = 100
_LOOKED_AT = 1 << 20  # bytes whose encoding is found out


@dataclass(frozen=True)
class ColumnInfo:
    """A column in the rows looked at: its name, what it holds, how many cells are missing, and how many
    different ones there are among the others (101 stands for more than 100).
    """

    name: str
    kind: Literal["number", "text", "empty"]
    missing: int
    distinct: int


@dataclass(frozen=True)
class Preview:
    """What was recognised, or chosen; all but the columns is empty where it has no meaning for the file.

    rows       the first rows (up to 100), as texts
    complete   whether what is said of the columns is true of all rows of the file
    sheets     the names of a spreadsheet's sheets
    """

    separator: str
    decimal: str
    encoding: str
    header: bool
    columns: tuple[ColumnInfo, ...]
    rows: tuple[tuple[str, ...], ...]
    complete: bool
    sheets: tuple[str, ...]


def preview(raw: Raw, recipe: Recipe, progress: Progress = silent) -> Preview:
    """The first rows of a file and what is recognised in them. Raises DataError when it is no table."""
    table = open_table(raw, recipe, progress, look=_LOOKED_AT)
    cells = list(zip(*table.head, strict=True))
    return Preview(
        separator=table.rows.separator,
        decimal=(decimal := recipe.decimal or _decimal(cells)),
        encoding=table.rows.encoding,
        header=table.has_header,
        columns=tuple(_info(*column, decimal) for column in zip(table.columns, cells, strict=True)),
        rows=tuple(map(tuple, table.head[:_SHOWN])),
        complete=table.complete,
        sheets=table.rows.sheets,
    )


def _decimal(columns: Sequence[Sequence[str]]) -> str:
    """The mark that most numbers have."""
    numbers = [cell for column in columns for cell in column if to_float(cell) is not None]
    commas = sum("," in cell for cell in numbers)
    return "," if commas > sum("." in cell for cell in numbers) else "."


def _info(name: str, cells: Sequence[str], decimal: str) -> ColumnInfo:
    other = "." if decimal == "," else ","
    there = [cell.strip() for cell in cells if not is_missing(cell)]
    number = all(other not in cell and to_float(cell) is not None for cell in there)
    kind: Literal["number", "text", "empty"] = "number" if number else "text"
    distinct = len(set(there))
    return ColumnInfo(name, kind if there else "empty", len(cells) - len(there), min(distinct, MOST_DISTINCT))
