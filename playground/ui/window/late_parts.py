"""What a window makes after its first paint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from playground.ui.widgets.soon import soon


class LateParts(QObject):
    """Makes the parts that the first picture can do without, in the order in which they are used.

    finished  all of them are there
    """

    finished = Signal()

    def __init__(self, window: QObject, *makers: Callable[[], None]) -> None:
        super().__init__(window)
        self._makers = list(makers)

    @property
    def are_made(self) -> bool:
        return not self._makers

    def begin(self) -> None:
        """Make one at a time, so that each is painted before the next is made."""
        soon(self, self._go_on)

    def make_all(self) -> None:
        """Make at once what is still to be made."""
        while self._makers:
            self.make_next()

    def make_next(self) -> None:
        """Make the first of those that are still to be made."""
        self._makers.pop(0)()
        if self.are_made:
            self.finished.emit()

    def when_made(self, call: Callable[[], object]) -> None:
        """Do this once all are there."""
        if self.are_made:
            call()
        else:
            self.finished.connect(call)

    def _go_on(self) -> None:
        if self._makers:
            self.make_next()
            self.begin()
