"""One value of a race: its picture, its name in the colour of its curve, its figures, or why it has none."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from playground.ui.many.tile import Tile
from playground.ui.theme import draw_text, style

_BAR = 3  # px of the colour before the name


class RaceTile(Tile):
    """Four lines stand below its picture."""

    LINES: ClassVar[int] = 4
    ROOM: ClassVar[int] = 112
    CENTRED: ClassVar[bool] = False

    def paint_label(self, painter: QPainter, place: QRectF) -> None:
        """The name, strong; then a line of the figures each."""
        theme, line = self.theme, place.height() / self.LINES
        name = self.shown.short
        bar = QRectF(place.left() + 1, place.top() + 2, _BAR, line - 3)
        painter.fillRect(bar, QColor(self.shown.colour or theme.ink))
        strong, plain = draw_text.BOLD, draw_text.PLAIN
        left = place.left() + _BAR + style.px(6)
        for row, wordings in enumerate(((name,), *self.shown.lines)):
            weight, size = (plain, style.SMALL) if row else (strong, style.BODY)
            line_place = QRectF(left, place.top() + row * line, place.right() - left, line)
            painter.setPen(QColor(theme.dim if row else theme.accent if self.shown.marked else theme.ink))
            fitting = (one for one in wordings if draw_text.width(one, size, weight) <= line_place.width())
            words = next(fitting, wordings[-1])
            size = draw_text.fitting(words, size, weight, line_place.width()) or size
            painter.setFont(style.font(size, weight))
            short = draw_text.elided(words, size, weight, line_place.width())
            painter.drawText(line_place, Qt.AlignmentFlag.AlignVCenter, short)
        painter.setPen(QColor(theme.ink))  # on the right of the name
        beside = left + draw_text.width(name, style.BODY, strong) + style.px(8)
        if beside + draw_text.width(self.shown.figure, style.SMALL, plain) <= place.right():
            first = QRectF(beside, place.top(), place.right() - beside, line)
            painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, self.shown.figure)
