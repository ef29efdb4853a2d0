"""A column that wants to be seen whole, and scrolls where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from playground.ui.widgets.guard import guarded


class FitScrollArea(QScrollArea):
    """Asks for the whole height of its content, but for `least` px if need be."""

    def __init__(self, content: QWidget, least: int) -> None:
        super().__init__()
        self._content = content
        self._least = least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        hint = self._content.minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), self._least))

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the content has become higher or lower
            self.updateGeometry()
        return bool(super().eventFilter(watched, event))
