"""`worksheet`: the exercises of a lesson on paper, a sheet for each name, and the key. Qt lays them out."""

from __future__ import annotations

import argparse
from pathlib import Path

from playground.cli.opening import UsageError
from playground.cli.options import add_setting, chosen, with_facts
from playground.cli.prepare import check_outputs
from playground.cli.qt_tools import qt_tools
from playground.files import write
from playground.lessons import read
from playground.lessons.sheets import SheetChoices, Sheets, read_names
from playground.settings import settings_of
from playground.wording import counted


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `worksheet`: the lesson, for whom, and where to."""
    parser.add_argument("lesson", type=Path, metavar="LESSON", help="A lesson file (.lesson).")
    parser.add_argument(
        "--names", type=Path, metavar="FILE", help="A list of names, one per line: one sheet for each."
    )
    for setting in settings_of(SheetChoices).values():
        add_setting(parser, setting, with_facts(setting, setting.help))
    parser.add_argument("--out", type=Path, metavar="FILE", help="Write the sheets here, as PDF.")
    parser.add_argument("--key", type=Path, metavar="FILE", help="Write the key here, as PDF.")


def run(options: argparse.Namespace) -> None:
    """Write the sheets, the key, or both."""
    files = {"sheet": options.out, "key": options.key}
    if not any(files.values()):
        raise UsageError("--out or --key with a file to write is needed.", "See worksheet --help.")
    check_outputs(*filter(None, files.values()))
    names = read_names(options.names) if options.names else ()
    choices = SheetChoices(**chosen(SheetChoices, options))
    sheets = Sheets(read(options.lesson), names, choices)
    pdf = qt_tools(options).worksheets
    for kind, path in files.items():
        if path is not None:
            write(path, pdf(sheets, kind, choices.paper))
            print(f"{path}: {counted(len(sheets), 'sheet')}.")
