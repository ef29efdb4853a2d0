"""Errors in Qt's event handlers, made safe to raise."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, TypeVar

Handler = TypeVar("Handler", bound=Callable[..., Any])


def guarded(handler: Handler) -> Handler:
    """Report an error of an event handler to `sys.excepthook` at once.

    Left to itself, PySide (6.8 to 6.10, on Python 3.11) carries the error through C++ when the handler was
    reached from Python code, and a plain IndexError then ends the process with a segmentation fault.
    """

    @functools.wraps(handler)
    def run(*arguments: Any) -> Any:
        try:
            return handler(*arguments)
        except Exception as error:  # noqa: BLE001  the hook shows it: nothing is swallowed
            sys.excepthook(type(error), error, error.__traceback__)
            return None

    return run  # type: ignore[return-value]
