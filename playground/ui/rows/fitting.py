"""How wide the columns of the table of rows are: what each needs, and how they give way to each other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtGui import QFontMetrics

from playground.ui.rows.columns import Cell, Column
from playground.ui.rows.head import PADDING
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
    "residual": (number_format.value(-2.345e-8), number_format.brief(-2.8e-17)),
}
# What follows the name in a column of classes, and what is left of both in brief.
_OF_CLASSES = {"target": ("", ""), "prediction": (f" · {_GREATEST}", _GREATEST)}


class Need(NamedTuple):
    """The px of one column: with air, with all its words, and in brief.

    Those with the greatest `spare` are left out first, those with 0 never.
    """

    wide: int
    whole: int
    least: int
    spare: int = 0


def needs_of(rows: RowModel, narrowest: int, axes: Sequence[int]) -> list[Need]:
    """Every column needs its name and its first rows; one of classes, the longest of them.

    The inputs on the `axes` of the canvas are left out after all others.
    """
    first = [rows.cell(row) for row in range(min(_LOOKED_AT, rows.rowCount()))]
    return [
        _need(column, first, rows.names.classes, narrowest)._replace(spare=_spare(column, axes))
        for column in rows.columns
    ]


def _spare(column: Column, axes: Sequence[int]) -> int:
    """What the look of a row tells is left out first, then inputs; never what the network makes of them."""
    if column.spare:
        return sys.maxsize
    if column.input is None:
        return 0
    return 1 + (axes.index(column.input) if column.input in axes else len(axes) + column.input)


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

    bare = max(style.px(_BARE), narrowest, titles.horizontalAdvance(column.title) + 2 * PADDING)
    wide = max(room(shown), titles.horizontalAdvance(column.title + " ↓") + 14, style.px(_NARROWEST))
    wide = min(wide, style.px(_WIDEST))
    whole = min(max(room(shown) - _SPARE, bare), wide)
    return Need(wide, whole, min(max(room(shortest) - _SPARE, bare), whole))


def fitted(needs: Sequence[Need], room: int) -> list[int]:
    """The widths of columns in px, 0 of one that is left out.

    They give up first their air, then words, then the spare columns one by one; if all this is not enough,
    nothing.
    """
    out = next((out for out, px in enumerate(least_widths(needs)) if px <= room), None)
    if out is None:
        return [need.wide for need in needs]
    gone = set(_leaving(needs)[:out])
    kept = [need for place, need in enumerate(needs) if place not in gone]
    wide, whole, least = ([need[size] for need in kept] for size in range(3))
    found = iter(_shrunk(wide, whole, room) if sum(whole) <= room else _shrunk(whole, least, room))
    return [0 if place in gone else next(found) for place in range(len(needs))]


def least_widths(needs: Sequence[Need]) -> list[int]:
    """The px that all columns need in brief, then all without the first to be left out, and so on."""
    every = sum(need.least for need in needs)
    return list(accumulate((-needs[place].least for place in _leaving(needs)), initial=every))


def _leaving(needs: Sequence[Need]) -> list[int]:
    """The places of the columns that can be left out, the first to go first."""
    places = (place for place, need in enumerate(needs) if need.spare)
    return sorted(places, key=lambda place: -needs[place].spare)


def _shrunk(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Each gives up its share of what it can do without."""
    over = sum(widths) - room
    spare = [wide - bare for wide, bare in zip(widths, least, strict=True)]
    if over <= 0:
        return list(widths)
    ends = [over * sum(spare[: place + 1]) // sum(spare) for place in range(len(spare))]
    return [wide - (end - begin) for wide, begin, end in zip(widths, [0, *ends], ends, strict=False)]
