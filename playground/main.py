"""Where the program starts: the command line when a command is given, otherwise the window."""

from __future__ import annotations

import gc
import sys

from playground.cli import HEADLESS, refused
from playground.cli import main as command_line
from playground.cli.qt_tools import QtTools, is_of_qt, not_loaded
from playground.cli.terminal import say


def main(argv: list[str] | None = None) -> int:
    """Run with these arguments (the program's own by default) and give the exit code."""
    argv = sys.argv[1:] if argv is None else argv
    if argv and argv[0] in HEADLESS:
        return command_line(argv, load_qt)
    if refused(argv):
        return 2
    gc.disable()  # while it starts nothing is left over; the window switches it on when all is there
    try:
        try:
            from playground.ui.app import main as window  # Qt is loaded only for the window
        except ImportError as error:
            if not is_of_qt(error):
                raise
            say(str(not_loaded("The window is", error)))
            return 2
        return window(argv)
    finally:
        gc.enable()


def load_qt() -> QtTools:
    """What draws for the command line. Qt is loaded only when it is asked for."""
    from playground.ui.headless.render import renderer
    from playground.ui.headless.worksheets import pdf

    return QtTools(renderer, pdf)
