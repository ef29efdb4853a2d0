"""`worksheet`: the exercises of a lesson on paper, a sheet for each name, and the key. Qt lays them out."""

from __future__ import annotations

import argparse
from pathlib import Path

from playground.cli.opening import UsageError
from playground.cli.prepare import check_outputs
from playground.cli.qt_tools import qt_tools
from playground.errors import FileError
from playground.files import read as read_bytes
from playground.files import write
from playground.lessons import read
from playground.lessons.sheet import names_in, sheet_of
from playground.wording import counted

_MOST = 500  # sheets at once
_PAPERS = ("a4", "letter")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `worksheet`: the lesson, for whom, and where to."""
    parser.add_argument("lesson", type=Path, metavar="LESSON", help="A lesson file (.lesson).")
    parser.add_argument(
        "--names", type=Path, metavar="FILE", help="A list of names, one a line: a sheet for each of them."
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="Write the sheets here, as PDF.")
    parser.add_argument("--key", type=Path, metavar="FILE", help="Write the key here, as PDF.")
    parser.add_argument("--paper", choices=_PAPERS, default=_PAPERS[0], help="The size of the pages.")


def run(options: argparse.Namespace) -> None:
    """Write the sheets, the key, or both."""
    if options.out is None and options.key is None:
        raise UsageError("--out or --key with a file to write is needed.", "See worksheet --help.")
    check_outputs(*filter(None, (options.out, options.key)))
    lesson = read(options.lesson)
    names = _names(options.names) if options.names else ("",)
    sheets = [sheet_of(lesson, name) for name in names]
    if not sheets[0].exercises:
        message = f"{options.lesson} has no step that can be held on paper."
        raise FileError(message, "Calculate, predict_sign, choose, order and explain can.")
    pages = qt_tools(options).worksheets(sheets, options.paper)
    for path, content in zip((options.out, options.key), pages, strict=True):
        if path is not None:
            write(path, content)
            print(f"{path}: {counted(len(sheets), 'sheet')}.")


def _names(path: Path) -> tuple[str, ...]:
    """The names of a list. Raises FileError."""
    try:
        names = names_in(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not a text in UTF-8.", "Save it as UTF-8.") from error
    if not names:
        raise FileError(f"{path} holds no names.", "Write one a line.")
    if len(names) > _MOST:
        raise FileError(f"{path} holds {len(names):,} names.", f"At most {_MOST} are printed at once.")
    return names
