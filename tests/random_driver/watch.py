"""What counts as a fault: errors of the program, of its threads too, and warnings of Qt and of Python."""

from __future__ import annotations

import sys
import threading
import traceback
import warnings
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from playground.errors import PlaygroundError
from playground.session import Notice, Session
from tests.random_driver.fault import Fault, place_of

_MEANT = ("This plugin does not support", "propagateSizeHints")  # there is no screen


class Watch:
    """Collects what goes wrong from entering on; `check` raises the first of it."""

    def __init__(self, session: Session) -> None:
        self.session, self.faults = session, list[Fault]()

    def __enter__(self) -> Self:
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._error
        threading.excepthook = lambda told: self._error(told.exc_type, told.exc_value, told.exc_traceback)
        sys.unraisablehook = lambda told: self._error(told.exc_type, told.exc_value, told.exc_traceback)
        self._qt = qInstallMessageHandler(self._message)
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        warnings.simplefilter("error")
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt)
        self._warnings.__exit__(None, None, None)

    def check(self) -> None:
        if self.faults:
            raise self.faults[0]

    def _error(self, kind: Any, error: Any, trace: TracebackType | None) -> None:
        if isinstance(
            error, PlaygroundError
        ):  # bad input that came through a signal, as in ui/crash_dialog.py
            self.session.notices.show(Notice(str(error)))
        elif isinstance(error, Fault):
            self.faults.append(error)
        else:
            text = "".join(traceback.format_exception(kind, error, trace))
            self.faults.append(Fault(f"{kind.__name__} {place_of(trace)}", text))

    def _message(self, kind: QtMsgType, _context: Any, words: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(part in words for part in _MEANT):
            stack = "".join(traceback.format_stack(limit=12))
            self.faults.append(Fault(f"Qt: {words[:60]}", f"{stack}\nQt says: {words}"))
