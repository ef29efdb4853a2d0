"""Errors in Qt's event handlers, made safe to raise; a part of the window that fails is switched off."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from playground.ui.widgets import outage

Handler = TypeVar("Handler", bound=Callable[..., Any])


def guarded(handler: Handler) -> Handler:
    """Report an error of an event handler to `sys.excepthook` at once.

    Left to itself, PySide (6.8 to 6.10, on Python 3.11) carries the error through C++ when the handler was
    reached from Python code, and a plain IndexError then ends the process with a segmentation fault: why, and
    what is done about those of pyqtgraph, stands in `overrides`.
    """

    @functools.wraps(handler)
    def run(*arguments: Any) -> Any:
        try:
            return handler(*arguments)
        except Exception as error:  # noqa: BLE001  the hook shows it: nothing is swallowed
            report(error)
            return None

    return run  # type: ignore[return-value]


def recurring(handler: Handler) -> Handler:
    """Guard a handler that comes again without a hand: painting, resizing, a slice of a long job.

    Its error would come back with it, sixty times a second: the part of the window that it belongs to is
    switched off, and the handler rests, until the part is tried again.
    """

    @functools.wraps(handler)
    def run(self: Any, *arguments: Any) -> Any:
        if outage.is_off(self):
            return None
        try:
            return handler(self, *arguments)
        except Exception as error:  # noqa: BLE001  the same
            outage.switch_off(self)
            report(error)
            return None

    return run  # type: ignore[return-value]


def attempt(verb: Callable[[], object], part: object = None) -> None:
    """Do it; report what goes wrong, and switch off the part that it is done for, if one is named."""
    try:
        verb()
    except Exception as error:  # noqa: BLE001  the same
        if part is not None:
            outage.switch_off(part)
        report(error)


def report(error: Exception) -> None:
    """Tell whoever shows errors."""
    sys.excepthook(type(error), error, error.__traceback__)
