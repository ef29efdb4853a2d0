"""The table of a class, students by steps: as CSV, and as text for a terminal."""

from __future__ import annotations

import csv
import io
import unicodedata

from playground.data.formulas import disarmed
from playground.lessons.marking.wrong_rules import WRONG_RULES
from playground.lessons.marks import ClassMarks
from playground.text import short

_WIDEST = 24  # columns of a name in a terminal


def table(marks: ClassMarks) -> list[list[str]]:
    """A header, a line for each student, and the commonest wrong rule of each step."""
    steps = marks.marked_steps
    header = [
        "Name",
        *(f"{step.id} ({step.points:g})" for step in steps),
        "Points",
        "Of",
        "Hints",
        "Minutes",
        "Notes",
    ]
    lines = [
        [
            one.name,
            *(f"{one.steps[step.id].points:g}" for step in steps),
            f"{one.points:g}",
            f"{one.out_of:g}",
            str(one.hints),
            f"{one.minutes:g}",
            " ".join(one.notes),
        ]
        for one in marks.students
    ]
    slips = [marks.commonest(step) for step in steps]
    named = [f"{WRONG_RULES[slip[0]].label} ({slip[1]})" if slip else "" for slip in slips]
    return [header, *lines, ["Most common mistake", *named, "", "", "", "", ""]]


def csv_of(marks: ClassMarks) -> bytes:
    """As CSV that spreadsheets open: UTF-8 with its mark; names that would run as formulas are disarmed."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(disarmed, line) for line in table(marks))
    return text.getvalue().encode("utf-8-sig", "replace")


def text_of(marks: ClassMarks) -> str:
    """As columns, the notes behind them; then the files that were refused."""
    lines = [[short(cell, _WIDEST) for cell in line[:-1]] + line[-1:] for line in table(marks)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)][:-1]
    rows = ["  ".join([*map(_padded, line, widths), line[-1]]).rstrip() for line in lines]
    return "\n".join([*rows, *(f"Not marked: {reason}" for reason in marks.refused)])


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """How many columns of a terminal it takes: Chinese and Japanese signs take two, accents none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
