"""A call that waits until Qt has its turn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, call: Callable[[], object]) -> None:
    """Make this call from the event loop, unless the owner has ended by then.

    `QTimer.singleShot` with the owner as its context does the same, but PySide (6.10) never frees a call
    whose owner has ended first: a window that was closed in between stayed in memory.
    """
    timer = QTimer(owner, singleShot=True, interval=0)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
