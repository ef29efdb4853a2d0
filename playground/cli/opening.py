"""What may stand behind the program's name where no command does: files to open, and options of Qt."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence

from playground.errors import PlaygroundError, nearest

_FLAGS = {"reverse", "widgetcount"}
_WITH_VALUE = {
    "display",
    "fontengine",
    "geometry",
    "platform",
    "platformpluginpath",
    "platformtheme",
    "plugin",
    "qmljsdebugger",
    "qwindowgeometry",
    "qwindowicon",
    "qwindowtitle",
    "session",
    "style",
    "stylesheet",
    "title",
}
"""Those of QGuiApplication and QApplication that a following word belongs to."""


class UsageError(PlaygroundError):
    """The command line makes no sense."""


def files_in(arguments: Sequence[str]) -> Iterator[str]:
    """The words that name a file. Raises UsageError for an option that nobody knows."""
    words = iter(arguments)
    for word in words:
        name, given, _ = word.lstrip("-").partition("=")
        if not word.startswith("-") or os.path.exists(word):  # noqa: PTH110
            yield word
        elif name in _WITH_VALUE and not given:
            next(words, None)
        elif name not in _WITH_VALUE | _FLAGS:
            raise UsageError(f"The window has no option {word}.", "Options belong to a command: see --help.")


def check_words(arguments: Sequence[str], commands: Sequence[str]) -> None:
    """Raises UsageError for a word that is no file, link or pasted line, nor looks like one."""
    for word in files_in(arguments):
        # The window says it where there is no such file.
        if not (os.path.exists(word) or re.search(r"[./\\:]", word)):  # noqa: PTH110
            _check_word(word, commands)


def check_screen(arguments: Sequence[str]) -> None:
    """Raises UsageError where there is no display: Qt would abort. On Linux alone can that be known."""
    known = map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    named = (re.match(r"--?(display|platform)(=|$)", word) for word in arguments)
    if sys.platform == "linux" and not any(known) and not any(named):
        message = "No display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."
        raise UsageError(message, "Start it from a desktop session, or use a command: see --help.")


def _check_word(word: str, commands: Sequence[str]) -> None:
    from playground.data import BUNDLED, GENERATORS
    from playground.export.links.share import is_shared

    if is_shared(word):
        return
    if word in GENERATORS or word in BUNDLED:
        hint = f"To learn this dataset: {commands[0]} --data {word}"
    elif word in commands:
        hint = "A command comes first."
    else:
        hint = nearest(word, commands) or f"Commands are {', '.join(commands)}; see --help."
    raise UsageError(f"There is no file “{word}”.", hint)
