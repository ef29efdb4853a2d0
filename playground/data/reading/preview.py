"""What is recognised of a table from its first rows alone: quick for a file of any size."""

from __future__ import annotations

from dataclasses import dataclass

from playground.data.reading.columns import ColumnInfo
from playground.data.reading.gaps import Gaps
from playground.data.reading.passes import look, numbers_of
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.table import Table, open_table
from playground.data.recipe import Recipe

_SHOWN = 100
_LOOKED_AT = 1 << 20  # bytes whose encoding is found out


@dataclass(frozen=True)
class Preview:
    """What was recognised, or chosen; all but the columns is empty where it has no meaning for the file.

    rows       the first rows (up to 100), as texts
    complete   whether what is said of the columns is true of all rows of the file
    sheets     the names of a spreadsheet's sheets, `sheet` the one that is read
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
    skipped: int = 0


def preview(raw: Raw, recipe: Recipe, progress: Progress = silent) -> Preview:
    """The first rows of a file and what is recognised in them. Raises DataError when it is no table."""
    return of_table(open_table(raw, recipe, progress, look=_LOOKED_AT), recipe)


def of_table(table: Table, recipe: Recipe) -> Preview:
    """What is recognised in the first rows of a table."""
    missing = Gaps(recipe.missing_marks)
    columns = look(table, missing)
    return Preview(
        separator=table.rows.separator,
        decimal=numbers_of(table, columns, recipe, missing).decimal,
        encoding=table.rows.encoding,
        header=table.has_header,
        columns=tuple(columns),
        rows=tuple(map(tuple, table.head[:_SHOWN])),
        complete=table.complete,
        sheets=table.rows.sheets,
        sheet=table.rows.sheet,
        skipped=table.layout.skipped,
    )
