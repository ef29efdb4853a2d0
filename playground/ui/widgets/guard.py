"""Errors in Qt's event handlers, made safe to raise."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QTimer

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


@contextmanager
def stopping(timer: QTimer) -> Iterator[None]:
    """Stop a timer whose work fails: that is said once, and not at every turn."""
    try:
        yield
    except Exception:
        timer.stop()
        raise
