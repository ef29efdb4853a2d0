"""`lesson`: check a lesson file, mark the results of a class, write questions for Moodle."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from playground.cli.terminal import say
from playground.errors import PlaygroundError
from playground.files import write
from playground.wording import counted


def add_options(parser: argparse.ArgumentParser) -> None:
    """What is to be done with a lesson, each with its own options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for row in _ACTIONS:
        action = actions.add_parser(row.name, help=row.help, description=row.help, allow_abbrev=False)
        row.add_options(action)
        action.set_defaults(run=row.run, parser=action)


def run(options: argparse.Namespace) -> None:
    """Every action has its own; argparse asks for one."""


class _Action(Struct, frozen=True):
    name: str
    help: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], None]


def _add_lesson(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", type=Path, metavar="LESSON", help="A lesson file (.lesson).")


def _add_out(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=f"Write {what} here; without it, it is printed."
    )


def _add_marks(parser: argparse.ArgumentParser) -> None:
    _add_lesson(parser)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="Where the results of the students are.")
    _add_out(parser, "the table as CSV")


def _add_gift(parser: argparse.ArgumentParser) -> None:
    _add_lesson(parser)
    _add_out(parser, "the questions")
    parser.add_argument("--name", default="", metavar="NAME", help="A student's name, for their own numbers.")


def _check(options: argparse.Namespace) -> None:
    """Print every finding with its line; a serious one makes the command fail."""
    from playground.lessons import read
    from playground.lessons.check import check
    from playground.lessons.file import where

    lesson = read(options.lesson)
    findings = check(lesson)
    for one in findings:
        print(" ".join(filter(None, (f"{where(options.lesson, one.place)}: {one.message}", one.hint))))
    serious = sum(one.serious for one in findings)
    if serious:
        raise PlaygroundError(f"{options.lesson}: {counted(serious, 'thing')} to correct.", "")
    print(
        f"{options.lesson}: {counted(len(lesson.steps), 'step')}, {counted(len(lesson.tests), 'test')}: fine."
    )


def _marks(options: argparse.Namespace) -> None:
    """Print the table of the class, or write it."""
    from playground.lessons import read
    from playground.lessons.class_marks import class_marks
    from playground.lessons.class_table import csv_of, text_of
    from playground.lessons.collected import from_folder

    lesson, found = read(options.lesson), from_folder(options.folder)
    marks = class_marks(lesson, found.results)
    if found.others:
        say(found.ignored)
    if options.out is None:
        print(text_of(marks))
        return
    write(options.out, csv_of(marks))
    print(f"{options.out}: {counted(len(marks.students), 'student')}.")
    for reason in marks.refused:
        say(f"Not marked: {reason}")


def _gift(options: argparse.Namespace) -> None:
    """Print the questions, or write them."""
    from playground.lessons import read
    from playground.lessons.gift import gift

    text = gift(read(options.lesson), options.name)
    if options.out is None:
        print(text, end="")
    else:
        write(options.out, text.encode())
        print(f"{options.out}: written.")


_ACTIONS = (
    _Action("check", "Check a lesson file: its tests, and what no student could reach.", _add_lesson, _check),
    _Action("marks", "Mark the results of a class: a table of students and steps.", _add_marks, _marks),
    _Action("gift", "Write the exercises as questions for Moodle (GIFT).", _add_gift, _gift),
)
