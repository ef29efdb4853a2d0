"""The command line: everything the program can do without a window. Nothing here imports Qt:
what draws is handed to `main`.

A new command is a module with `add_options` and `run`, and a row of COMMANDS.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from playground import __version__
from playground.cli import (
    bench,
    datasets,
    export,
    import_,
    lesson,
    link,
    predict,
    race,
    render,
    seeds,
    train,
    worksheet,
)
from playground.cli.opening import UsageError, check_words
from playground.cli.options import forms
from playground.cli.qt_tools import QtTools, none
from playground.cli.terminal import PROGRAM, mute, say, speak_utf8
from playground.errors import PlaygroundError, nearest


@dataclass(frozen=True)
class Command:
    """One row of COMMANDS. `run` prints to stdout; what the user can mend, it raises as PlaygroundError."""

    name: str
    help: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], None]


_ROWS = (
    Command("train", "Train a network and export its weights.", train.add_options, train.run),
    Command(
        "predict", "Predict the rows of a CSV file with a trained model.", predict.add_options, predict.run
    ),
    Command("seeds", "Train from many seeds at once.", seeds.add_options, seeds.run),
    Command("race", "Train with several values of one setting.", race.add_options, race.run),
    Command("export", "Write a trained network in other formats.", export.add_options, export.run),
    Command("render", "Draw pictures and animations of a run.", render.add_options, render.run),
    Command("import", "Import a network from another program or a link.", import_.add_options, import_.run),
    Command("link", "Print an experiment as a link or a line of text.", link.add_options, link.run),
    Command("lesson", "Check a lesson, mark results, write questions.", lesson.add_options, lesson.run),
    Command(
        "worksheet", "Print worksheets of a lesson, and their key.", worksheet.add_options, worksheet.run
    ),
    Command("datasets", "List the available datasets.", datasets.add_options, datasets.run),
    Command("bench", "Benchmark the engine against other implementations.", bench.add_options, bench.run),
)

COMMANDS: dict[str, Command] = {row.name: row for row in _ROWS}
HEADLESS = (*COMMANDS, "-h", "--help", "--version")


_EPILOG = f"""\
Without a command, files open in the window: {PROGRAM} lesson.json

Each command has a page of help: {PROGRAM} train --help
Exit codes: 0 done, 2 something to correct (said in one line), 130 stopped by Ctrl+C.
"""


def refused(argv: Sequence[str]) -> bool:
    """Whether the words after the program's name are neither command nor file; then it is said."""
    speak_utf8()
    try:
        check_words(argv, (*COMMANDS, "--help", "--version"))
    except UsageError as error:
        say(str(error))
        return True
    return False


def main(argv: Sequence[str], load_qt: Callable[[], QtTools] = none) -> int:
    """Run one command; `load_qt` is called by those that draw.

    Exit codes: 0 done, 2 bad input, 130 Ctrl+C, 141 nobody reads the output.
    """
    speak_utf8()
    try:
        options, unknown = _parser(load_qt).parse_known_args(argv)
        if unknown:
            raise UsageError(f"Unrecognized arguments: {' '.join(unknown)}.", options.parser.hint(unknown[0]))
        options.run(options)
        sys.stdout.flush()
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    except PlaygroundError as error:
        say(error.told(forms()))
        return 2
    except KeyboardInterrupt:
        say("Stopped by Ctrl+C.")
        return 130
    except BrokenPipeError:
        mute()
        return 141
    except OSError as error:  # a full disk behind the output; files have errors of their own
        mute()
        say(str(error))
        return 2
    return 0


class _Parser(argparse.ArgumentParser):
    """Errors in one line, raised; no abbreviations, which a later option would make ambiguous."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")

    def hint(self, word: str) -> str:
        """What may be meant by a word that is no option."""
        return nearest(word.partition("=")[0], self._option_string_actions) or f"See {self.prog} --help."


def _parser(load_qt: Callable[[], QtTools]) -> _Parser:
    parser = _Parser(
        prog=PROGRAM,
        description="Watch a small neural network learn. Without a command, the window opens.",
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for row in COMMANDS.values():
        command = commands.add_parser(row.name, help=row.help, description=row.help, allow_abbrev=False)
        row.add_options(command)
        command.set_defaults(run=row.run, parser=command, load_qt=load_qt)
    return parser
