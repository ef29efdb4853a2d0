"""The size that a window begins with, on a screen of any size."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from playground.ui.window.size import bring_inside, room_for

_LEAST, _USUAL = QSize(1024, 600), QSize(1440, 900)  # px of the window
_FRAMED = 150  # ms after which a shown window has its frame


class FirstSize(QTimer):
    """Gives a window its size, and brings it inside the screen once it is `shown`.

    The desktop tells of its frame a little later.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, singleShot=True)
        self._window, room = window, room_for(window)
        window.setMinimumSize(_LEAST.boundedTo(room))
        window.resize(_USUAL.boundedTo(room))
        self._size = window.size()
        self.timeout.connect(self._come_inside)

    def shown(self) -> None:
        self.start(_FRAMED)

    def _come_inside(self) -> None:
        if self._window.size() == self._size:  # nobody has chosen another one
            bring_inside(self._window)
