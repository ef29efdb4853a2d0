"""Whether the first row of a table names its columns: it is held against what stands below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.data.numbers import is_missing
from playground.data.reading.dates import days
from playground.data.reading.numerals import is_number, meant_by

_LOOKED_AT = 100  # rows
_FEWEST_BELOW = 3  # rows, to tell names 0, 1, 2 … from a row


def is_header(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of the first row are names of columns; `below` are the rows after it.

    A text above numbers or dates is a name; so is a number far from those below it, such as a year. A text
    above texts is one if it is none of them, while they repeat. Where that tells nothing, a row without a
    number is a header; and so are the numbers 0, 1, 2 … above others, as pandas writes them.
    """
    if not below:
        return not any(is_number(cell) or _stands_for_missing(cell) for cell in first)
    columns = list(zip(*below[:_LOOKED_AT], strict=True))
    votes = [_vote(cell, column) for cell, column in zip(first, columns, strict=True)]
    plain = not any(is_number(cell) or _stands_for_missing(cell) for cell in first)
    if sum(votes) > 0 or (plain and sum(votes) == 0):
        return True
    others = [k for k, vote in enumerate(votes) if vote < 1]  # names may stand among numbers that count
    return _counts([first[k] for k in others], [columns[k] for k in others])


def _vote(cell: str, column: Sequence[str]) -> int:
    """1 for a name, −1 for a cell like those below, 0 where nothing can be told."""
    there = [other.strip() for other in column if not is_missing(other)]
    cell = cell.strip()
    if not there or not cell:
        return 0
    numbers = [meant for other in there if (meant := meant_by(other)).is_number]
    if is_number(cell):
        return -1 if 2 * len(numbers) < len(there) or _is_among(cell, there) else 0
    if 2 * len(numbers) >= len(there):
        return 0 if is_missing(cell) else 1
    if all(days(other) is not None for other in there):
        return -1 if days(cell) is not None else 1
    if cell in there:
        return -1
    return int(2 * len(set(there)) <= len(there))


def _is_among(cell: str, there: Sequence[str]) -> bool:
    """Whether a number lies where those below do, give or take their spread."""
    values = [value for other in there if (value := _value(other)) is not None]
    value = _value(cell)
    if value is None or not values:
        return True
    low, high = min(values), max(values)
    spread = high - low
    return low - spread <= value <= high + spread


def _value(cell: str) -> float | None:
    point, comma = meant_by(cell)
    return comma if point is None else point


def _counts(first: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is 0, 1, 2 … (a name may be missing before them) and the rows below are not so.

    From 1 on there have to be decimals below, and three columns: 1, 2 and 1, 2, 3 may as well be a row.
    """
    cells = [cell.strip() for cell in first]
    bare = cells[1:] if not cells[0] else cells
    counts = {begin: list(map(str, range(begin, begin + len(bare)))) for begin in (0, 1)}
    begin = next((begin for begin, row in counts.items() if row == bare), None)
    if begin is None or len(columns[0]) < _FEWEST_BELOW:
        return False
    values = [[_value(cell) for cell in column] for column in columns[-len(bare) :]]
    numbers = np.array([[np.nan if value is None else value for value in column] for column in values])
    whole = bool((numbers == np.round(numbers)).all())
    goes_on = bool((numbers[:, 0] == np.arange(len(bare), 2 * len(bare)) + begin).all())
    if not cells[0]:
        return not goes_on
    return len(bare) > (1 if not begin and not whole else 2) and not goes_on and not (begin and whole)


def _stands_for_missing(cell: str) -> bool:
    return bool(cell.strip()) and is_missing(cell)
