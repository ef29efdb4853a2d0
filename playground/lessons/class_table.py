"""The table of a class, students by steps: as CSV, and as text for a terminal."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable

from msgspec import Struct

from playground.data.formulas import disarmed
from playground.lessons.class_marks import ClassMarks
from playground.lessons.kinds import Step
from playground.lessons.marking.wrong_rules import WRONG_RULES
from playground.lessons.marks import StudentMarks
from playground.text import short

_WIDEST = 24  # columns of a name in a terminal


class Column(Struct, frozen=True):
    """Its title, what it means, and what stands there of a student; `step` if it is of one."""

    title: str
    tip: str
    of: Callable[[StudentMarks], float | str]
    step: Step | None = None


def columns(marks: ClassMarks) -> tuple[Column, ...]:
    """Name, the sums, and the points of every step that has some."""
    steps = len(marks.lesson.steps)
    return (
        Column("Name", "As in the result file", lambda one: one.name),
        Column("Points", "For all steps", lambda one: one.points),
        Column("Of", "Points possible", lambda one: one.out_of),
        Column("Done", f"Steps with nothing left to answer, of {steps}", lambda one: one.done),
        Column("Attempts", "Answers that were checked", lambda one: sum(one.attempts.values())),
        Column("Hints", "Hints shown", lambda one: one.hints),
        Column("Minutes", "Time spent on the steps", lambda one: one.minutes),
        *map(_step_column, marks.marked_steps),
        Column("Notes", "Remarks on the file", lambda one: " ".join(one.notes)),
    )


def _step_column(step: Step) -> Column:
    tip = f"{step.title or step.id}: points of {step.points:g}"
    return Column(f"{step.id} ({step.points:g})", tip, lambda one: one.steps[step.id].points, step)


def shown(value: float | str) -> str:
    """What stands in a cell."""
    return value if isinstance(value, str) else f"{value:g}"


def slip_in(marks: ClassMarks, step: Step) -> str:
    """The most common wrong rule of a step, and how many students applied it; empty if none did."""
    slip = marks.commonest(step)
    return f"{WRONG_RULES[slip[0]].label} ({slip[1]})" if slip else ""


def table(marks: ClassMarks) -> list[list[str]]:
    """A header, a line for each student, and the commonest wrong rule of each step."""
    across = columns(marks)
    lines = [[shown(column.of(one)) for column in across] for one in marks.students]
    slips = [slip_in(marks, column.step) if column.step else "" for column in across[1:]]
    return [[column.title for column in across], *lines, ["Most common mistake", *slips]]


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
