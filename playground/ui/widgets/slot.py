"""A place for a widget that changes its place: it fills the slot it was put into last.

No layout does it, since a layout forgets a widget that goes to another parent, and what Python still knows of
the layout's own item then names memory that belongs to something else: Qt draws with the wrong objects.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.guard import guarded


class Slot(QWidget):
    """As large as its content would like to be, also while that is elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._content: QWidget | None = None

    def take(self, content: QWidget) -> None:
        """Have the widget here from now on."""
        self._content = content
        content.setParent(self)
        content.setGeometry(self.rect())
        content.show()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._content.sizeHint() if self._content is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSizeHint() if self._content is not None else super().minimumSizeHint()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None and self._content.parent() is self:
            self._content.setGeometry(self.rect())
