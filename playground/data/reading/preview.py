"""What is recognised of a table from its first rows alone: quick for a file of any size."""

from __future__ import annotations

import csv
from contextlib import suppress
from itertools import islice

from msgspec import Struct

from playground.data.reading.columns import ColumnInfo
from playground.data.reading.decide import decide
from playground.data.reading.decisions import Decisions
from playground.data.reading.gaps import Gaps
from playground.data.reading.passes import look, numbers_of
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.table import Rows, open_table, rows_of
from playground.data.recipe import Recipe
from playground.errors import DataError, PlaygroundError, UnreadableError

_SHOWN = 100
_LOOKED_AT = 1 << 20  # bytes whose encoding is found out
_MOST_SHOWN = 200  # columns of what is no table


class Preview(Struct, frozen=True):
    """What was recognised, or chosen; all but the columns is empty where it has no meaning for the file.

    rows       the first rows (up to 100), as texts
    complete   whether what is said of the columns is true of all rows of the file
    sheets     the names of a spreadsheet's sheets, `sheet` the one that is read
    is_table   whether the rows are those of a table, and not of what is none
    decisions  what the table is taken for, as far as its first rows tell; None where that cannot be said
    problem    why it cannot, or why this is no table: the rows are then shown as they stand
    """

    separator: str
    decimal: str
    encoding: str
    header: bool
    columns: tuple[ColumnInfo, ...]
    rows: tuple[tuple[str, ...], ...]
    complete: bool
    sheets: tuple[str, ...]
    sheet: str = ""
    skipped_lines: int = 0
    is_table: bool = True
    decisions: Decisions | None = None
    problem: PlaygroundError | None = None


def preview(raw: Raw, recipe: Recipe, progress: Progress = silent) -> Preview:
    """The first rows of a file and what is recognised in them. Raises DataError when it is no table."""
    table = open_table(raw, recipe, progress, look=_LOOKED_AT)
    missing = Gaps(recipe.missing_marks)
    columns = look(table, missing)
    decimal = numbers_of(table, columns, recipe, missing).decimal
    decisions, problem = None, None
    try:
        decisions = decide(table, columns, recipe, decimal, whole=table.complete)
    except PlaygroundError as error:
        problem = error
    return Preview(
        separator=table.rows.separator,
        decimal=decimal,
        encoding=table.rows.encoding,
        header=table.has_header,
        columns=tuple(columns),
        rows=tuple(map(tuple, table.head[:_SHOWN])),
        complete=table.complete,
        sheets=table.rows.sheets,
        sheet=table.rows.sheet,
        skipped_lines=table.layout.above,
        decisions=decisions,
        problem=problem,
    )


def preview_or_rows(raw: Raw, recipe: Recipe, progress: Progress = silent) -> Preview:
    """The same; of what is no table, its rows as they stand, and the problem.

    Raises UnreadableError where no other choice would help.
    """
    try:
        return preview(raw, recipe, progress)
    except UnreadableError:
        raise
    except DataError as error:
        return _as_it_stands(rows_of(raw, recipe, progress, _LOOKED_AT), recipe, error)


def _as_it_stands(rows: Rows, recipe: Recipe, problem: DataError) -> Preview:
    cells: list[list[str]] = []
    with suppress(csv.Error, DataError):  # the problem is said already
        cells.extend(row[:_MOST_SHOWN] for row in islice(rows, _SHOWN) if any(map(str.strip, row)))
    width = max(map(len, cells), default=0)
    return Preview(
        separator=rows.separator,
        decimal=recipe.decimal or ".",
        encoding=rows.encoding,
        header=bool(recipe.header),
        columns=tuple(ColumnInfo(f"x{k}", "text", 0, 0) for k in range(1, width + 1)),
        rows=tuple(tuple(row + [""] * (width - len(row))) for row in cells),
        complete=False,
        sheets=rows.sheets,
        sheet=rows.sheet,
        skipped_lines=rows.layout.above,
        is_table=False,
        problem=problem,
    )
