"""The ends that come from outside: a signal, the end of the desktop's session, a display that is lost."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from playground.ui.widgets.soon import soon
from playground.ui.window import MainWindow

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # those that this system has
# What Qt says, of X11 and of Wayland, before it ends the process at once.
_DISPLAY_LOST = ("connection broke", "connection experienced a fatal error")


class Endings:
    """As long as it is entered, work and settings of the window it watches are kept at each of these ends.

    asked  whether a signal has asked for the end
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._window: MainWindow | None = None
        self.asked = False
        self._before: dict[int, Any] = {}
        self._handler: Any = None

    def __enter__(self) -> Self:
        for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
            self._before[number] = signal.signal(number, self._on_signal)
        self._handler = qInstallMessageHandler(self.on_message)
        self._app.commitDataRequest.connect(self._on_logout)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._app.commitDataRequest.disconnect(self._on_logout)
        qInstallMessageHandler(self._handler)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def watch(self, window: MainWindow) -> None:
        """Keep the work of this window; a signal that came before it was there is not forgotten."""
        self._window = window

    def run(self) -> int:
        """Run the application, unless its end was asked for while it started; gives its exit code."""
        if not self.asked:
            return self._app.exec()
        self._end()
        return 0

    def on_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Write what Qt has to say, as it would itself; if that is its last word, keep everything first."""
        if any(words in text for words in _DISPLAY_LOST):
            self._keep()
        with suppress(OSError):  # the terminal may be gone, too
            sys.stderr.write(qFormatLogMessage(kind, context, text) + "\n")

    def _on_signal(self, _number: int, _frame: object) -> None:
        # A signal comes in the middle of anything: the end waits until Qt has its turn.
        self.asked = True
        if self._window is not None:
            soon(self._window, self._end)

    def _end(self) -> None:
        if self._window is not None:
            self._window.end()
        self._app.closeAllWindows()  # a dialog that is still open would go on running

    def _on_logout(self, _manager: object) -> None:
        self._keep()

    def _keep(self) -> None:
        if self._window is not None:
            self._window.keeping.keep()
