"""How wide the columns of the table of rows are: what each needs, and how they give way to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QFontMetrics

from playground.ui.rows.columns import Cell, Column
from playground.ui.rows.model import RowModel
from playground.ui.theme import style
from playground.ui.widgets import number_format

_NARROWEST, _WIDEST, _LOOKED_AT = 44, 160, 40  # px of a column; rows that say how wide it has to be
_SPARE, _BARE = 7, 36  # px beside the words of a column that it can do without; of a column without them
_BESIDE, _BESIDE_MARK = 18, 40  # px beside words, and beside a mark with words
_GREATEST = number_format.share(0.9999)
# As they train, in words and in brief.
_LONGEST = {
    "error": (number_format.loss(2e-8),) * 2,
    "residual": (number_format.value(-2.345e-8), number_format.brief(-0.002345)),
}
# What follows the name in a column of classes, and what is left of both in brief.
_OF_CLASSES = {"target": ("", ""), "prediction": (f" · {_GREATEST}", _GREATEST)}


class Need(NamedTuple):
    """The px of one column: with air, with all its words, and in brief; whether it can be left out."""

    wide: int
    whole: int
    least: int
    spare: bool = False


def needs_of(rows: RowModel, narrowest: int) -> list[Need]:
    """Every column needs its name and its first rows; one of classes, the longest of them."""
    first = [rows.cell(row) for row in range(min(_LOOKED_AT, rows.rowCount()))]
    return [_need(column, first, rows.names.classes, narrowest) for column in rows.columns]


def _need(column: Column, first: Sequence[Cell], classes: tuple[str, ...], narrowest: int) -> Need:
    words, titles = QFontMetrics(style.font(12)), QFontMetrics(style.font(style.SMALL))
    if classes and column.name in _OF_CLASSES:
        rest, brief = _OF_CLASSES[column.name]
        shown, shortest, besides = [name + rest for name in classes], [brief], _BESIDE_MARK
    else:
        longest, longest_brief = _LONGEST.get(column.name, ("", ""))
        shown = [longest, *map(column.words, first)]
        shortest = [longest_brief, *map(column.brief or column.words, first)]
        besides = _BESIDE

    def room(texts: Sequence[str]) -> int:
        return max((words.horizontalAdvance(one) + besides for one in texts), default=0)

    bare = max(style.px(_BARE), narrowest, titles.horizontalAdvance(column.title) + 10)
    wide = max(room(shown), titles.horizontalAdvance(column.title + " ↓") + 14, style.px(_NARROWEST))
    wide = min(wide, style.px(_WIDEST))
    whole = min(max(room(shown) - _SPARE, bare), wide)
    return Need(wide, whole, min(max(room(shortest) - _SPARE, bare), whole), column.spare)


def fitted(needs: Sequence[Need], room: int) -> list[int]:
    """The widths of columns in px, 0 of one that is left out.

    They give up first their air, then words, then the spare columns; if all this is not enough, nothing.
    """
    wide, whole, least = ([need[place] for need in needs] for place in range(3))
    if sum(whole) <= room:
        return _shrunk(wide, whole, room)
    if sum(least) <= room:
        return _shrunk(whole, least, room)
    kept = [need for need in needs if not need.spare]
    if len(kept) == len(needs) or sum(need.least for need in kept) > room:
        return wide
    found = iter(fitted(kept, room))
    return [0 if need.spare else next(found) for need in needs]


def _shrunk(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Each gives up its share of what it can do without."""
    over = sum(widths) - room
    spare = [wide - bare for wide, bare in zip(widths, least, strict=True)]
    if over <= 0:
        return list(widths)
    ends = [over * sum(spare[: place + 1]) // sum(spare) for place in range(len(spare))]
    return [wide - (end - begin) for wide, begin, end in zip(widths, [0, *ends], ends, strict=False)]
