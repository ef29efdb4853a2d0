"""A class's mark as it looks on the canvas, as an icon."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from playground.ui.theme import Theme

_SIDE, _SIZE, _SHARP = 18, 12, 3  # px: the icon and the mark in it; drawn so many times as large


def mark_icon(label: int, theme: Theme) -> QIcon:
    """The mark of a class, in shape and colour."""
    marker, colour = theme.mark(label)
    pixmap = QPixmap(_SIDE * _SHARP, _SIDE * _SHARP)
    pixmap.setDevicePixelRatio(_SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_SIDE / 2, _SIDE / 2)
    painter.scale(_SIZE, _SIZE)
    painter.setPen(QPen(QColor(theme.outline), 0.08))
    painter.setBrush(QColor(colour))
    painter.drawPath(pg.graphicsItems.ScatterPlotItem.Symbols[marker])
    painter.end()
    return QIcon(pixmap)
