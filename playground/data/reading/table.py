"""A table that is open: which of its rows is the header, what its columns are called, its rows in blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from operator import itemgetter
from typing import NamedTuple, Protocol

from playground.data.formulas import rearmed
from playground.data.names import shortened
from playground.data.numbers import is_missing, to_float
from playground.data.reading.encoding import encoding_of
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.sheets import SheetRows, is_spreadsheet
from playground.data.reading.text import TextRows
from playground.data.recipe import Recipe
from playground.errors import DataError, did_you_mean
from playground.text import plain
from playground.wording import counted

HEAD_ROWS = 1000
_CELLS = 16_384  # of a block: read in some 10 ms, so that progress and other threads get their turn

_first = itemgetter(0)


class Rows(Protocol):
    """Where the rows come from, a text or a sheet. Each iteration begins anew; blank rows are among them.

    unit             what a row is called in messages, "line" or "row", and its `number(place)`
    names_first      the first row can only be a header
    share            how much has been read, 0 to 1
    """

    unit: str
    encoding: str
    separator: str
    sheets: tuple[str, ...]
    names_first: bool

    def __iter__(self) -> Iterator[list[str]]: ...
    @property
    def share(self) -> float: ...
    def number(self, place: int) -> int: ...


class Block(NamedTuple):
    """Some rows: their places in the file, and for each column its cells."""

    places: Sequence[int]
    columns: Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Table:
    """The cells of a file, not yet understood; blank rows are passed over.

    name        the file's name, for messages
    rows        where they come from
    columns     the names of the columns
    tidied      how many of them the file writes otherwise: with signs that cannot be seen, or longer
    has_header  whether the file itself names the columns
    head        the first rows without the header; all of them if `complete`
    """

    name: str
    rows: Rows
    columns: tuple[str, ...]
    tidied: int
    has_header: bool
    head: list[list[str]]
    complete: bool

    def blocks(self) -> Iterator[Block]:
        """All rows. Raises DataError at a row that has more or fewer cells than the first."""
        skip = self.has_header
        for places, rows in _blocks(self.name, self.rows):
            if rows[skip:]:
                columns = list(zip(*rows[skip:], strict=True))
                self._check_beyond(places[skip:], columns[len(self.columns) :])
                yield Block(places[skip:], columns[: len(self.columns)])
            skip = False

    def error(self, place: int, column: int, what: str, hint: str) -> DataError:
        """An error that names file, line and column of a cell."""
        where = f'{self.name}, {self.rows.unit} {self.rows.number(place)}, column "{self.columns[column]}"'
        return DataError(f"{where}: {what}.", hint)

    def _check_beyond(self, places: Sequence[int], columns: Sequence[tuple[str, ...]]) -> None:
        """Raises DataError at a cell beyond the last column that the first rows have."""
        for cells in columns:
            for place, cell in zip(places, cells, strict=True):
                if cell.strip():
                    where = f"{self.name}, {self.rows.unit} {self.rows.number(place)}"
                    message = (
                        f"{where}: a cell stands right of the last column, which the rows above leave empty."
                    )
                    raise DataError(message, "Give its column a name, or take the cell out.")

    def index(self, name: str) -> int:
        """The place of the column called so. Raises DataError when there is none."""
        if name not in self.columns:
            raise DataError(f'{self.name} has no column "{name}".', did_you_mean(name, self.columns))
        return self.columns.index(name)


def open_table(
    raw: Raw,
    recipe: Recipe,
    progress: Progress = silent,
    *,
    least_columns: int = 2,
    look: int | None = None,
) -> Table:
    """The table in a file, opened as the recipe says or as is found. Raises DataError.

    `look` is how many bytes to find its encoding by, all by default: then they are known to be text.
    The first row is a header when none of its cells is a number or stands for a missing value.
    """
    rows: Rows
    if is_spreadsheet(raw.data):
        rows = SheetRows(raw, recipe.sheet, recipe.decimal, progress)
    else:
        rows = TextRows(raw, encoding_of(raw, recipe.encoding, progress, look), recipe.separator)
    head = _head(raw.name, rows)
    if not head:
        raise DataError(f"{raw.name} is empty.", "Choose a file with a header and a row on each line.")
    width = max(_filled(row) for row in head)  # separators at the ends of all rows part nothing
    head = [row[:width] for row in head]
    if width < least_columns:
        hint = "It needs an input and a target, parted by a comma, a semicolon or a tab."
        raise DataError(f"{raw.name} has only one column.", hint)
    found = rows.names_first or _is_header(head[0])
    header = found if recipe.header is None else recipe.header
    columns, tidied = _names(head[0] if header else [""] * width, raw.name)
    if header and len(head) == 1:
        raise DataError(f"{raw.name} has no rows after its header.", "Add the data below the header.")
    return Table(raw.name, rows, columns, tidied, header, head[header:HEAD_ROWS], len(head) <= HEAD_ROWS)


def _head(name: str, rows: Rows) -> list[list[str]]:
    """The first rows that have content, one more than the head may have."""
    head: list[list[str]] = []
    for _, some in _blocks(name, rows):
        head += some
        if len(head) > HEAD_ROWS:
            break
    return head[: HEAD_ROWS + 1]


def _blocks(name: str, rows: Rows) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """The rows that have content, some at a time, and their places."""
    cells, start, width = iter(rows), 0, 0
    while some := list(islice(cells, max(1, _CELLS // width) if width else 1)):
        places: Sequence[int] = range(start, start + len(some))
        start += len(some)
        if not width or set(map(len, some)) != {width} or not all(map(str.strip, map(_first, some))):
            full = [any(map(str.strip, row)) for row in some]
            places, some = list(compress(places, full)), list(compress(some, full))
            width = width or max(map(len, some), default=0)
            _check_width(name, rows, places, some, width)
        if some:
            yield places, some


def _filled(row: list[str]) -> int:
    """How many cells there are up to the last that is not blank."""
    return next((k for k in range(len(row), 0, -1) if row[k - 1].strip()), 0)


def _check_width(name: str, rows: Rows, places: Sequence[int], some: list[list[str]], width: int) -> None:
    for place, row in zip(places, some, strict=True):
        if len(row) != width:
            where = f"{name}, {rows.unit} {rows.number(place)}"
            message = f"{where}: the row has {counted(len(row), 'cell')}, but the first row has {width}."
            raise DataError(message, 'Give every row as many cells; put a text that has a comma in "".')


def _is_header(row: list[str]) -> bool:
    return not any(to_float(cell) is not None or (cell.strip() and is_missing(cell)) for cell in row)


def _names(header: list[str], name: str) -> tuple[tuple[str, ...], int]:
    """The names of the columns; a column without one is called x1, x2 ... by its place, the last one y.

    And how many of them the header writes otherwise.
    """
    own = [*(f"x{k}" for k in range(1, len(header))), "y"]
    names = shortened(rearmed(plain(cell)) or default for cell, default in zip(header, own, strict=True))
    column, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise DataError(f'{name} has {times:,} columns called "{column}".', "Give each a name of its own.")
    written = (rearmed(cell.strip()) for cell in header)
    return names, sum(cell not in {"", name} for cell, name in zip(written, names, strict=True))
