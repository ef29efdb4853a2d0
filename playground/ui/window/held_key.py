"""A key that is held down, where Qt takes it for one that is pressed again and again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow

from playground.ui.widgets.guard import guarded

_PRESSES = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress


class HeldKey(QObject):
    """Drops what is no new press: else a heavy hand on Ctrl+J doubles the points more than once.

    X11 repeats a held key as a release and a press of the same moment. Qt sees that they belong together only
    if both have arrived, which on a busy machine they often have not.
    """

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._released = 0, 0  # the key, and when (ms; 0: no such moment)
        window.installEventFilter(self)

    @guarded
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            moment = event.key(), event.timestamp()
            if event.type() == QEvent.Type.KeyRelease:
                self._released = moment
            elif event.type() in _PRESSES and event.timestamp() and moment == self._released:
                event.accept()  # it becomes no shortcut
                return True
        return False
