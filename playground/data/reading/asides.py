"""Lines that hold no row: units below the header, comments between the rows, totals and notes below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playground.data.numbers import is_missing
from playground.data.reading.dates import days
from playground.data.reading.numerals import is_number

MOST_BELOW = 20
"""More rows at the end that look so are rows."""

_LOOKED_AT = 100  # rows
_NEARLY_ALL = 0.8
_NOTE = re.compile(
    r"(?:sources?|(?:foot)?notes?|remarks?|legend|quellen?|anmerkung(?:en)?|hinweise?|fuentes?|notas?|fonti?)\s*:",
    re.IGNORECASE,
)
_TOTALS = frozenset(
    {
        *("total", "totals", "grand total", "subtotal", "sum", "average", "avg", "mean"),
        *("gesamt", "insgesamt", "summe", "mittelwert", "durchschnitt", "totale", "totaal", "suma"),
    }
)


def are_units(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first row has words above columns of numbers or dates, and nothing above the others."""
    told = 0
    for cell, column in zip(first, zip(*below[:_LOOKED_AT], strict=True), strict=False):
        if not is_missing(cell):
            there = [other for other in column if not is_missing(other)]
            if _is_value(cell) or sum(map(_is_value, there)) < max(1, _NEARLY_ALL * len(there)):
                return False
            told += 1
    return told > 0


def below_table(rows: Sequence[Sequence[str]], places: Sequence[int], width: int) -> int:
    """How many of the last rows are totals or notes.

    Those are a total, a source, a text that stands alone, and what is not as wide as the table, has no
    number, and is parted from it by a blank line.
    """
    count = 0
    for k in range(len(rows) - 1, 0, -1):
        if is_aside(rows[k], width):
            count = len(rows) - k
        elif any(map(_is_value, rows[k])) or _filled(rows[k]) == width:
            break
        elif places[k] - places[k - 1] > 1:
            count = len(rows) - k
    return count if count <= MOST_BELOW else 0


def is_aside(row: Sequence[str], width: int) -> bool:
    """Whether a row is a total, a note, or a text that stands alone."""
    cells = [cell.strip() for cell in row if cell.strip()]
    first = cells[0] if cells else ""
    if _NOTE.match(first) or first.rstrip(":").casefold() in _TOTALS:
        return True
    alone = len(cells) == 1 and (len(row) < width or width > 2)
    return alone and not is_missing(first) and not _is_value(first)


def _is_value(cell: str) -> bool:
    return is_number(cell) or days(cell) is not None


def _filled(row: Sequence[str]) -> int:
    return next((k for k in range(len(row), 0, -1) if row[k - 1].strip()), 0)
