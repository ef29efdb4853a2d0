"""A place for a widget that changes its place: it fills the slot it was put into last.

No layout does it, since a layout forgets a widget that goes to another parent, and what Python still knows of
the layout's own item then names memory that belongs to something else: Qt draws with the wrong objects.
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.guard import recurring


class ReparentingHost(QWidget):
    """As large as the layout around it wants, whether its content is here or elsewhere: nothing jumps."""

    def __init__(self, width: int, height: int) -> None:
        """At least so large (px)."""
        super().__init__()
        self.setMinimumSize(width, height)
        self._content: QWidget | None = None

    def take(self, content: QWidget) -> None:
        """Have the widget here from now on."""
        self._content = content
        content.setParent(self)
        content.setGeometry(self.rect())
        content.show()

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None and self._content.parent() is self:
            self._content.setGeometry(self.rect())
