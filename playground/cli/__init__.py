"""The command line: everything the program can do without a window. Nothing here imports Qt: what draws is
handed to `main`. The window and its worker pass here when they start: what a command needs comes with it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from playground import __version__
from playground.cli.commands import COMMANDS
from playground.cli.opening import UsageError, check_screen, check_words
from playground.cli.qt_tools import QtTools, none
from playground.cli.terminal import PROGRAM, mute, say, speak_utf8
from playground.errors import PlaygroundError, nearest

HEADLESS = (*COMMANDS, "-h", "--help", "--version")


_EPILOG = f"""\
Without a command, files open in the window: {PROGRAM} lesson.json

Each command has a page of help: {PROGRAM} train --help
Exit codes: 0 done, 2 something to correct (said in one line), 130 stopped by Ctrl+C.
"""


def refused(argv: Sequence[str]) -> bool:
    """Whether these words open no window, or there is no display for one; then it is said."""
    speak_utf8()
    try:
        check_words(argv, (*COMMANDS, "--help", "--version"))
        check_screen(argv)
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
        options, unknown = _parser(argv, load_qt).parse_known_args(argv)
        if unknown:
            raise UsageError(f"Unrecognized arguments: {' '.join(unknown)}.", options.parser.hint(unknown[0]))
        options.run(options)
        sys.stdout.flush()
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    except PlaygroundError as error:
        from playground.cli.options import forms

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


def _parser(argv: Sequence[str], load_qt: Callable[[], QtTools]) -> _Parser:
    """With the options of the commands that are named."""
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
        if row.name in argv:
            row.module.add_options(command)
            command.set_defaults(run=row.module.run, parser=command, load_qt=load_qt)
    return parser
