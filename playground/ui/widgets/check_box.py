"""A check box with our own tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox

from playground.ui.theme import style
from playground.ui.widgets.guard import recurring

_TICK = 12  # px, as the box of the style sheet inside its border


class CheckBox(QCheckBox):
    """A check box with our own tick."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to Play

    @recurring
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            side = style.px(_TICK)
            tick = style.pixmap("check", style.app_colour(QPalette.ColorRole.HighlightedText), side)
            with QPainter(self) as painter:
                painter.drawPixmap(1, (self.height() - side) // 2, tick)
