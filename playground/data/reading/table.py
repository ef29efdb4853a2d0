"""A table that is open: which of its rows is the header, what its columns are called, its rows in blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, islice
from operator import itemgetter
from typing import NamedTuple, Protocol

from msgspec import Struct, field

from playground.data.formulas import rearmed
from playground.data.names import shortened
from playground.data.reading.asides import are_units, below_table, is_aside
from playground.data.reading.encoding import encoding_of
from playground.data.reading.header import is_header
from playground.data.reading.layout import Layout
from playground.data.reading.numerals import is_number
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.sheets import SheetRows, is_spreadsheet
from playground.data.reading.text import TextRows
from playground.data.recipe import SEPARATORS, Recipe
from playground.errors import DataError, did_you_mean
from playground.text import plain
from playground.wording import counted

HEAD_ROWS = 1000
_FEWEST_ROWS, _HEAD_CELLS = 20, 200_000  # of the head
_CELLS = 16_384  # of a block: read in some 10 ms, so that progress and other threads get their turn

_first = itemgetter(0)


class Rows(Protocol):
    """Where the rows come from, a text or a sheet. Each iteration begins again; blank rows are among them.

    unit             what a row is called in messages, "line" or "row", and its `number(place)`
    names_first      the first row can only be a header
    comments         how many of those below the top were comments, once all were read
    share            how much has been read, 0 to 1
    """

    unit: str
    encoding: str
    separator: str
    layout: Layout
    sheet: str
    sheets: tuple[str, ...]
    names_first: bool

    @property
    def comments(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...
    @property
    def share(self) -> float: ...
    def number(self, place: int) -> int: ...


class Block(NamedTuple):
    """Some rows: their places in the file, and for each column its cells."""

    places: Sequence[int]
    columns: Sequence[tuple[str, ...]]


class Table(Struct, frozen=True):
    """The cells of a file, not yet understood; blank rows are passed over.

    name        the file's name, for messages
    rows        where they come from
    columns     the names of the columns; those in `unnamed` have none in the file
    tidied      how many of them the file writes otherwise: with signs that cannot be seen, or longer
    has_header  whether the file itself names the columns, in its first row or in what is above it
    skip        how many rows at the top are the header, and the units below it
    units       these; empty where there are none
    below       the places of totals and notes below the rows, once all are read
    asides      whether units, totals and notes are passed over
    head        the first rows without the header; all of them if `complete`
    layout      of a text
    """

    name: str
    rows: Rows
    columns: tuple[str, ...]
    unnamed: frozenset[str]
    tidied: int
    has_header: bool
    skip: int
    head: list[list[str]]
    complete: bool
    layout: Layout
    units: Sequence[str] = ()
    asides: bool = True
    below: list[int] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """All rows. Raises DataError at a row that has more or fewer cells than the first."""
        skip, asides = self.skip, self.below if self.asides else None
        for places, rows in _blocks(self.name, self.rows, len(self.columns), asides):
            if below := rows[skip:] if skip else rows:  # a copy only where there is something to skip
                yield Block(places[skip:], list(zip(*below, strict=True)))
            skip = 0

    @property
    def header_line(self) -> int:
        """Where the names of the columns stand, counted from 1; 0 where a head above the rows tells them."""
        place = next((k for k, row in enumerate(self.rows) if any(map(str.strip, row))), 0)
        return self.rows.number(place) if self.skip else self.layout.names_line

    def error(self, place: int, column: int, what: str, hint: str) -> DataError:
        """An error that names file, line and column of a cell."""
        where = f'{self.name}, {self.rows.unit} {self.rows.number(place)}, column "{self.columns[column]}"'
        return DataError(f"{where}: {what}.", hint)

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
    """
    rows = rows_of(raw, recipe, progress, look)
    if recipe.sheet is not None or len(rows.sheets) < 2:
        return _table(raw.name, rows, recipe, least_columns)
    return _first_table(raw, recipe, rows.sheets, least_columns, progress)


def rows_of(raw: Raw, recipe: Recipe, progress: Progress, look: int | None) -> Rows:
    """The rows of a file, of the first sheet if none is chosen. Raises DataError when it has none."""
    if is_spreadsheet(raw.data):
        return SheetRows(raw, recipe.sheet, recipe.decimal, progress, skipped=recipe.skipped_lines)
    encoding = encoding_of(raw, recipe.encoding, progress, look)
    return TextRows(raw, encoding, recipe.separator, recipe.skipped_lines)


def _first_table(
    raw: Raw, recipe: Recipe, sheets: Sequence[str], least_columns: int, progress: Progress
) -> Table:
    """The first sheet with numbers in it, else the first that can be read. Raises DataError when none can."""
    opened: list[Table] = []
    refusals: list[DataError] = []
    for sheet in sheets:
        try:
            rows = SheetRows(raw, sheet, recipe.decimal, progress, skipped=recipe.skipped_lines)
            opened.append(_table(raw.name, rows, recipe, least_columns))
        except DataError as error:
            refusals.append(error)
        else:
            if any(is_number(cell) for row in opened[-1].head[:20] for cell in row):
                return opened[-1]
    if not opened:
        raise refusals[0]
    return opened[0]


def _table(name: str, rows: Rows, recipe: Recipe, least_columns: int) -> Table:
    layout = rows.layout
    head, complete, asides = _head(name, rows, asides=recipe.skipped_lines != 0)
    if not head:
        raise DataError(f"{name} is empty.", "Choose a file with a header and a row on each line.")
    width = len(head[0])
    if width < least_columns:
        hint = "It needs an input and a target, separated by a comma, a semicolon or a tab."
        raise DataError(f"{name} has only one column.", f"{hint} Choose the separator if it is another one.")
    told = layout.names if layout.names is not None and len(layout.names) == width else None
    found = told is None and (rows.names_first or is_header(head[0], head[1:]))
    header = found if recipe.header is None or told is not None else recipe.header
    cells = list(told) if told is not None else head[0] if header else [""] * width
    columns, tidied = _names(cells, name)
    if header and len(head) == 1:
        raise DataError(f"{name} has no rows after its header.", "Add the data below the header.")
    units = head[1] if asides and header and len(head) > 2 and are_units(head[1], head[2:]) else ()
    unnamed = frozenset(column for column, cell in zip(columns, cells, strict=True) if not plain(cell))
    return Table(
        name,
        rows,
        columns,
        unnamed,
        tidied,
        header or told is not None,
        header + bool(units),
        head[header + bool(units) :],
        complete,
        layout,
        units,
        asides,
    )


def _head(name: str, rows: Rows, *, asides: bool) -> tuple[list[list[str]], bool, bool]:
    """The first rows that have content, all as wide as the table, and whether there are no more.

    And whether what stands below the table can be told from rows: not where it stands between them, too.
    """
    head: list[tuple[int, list[str]]] = []
    cells, complete = 0, True
    for place, row in enumerate(rows):
        if len(head) > HEAD_ROWS or (cells > _HEAD_CELLS and len(head) > _FEWEST_ROWS):
            complete = False
            break
        if any(map(str.strip, row)):
            head.append((place, row))
            cells += len(row)
    width = _width([row for _, row in head]) if head else 0
    if asides and complete and width > 1:
        last = below_table([row for _, row in head], [place for place, _ in head], width)
        asides = 2 * last < len(head)
        head = head[: len(head) - last] if asides else head
    asides = asides and width > 1 and not any(is_aside(row, width) for _, row in head[2:])
    return [_cut(name, rows, place, row, width) for place, row in head], complete, asides


def _blocks(
    name: str, rows: Rows, width: int, below: list[int] | None
) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """The rows that have content, some at a time, and their places; all of the same width.

    Separators at the ends of rows part nothing. Rows below the table are no rows: their places are put into
    `below`, if it is given. Raises DataError for a row that has more or fewer cells.
    """
    cells, start = iter(rows), 0
    last: list[tuple[int, list[str]]] = []  # they look as if the table were over
    while some := list(islice(cells, max(1, _CELLS // width))):
        places: Sequence[int] = range(start, start + len(some))
        start += len(some)
        uneven = bool(last) or set(map(len, some)) != {width}
        if uneven or not all(map(str.strip, map(_first, some))):
            full = [any(map(str.strip, row)) for row in some]
            places = [*map(_first, last), *compress(places, full)]
            some = [*(row for _, row in last), *compress(some, full)]
        last = []
        if below is not None and (count := below_table(some, places, width)):
            last = list(zip(places[-count:], some[-count:], strict=True))
            places, some = places[:-count], some[:-count]
        if uneven:
            some = [_cut(name, rows, place, row, width) for place, row in zip(places, some, strict=True)]
        if some:
            yield places, some
    if below is not None:
        below[:] = map(_first, last)


def _width(rows: list[list[str]]) -> int:
    """How many columns there are: as many cells as most rows have, without those that are empty in all."""
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    return max(_filled(row) for row in rows if len(row) == usual)


def _filled(row: list[str]) -> int:
    """How many cells there are up to the last that is not blank."""
    return next((k for k in range(len(row), 0, -1) if row[k - 1].strip()), 0)


def _cut(name: str, rows: Rows, place: int, row: list[str], width: int) -> list[str]:
    """The row without empty cells beyond the last column."""
    if len(row) == width:
        return row
    if _filled(row) <= width < len(row):
        return row[:width]
    where = f"{name}, {rows.unit} {rows.number(place)}"
    message = f"{where}: the row has {counted(len(row), 'cell')}, but most rows have {width}."
    sign = SEPARATORS.get(rows.separator, "separator")
    hint = f'Give every row the same number of cells; quote text that contains {sign}s with "".'
    raise DataError(message, f"{hint} Lines above the table can be skipped (option skipped-lines).")


def _names(header: list[str], name: str) -> tuple[tuple[str, ...], int]:
    """The names of the columns; a column without one is called x1, x2 ... by its place, the last one y.

    And how many of them the header writes otherwise.
    """
    own = [*(f"x{k}" for k in range(1, len(header))), "y"]
    names = shortened(rearmed(plain(cell)) or default for cell, default in zip(header, own, strict=True))
    column, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise DataError(f'{name} has {times:,} columns called "{column}".', "Give each column its own name.")
    written = (rearmed(cell.strip()) for cell in header)
    return names, sum(cell not in {"", name} for cell, name in zip(written, names, strict=True))
