"""From text to cells: finds what parts the columns and whether there is a header, and compares the rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from playground.data.numbers import to_float
from playground.errors import DataError

_SEPARATORS = "\t;,"  # a decimal comma may stand beside a tab or semicolon, hence these first
_HEAD = 65_536  # characters, enough to hold the first line


@dataclass(frozen=True)
class Table:
    """The cells of a file, not yet understood.

    name        the file's name, for messages
    columns     the names of the columns
    cells       for each column, its N cells as text
    lines       for each row, the line of the file on which it starts, counted from 1
    separator   what parts the columns
    has_header  whether the file itself names the columns
    """

    name: str
    columns: tuple[str, ...]
    cells: list[tuple[str, ...]]
    lines: list[int]
    separator: str
    has_header: bool

    def error(self, row: int, column: int, what: str, hint: str) -> DataError:
        """An error that names file, line and column of a cell."""
        where = f'{self.name}, line {self.lines[row]}, column "{self.columns[column]}"'
        return DataError(f"{where}: {what}.", hint)


def parse_table(text: str, name: str, *, least_columns: int = 2) -> Table:
    """The table in a text. Raises DataError when it is empty, ragged, or its quotation marks do not match.

    Columns are parted by tabs if the first line has one outside quotation marks, else by semicolons, else by
    commas. The first row is a header when none of its cells is a number. Rows without any content are passed
    over.
    """
    separator = _separator(text)
    rows, lines = _rows(text, separator, name)
    if not rows:
        raise DataError(f"{name} is empty.", "Choose a file with a header and a row on each line.")
    _check_lengths(rows, lines, name, least_columns)
    header = _is_header(rows[0])
    columns = _names(rows[0] if header else [""] * len(rows[0]), name)
    if header and len(rows) == 1:
        raise DataError(f"{name} has no rows after its header.", "Add the data below the header.")
    return Table(name, columns, list(zip(*rows[header:], strict=True)), lines[header:], separator, header)


def _separator(text: str) -> str:
    unquoted = re.sub(r'"[^"]*"?', "", text[:_HEAD]).lstrip("\r\n")
    first_line = re.split(r"[\r\n]", unquoted, maxsplit=1)[0]
    return next((sign for sign in _SEPARATORS if sign in first_line), ",")


def _rows(text: str, separator: str, name: str) -> tuple[list[list[str]], list[int]]:
    """The rows that have content, and the line on which each starts."""
    file = io.StringIO(text, newline="")
    reader = csv.reader(file, delimiter=separator, skipinitialspace=True, strict=True)
    rows, lines = [], []
    line = 1
    try:
        for row in reader:
            if any(map(str.strip, row)):
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error:
        message = f"{name}, line {line}: the quotation marks do not match or hold too long a text."
        raise DataError(message, 'Put " at both ends of a text, and write " inside it twice.') from None
    return rows, lines


def _check_lengths(rows: list[list[str]], lines: list[int], name: str, least_columns: int) -> None:
    lengths = list(map(len, rows))
    width = lengths[0]
    if max(lengths) < least_columns:
        raise DataError(
            f"{name} has only one column.",
            "It needs an input and a target, parted by a comma, a semicolon or a tab.",
        )
    for line, length in zip(lines, lengths, strict=True):
        if length != width:
            message = f"{name}, line {line}: the row has {_cells(length)}, but the first row has {width}."
            raise DataError(message, 'Give every row as many cells; put a text that has a comma in "".')


def _cells(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"


def _is_header(row: list[str]) -> bool:
    return all(to_float(cell) is None for cell in row)


def _names(header: list[str], name: str) -> tuple[str, ...]:
    """The names of the columns; a column without one is called x1, x2 ... by its place, the last one y."""
    own = [*(f"x{k}" for k in range(1, len(header))), "y"]
    names = tuple(cell.strip() or default for cell, default in zip(header, own, strict=True))
    column, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise DataError(f'{name} has {times} columns called "{column}".', "Give each a name of its own.")
    return names
