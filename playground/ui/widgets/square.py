"""A place that keeps its content square."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from playground.ui.widgets.guard import recurring


class Square(QWidget):
    """Keeps one widget square, as large as it fits, at the top in the middle."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)
        self.setMinimumSize(160, 160)

    @recurring
    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        side = min(self.width(), self.height())
        self._content.setGeometry((self.width() - side) // 2, 0, side, side)
        super().resizeEvent(event)
