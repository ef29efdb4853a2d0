"""A worksheet and its key as HTML for paper. Where the network is drawn, NETWORK stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from playground.lessons.moment import Moment
from playground.lessons.sheet import FOLLOW_THROUGH, Blank, Exercise, Given, Sheet
from playground.ui.lessons.markdown import html
from playground.ui.lessons.network_drawing import can_be_drawn

NETWORK = "\ue000"
HEADING = 12
"""The size of the exercises' titles, by which they are known."""

_LINE = "_" * 18
_THIN = ' style="border-collapse:collapse"'
_PER_ROW = 4  # given numbers, and blanks, side by side


def sheet_html(sheet: Sheet) -> str:
    """What a student gets."""
    parts = [_head(sheet.lesson.title), _name_line(sheet)]
    for number, one, new in _numbered(sheet):
        if new:
            parts.append(_given(one))
        parts += [_title(number, one), _text(one.step.text), _to_fill(one)]
    return _page(parts)


def key_html(sheet: Sheet) -> str:
    """What the teacher gets: every number, what follow-through means, and what wrong ways would give."""
    parts = [
        _head(f"Key: {sheet.lesson.title}"),
        f"<p><b>{escape(sheet.name) or 'All'}</b>{_variant(sheet)}</p>",
    ]
    if sheet.lesson.head.teacher.strip():
        parts.append(_text(sheet.lesson.head.teacher))
    if any(blank.tolerance[1] for one in sheet.exercises for blank in one.blanks):
        parts.append(f"<p>{escape(FOLLOW_THROUGH)}</p>")
    for number, one in enumerate(sheet.exercises, 1):
        parts += [_title(number, one), _answers(one)]
    return _page(parts)


def drawn(sheet: Sheet) -> list[Moment]:
    """What is drawn where NETWORK stands on a sheet, in its order."""
    return [one.moment for _, one, new in _numbered(sheet) if new and can_be_drawn(one.moment)]


def _numbered(sheet: Sheet) -> Iterator[tuple[int, Exercise, bool]]:
    """The exercises with their numbers, and whether the given numbers are others than above."""
    told: tuple[Given, ...] = ()
    for number, one in enumerate(sheet.exercises, 1):
        yield number, one, bool(one.given) and one.given != told
        told = one.given or told


def _page(parts: list[str]) -> str:
    return f'<html><body style="font-size:10pt; color:#000000">{"".join(parts)}</body></html>'


def _head(title: str) -> str:
    return f'<p style="font-size:16pt; font-weight:600; margin-bottom:4px">{escape(title)}</p>'


def _name_line(sheet: Sheet) -> str:
    name = escape(sheet.name) if sheet.name else _LINE * 2
    points = f"Points: ______ of {sheet.points:g}" if sheet.points else ""
    return (
        f'<table width="100%"><tr><td>Name: <b>{name}</b>{_variant(sheet)}</td>'
        f'<td align="right">{points}</td></tr></table>'
    )


def _variant(sheet: Sheet) -> str:
    return f" &nbsp; Variant {sheet.variant}" if sheet.variant else ""


def _given(one: Exercise) -> str:
    drawing = f'<p align="center">{NETWORK}</p>' if can_be_drawn(one.moment) else ""
    cells = [f"{escape(number.label)} = <b>{escape(number.value)}</b>" for number in one.given]
    return f"{drawing}<p><b>Given</b></p>{_table(cells)}"


def _title(number: int, one: Exercise) -> str:
    points = f" &nbsp; ({_points(one.step.points)})" if one.step.points else ""
    title = f"<b>{number} &nbsp; {escape(one.step.title)}</b>{points}"
    return f'<p style="font-size:{HEADING}pt; margin-top:12px">{title}</p>'


def _points(points: float) -> str:
    return "1 point" if points == 1 else f"{points:g} points"


def _text(markdown: str) -> str:
    """Sizes are of the paper, whatever the text size of the window is."""
    return re.sub(r"font-size:\d+px", "font-size:10pt", html(markdown, 10)) if markdown.strip() else ""


def _to_fill(one: Exercise) -> str:
    if one.blanks:
        signs = "up / down / stays" if not one.blanks[0].tolerance[0] else _LINE
        return _table([f"{escape(blank.label)}: {signs}" for blank in one.blanks], 2) + _room(len(one.blanks))
    if one.options:
        box = "____" if len(one.right) == len(one.options) else "☐"
        return "".join(f"<p>{box} &nbsp; {_inline(option)}</p>" for option in one.options)
    return f"<p>{'_' * 84}</p>" * one.lines


def _inline(markdown: str) -> str:
    return re.sub(r"</?(?:p|div)[^>]*>", "", _text(markdown))


def _room(blanks: int) -> str:
    """Empty lines for working."""
    return "<p>&nbsp;</p>" * min(8, 2 + blanks)


def _answers(one: Exercise) -> str:
    if one.blanks and one.blanks[0].tolerance[0]:
        head = "<tr><th>Number</th><th>Value</th><th>±</th><th>± own</th><th>Wrong ways</th></tr>"
        rows = "".join(map(_row, one.blanks))
        return f'<table border="1" cellspacing="0" cellpadding="3" width="100%"{_THIN}>{head}{rows}</table>'
    if one.blanks:
        return _table([f"{escape(blank.label)} {escape(blank.value)}" for blank in one.blanks])
    numbered = len(one.right) == len(one.options) > 0
    marks = (f"{place}." if numbered else "•" for place in range(1, len(one.right) + 1))
    return "".join(f"<p>{mark} {_inline(text)}</p>" for mark, text in zip(marks, one.right, strict=True))


def _row(blank: Blank) -> str:
    wrong = "; ".join(f"{escape(one.rule.label)} {one.value}" for one in blank.wrong)
    cells = [
        escape(blank.label),
        f"<b>{blank.value}</b>",
        *blank.tolerance,
        f'<span style="font-size:8pt">{wrong}</span>',
    ]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _table(cells: list[str], per_row: int = _PER_ROW) -> str:
    rows = [cells[start : start + per_row] for start in range(0, len(cells), per_row)]
    inside = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table width="100%" cellpadding="3">{inside}</table>'
