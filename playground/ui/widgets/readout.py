"""A large number under its name, as the bar shows them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import recurring


class Readout(QWidget):
    """A large number under its name; as wide as the widest number it is meant for.

    Painted by itself and opaque: labels would have the whole bar repainted with every change.
    """

    def __init__(self, name: str, widest: str, tip: str, *, dim: bool = False) -> None:
        super().__init__()
        self.name, self.value = name, "–"
        self._dim = dim
        self._colours = ("#FFFFFF", "#808080", "#000000")
        self._widest = widest
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setToolTip(tip)

    def show_value(self, value: str, name: str | None = None) -> None:
        """Show a value, under another name if one is given."""
        if (value, name or self.name) != (self.value, self.name):
            self.value, self.name = value, name or self.name
            self.setAccessibleName(f"{self.name}: {self.value}")
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._colours = (theme.card, theme.dim, theme.dim if self._dim else theme.ink)
        self._small, self._large = style.font(style.SMALL), style.font(style.FIGURE, QFont.Weight.DemiBold)
        self.setFixedSize(QFontMetrics(self._large).horizontalAdvance(self._widest), style.px(46))
        self.update()

    @property
    def needed(self) -> int:
        """The px that its name and its value take."""
        pairs = ((self._small, self.name), (self._large, self.value))
        return max(QFontMetrics(font).horizontalAdvance(words) for font, words in pairs)

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, name, value = self._colours
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(ground))
            for words, font, colour, top, height in (
                (self.name, self._small, name, style.px(2), style.px(16)),
                (self.value, self._large, value, style.px(18), style.px(26)),
            ):
                painter.setFont(font)
                painter.setPen(QColor(colour))
                short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(0, top, self.width(), height, Qt.AlignmentFlag.AlignVCenter, short)
