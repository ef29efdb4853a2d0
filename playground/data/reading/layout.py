"""How the text of a table is laid out: what parts its columns, where its rows begin, which lines are none."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from playground.data.reading.dates import days
from playground.data.reading.declared import declared
from playground.data.reading.numerals import is_number

if TYPE_CHECKING:
    from _csv import Reader

MARKS = "#%"
"""A line that begins with one of them is a comment, unless most lines do, or it is an error like #N/A.

So is the line of strokes below the header of a table in plain text.
"""

BLANKS = " "
"""Stands for runs of blanks and tabs, where these part the columns."""

_CERTAIN = "\t;,"  # a decimal comma may stand beside a tab or semicolon, hence these first
_CANDIDATES: tuple[str, ...] = (*_CERTAIN, "|", BLANKS)
_COMMENT = re.compile(
    rf"[{MARKS}](?!N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)|[|+: \t-]*---[|+: \t=-]*$", re.IGNORECASE
)
_BEGIN = frozenset(f"{MARKS}|+:- \t")
_NEARLY_ALL, _HALF = 0.8, 0.5
_MOST_TITLES = 12
_LOOKED_AT = 60  # rows whose cells are looked at to find what parts them
_LEFT = re.compile("[;,\t|]")
_LINE = re.compile("\r\n|\r|\n")
_SEP_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}( \d{3})+")

Row = tuple[int, list[str]]
"""The number of a line, from 0, and its cells."""


class Layout(Struct, frozen=True):
    """What is found in the first lines of a text.

    separator  what parts the columns
    quote      what stands at both ends of a text that holds separators
    skipped    how many lines at the top are no rows: titles, comments, a head
    comments   lines that begin with # or % are no rows
    names      the names of the columns, where a head or a comment tells them; `names_line`: which of the
               skipped lines holds them, where it is a row of names
    target     the column that a head declares to be learnt
    nominal    the columns that a head declares to hold classes
    """

    separator: str = ","
    quote: str = '"'
    skipped: int = 0
    comments: bool = False
    names_line: int = 0
    names: tuple[str, ...] | None = None
    target: str | None = None
    nominal: frozenset[str] = frozenset()

    @property
    def above(self) -> int:
        """How many of the skipped lines are no names of columns either."""
        return self.skipped - 1 if self.names_line else self.skipped


def layout_of(head: str, *, whole: bool, separator: str | None = None, skipped: int | None = None) -> Layout:
    """The layout of a text by its first lines; `whole` when they are all it has.

    A separator and a number of lines to skip that are chosen stand.
    """
    lines = _LINE.split(head)
    lines = lines if whole or len(lines) < 2 else lines[:-1]
    told = declared(lines) if skipped is None else None
    if told is not None:
        begun = [""] * told.lines + lines[told.lines :]
        layout = _layout(begun, separator or (None if told.names else ","), told.lines)
        return replace(layout, skipped=told.lines, names=told.names, target=told.target, nominal=told.nominal)
    if found := _SEP_LINE.fullmatch(lines[0]) if not skipped else None:
        separator = separator or found[1]
        lines = ["", *lines[1:]]
        layout = _layout(lines, separator, None)
        return replace(layout, skipped=max(1, layout.skipped))
    return _layout([""] * (skipped or 0) + lines[skipped or 0 :], separator, skipped)


def reader(lines: Iterable[str], layout: Layout, *, strict: bool) -> Reader:
    """The cells of every line."""
    return csv.reader(
        spaced(lines, layout.quote) if layout.separator == BLANKS else lines,
        delimiter=layout.separator,
        quotechar=layout.quote,
        skipinitialspace=True,
        strict=strict,
    )


def spaced(lines: Iterable[str], quote: str) -> Iterator[str]:
    """The lines with blanks for tabs, and without those at the ends: these part nothing."""
    inside = False  # of quotation marks
    for line in lines:
        began, inside = inside, inside ^ (line.count(quote) % 2 == 1)
        bare = line.rstrip("\r\n")
        end = line[len(bare) :]
        if "\t" in bare:
            parts = re.split(f"({quote})", bare)
            closed = began
            for k, part in enumerate(parts):
                if part == quote:
                    closed = not closed
                elif not closed:
                    parts[k] = part.replace("\t", " ")
            bare = "".join(parts)
        yield (bare if inside else bare.rstrip(" ")) + end


def without_comments(
    lines: Iterable[str], quote: str, tell: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """The lines, empty where one is a comment, which is told: so that each keeps its number."""
    inside = False
    for line in lines:
        if not inside and line[:1] in _BEGIN and _COMMENT.match(line):
            tell()
            yield "\n"
            continue
        inside ^= line.count(quote) % 2 == 1
        yield line


def _layout(lines: list[str], separator: str | None, skipped: int | None) -> Layout:
    comments = skipped != 0 and _have_comments(lines)
    bare = list(without_comments(lines, '"')) if comments else lines
    quote = _quote(bare)
    made = Layout(quote=quote, comments=comments)
    made = replace(made, separator=separator or _separator(bare, made))
    rows = _rows(bare, made)
    if skipped is not None or not rows:
        return replace(made, skipped=skipped or 0)
    width, start = _table(rows)
    start = _below_titles(bare, rows, start, width)
    names, names_line = None, 0
    if start and width > 2 and _names_rows(rows, start, width):  # as R writes it
        names, names_line = ("", *rows[start - 1][1]), rows[start - 1][0] + 1
    elif comments:
        names = _names_in_comment(lines, rows[start], made, width)
    first = rows[start][0]
    skipped = first if any(map(str.strip, lines[:first])) else 0
    return replace(made, skipped=skipped, names=names, names_line=names_line)


def _rows(lines: Iterable[str], layout: Layout) -> list[Row]:
    """The rows that have content, and the lines on which they begin."""
    rows: list[Row] = []
    read = reader([f"{line}\n" for line in lines], layout, strict=False)
    begins = 0
    try:
        for cells in read:
            if any(map(str.strip, cells)):
                rows.append((begins, cells))
            begins = read.line_num
    except csv.Error:  # reading the whole file tells where
        pass
    return rows


def _filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that is not blank."""
    return next((k for k in range(len(cells), 0, -1) if cells[k - 1].strip()), 0)


def _table(rows: list[Row]) -> tuple[int, int]:
    """How many columns most rows have, and the place of the first row of the table.

    Rows of other lengths above it are titles if what follows them is a header, or if each is one text.
    """
    usual = Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
    width = max(_filled(cells) for _, cells in rows if len(cells) == usual)
    start = next(k for k, (_, cells) in enumerate(rows) if _filled(cells) <= width <= len(cells))
    above, below = rows[:start], rows[start + 1 :]
    if not above or width < 2:
        return width, 0
    titled = all(_filled(cells) == 1 and not is_number(cells[0]) for _, cells in above)
    heads = not any(map(is_number, rows[start][1])) and any(
        is_number(cell) for _, cells in below for cell in cells
    )
    return width, start if titled or heads or _names_rows(rows, start, width) else 0


def _below_titles(lines: Sequence[str], rows: list[Row], start: int, width: int) -> int:
    """The place of the header below titles that separators fill up, or that a blank line parts from it."""
    only_short = True
    for k in range(start + 1, min(start + _MOST_TITLES, len(rows) - 1)):
        above, cells, below = rows[k - 1][1], rows[k][1], rows[k + 1][1]
        if _filled(cells) == width:  # units may stand below it
            below = [*below, *(rows[k + 2][1] if k + 2 < len(rows) else [])]
        short = _filled(above) < width
        only_short = only_short and short
        if any(map(is_number, above)) and not short:
            break
        parted = not lines[rows[k][0] - 1].strip()
        heads = not any(map(is_number, cells)) and any(map(is_number, below))
        if heads and (parted or (only_short and _filled(cells) == width)):
            return k
    return start


def _names_rows(rows: list[Row], start: int, width: int) -> bool:
    """Whether the row above has a name less than the rows have cells: the first cell of each is its name."""
    above, below = rows[start - 1][1], [cells for _, cells in rows[start:] if len(cells) >= width]
    named = {cells[0] for cells in below}
    return (
        width > 2
        and _filled(above) == width - 1
        and not any(map(is_number, above))
        and len(named) == len(below)
        and any(map(is_number, below[0]))
    )


def _names_in_comment(lines: list[str], first: Row, layout: Layout, width: int) -> tuple[str, ...] | None:
    """The names in the comment above the first row, if it has as many, and the row itself has numbers."""
    above = next((line for line in reversed(lines[: first[0]]) if line.strip()), "")
    if above[:1] not in MARKS or not above or not any(map(is_number, first[1])):
        return None
    cells = next(reader([above.lstrip(MARKS).strip()], layout, strict=False), [])
    names = tuple(cell.strip() for cell in cells)
    return names if len(names) == width and not any(map(is_number, names)) else None


def _have_comments(lines: Sequence[str]) -> bool:
    """Whether some lines are comments: fewer than half, and the first or one that looks unlike a row."""
    full = [line for line in lines if line.strip()]
    marked = [line for line in full if _COMMENT.match(line)]
    few = 2 * len(marked) < len(full) or len(marked) < min(3, len(full))
    if not marked or not few or _is_header_with_mark(full):
        return False
    signs = Counter(sum(map(line.count, ",;\t|")) for line in full if line not in marked)
    usual = signs.most_common(1)[0][0] if signs else 0
    odd = (line for line in marked if line[0] not in MARKS or sum(map(line.count, ",;\t|")) != usual)
    return full[0] in marked or any(odd)


def _is_header_with_mark(full: Sequence[str]) -> bool:
    """Whether the first line alone begins so, and "#" is the name of its first column."""
    return re.match(r"[#%]\s*[;,\t|]", full[0]) is not None and not any(line[0] in MARKS for line in full[1:])


def _quote(lines: Sequence[str]) -> str:
    full = [line for line in lines if line.strip()]
    if any('"' in line for line in full):
        return '"'
    held = sum(re.search(r"(?:^|[,;\t| ])\s*'[^']*'\s*(?:[,;\t| ]|$)", line) is not None for line in full)
    return "'" if 0 < len(full) <= 2 * held else '"'


def _separator(lines: list[str], layout: Layout) -> str:
    """The sign that parts nearly all lines into as many cells, or else most of them.

    What the cells hold weighs more than how many rows have as many: a row that is too short is a mistake, one
    that is parted at its decimal commas has a cell too many of another kind.
    """
    shares = {sign: _share(lines, replace(layout, separator=sign)) for sign in _CANDIDATES}
    likely = [sign for sign in _CANDIDATES if shares[sign] >= _HALF]
    if likely and likely[0] in _CERTAIN and BLANKS in likely and _aligned(lines, likely[0], layout):
        return BLANKS
    if BLANKS in likely and ("\t" in likely or _only_thousands(lines)):
        likely.remove(BLANKS)
    likely.sort(key=lambda sign: not _parts_first(lines, replace(layout, separator=sign)))
    sense = {sign: _sense(lines, replace(layout, separator=sign)) for sign in likely}
    if any(sense.values()):
        return max(likely, key=lambda sign: round(shares[sign] ** 0.5 * sense[sign], 2))
    best: str = max(_CERTAIN, key=shares.__getitem__)
    return best if shares[best] > 0.0 else ","


def _sense(lines: list[str], layout: Layout) -> float:
    """How much sense the cells make, 0 to 1: what parts a number or is left in a text is no separator."""
    rows = _rows(lines, layout)[1:_LOOKED_AT]
    cells = [cell.strip() for _, row in rows for cell in row if cell.strip()]
    return sum(map(_sensible, cells)) / max(1, len(cells))


def _sensible(cell: str) -> float:
    if is_number(cell) or days(cell) is not None:
        return 1.0
    return 0.0 if _LEFT.search(cell) or any(map(is_number, cell.split())) else 0.5


def _share(lines: list[str], layout: Layout) -> float:
    """Of the rows from the first that is parted on, the share that has the usual number of cells.

    The first of them may be a header of another length. A row that is parted within quotation marks is not.
    """
    counts = [1 if _is_torn(cells, layout.quote) else len(cells) for _, cells in _rows(lines, layout)]
    first = next((k for k, count in enumerate(counts) if count > 1), len(counts))
    counts = counts[first + 1 :] if len(counts) - first > 2 else counts[first:]
    parted = Counter(counts)
    parted.pop(1, None)
    return parted.most_common(1)[0][1] / len(counts) if parted else 0.0


def _is_torn(cells: Sequence[str], quote: str) -> bool:
    """Whether a quotation mark opens in one of the cells and closes in another."""
    return sum(cell.count(quote) % 2 for cell in cells) > 1


def _parts_first(lines: list[str], layout: Layout) -> bool:
    """Whether the first row has as many cells as the second: a comma may part thousands in all but it."""
    counts = [len(cells) for _, cells in _rows(lines[:_MOST_TITLES], layout)]
    return len(counts) < 2 or counts[0] == counts[1]


def _aligned(lines: list[str], sign: str, layout: Layout) -> bool:
    """Whether most cells that this sign leaves hold runs of blanks: it is one of the blanks itself."""
    rows = [cells for _, cells in _rows(lines, replace(layout, separator=sign))]
    return 2 * sum(any("  " in cell.strip() for cell in cells) for cells in rows) >= len(rows)


def _only_thousands(lines: Sequence[str]) -> bool:
    full = [line.strip() for line in lines if line.strip()]
    return all(map(_THOUSANDS.fullmatch, full[1:]))
