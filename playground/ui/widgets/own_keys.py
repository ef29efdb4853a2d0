"""Keys that mean something to a control where they are shortcuts of the window elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent


def keeps(event: QEvent, is_own: Callable[[QKeyEvent], object]) -> bool:
    """Keep a key of its own for the control that asks, as the first thing in its `event`; says whether it was
    one: Qt asks for each key before it becomes a shortcut.
    """
    own = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_own(event)
    if own:
        event.accept()
    return bool(own)
