"""The mark of a class as an icon: its colour and its shape, as on the canvas."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from playground.ui.plotting.markers import MarkerGroup
from playground.ui.theme.theme import Theme

SIDE = 16  # px of the icon
_SIZE, _RATIO = 10, 3.0  # px of the mark, and sharp at 300 % scale, too
_NOWHERE = np.empty(0)


def mark_icon(theme: Theme, look: int, *, hollow: bool = False) -> QIcon:
    """The mark, hollow as those of test rows are; in a selected cell, too, it keeps its colour."""
    marker, colour = theme.mark(look)
    pen = pg.mkPen(colour, width=1.6) if hollow else pg.mkPen(None)
    fill = QColor(theme.card if hollow else colour)
    mark = MarkerGroup(_NOWHERE, _NOWHERE, marker, _SIZE, pen, fill).render(_RATIO)
    pixmap = QPixmap(round(SIDE * _RATIO), round(SIDE * _RATIO))
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        size = mark.deviceIndependentSize()
        painter.drawPixmap(QPointF((SIDE - size.width()) / 2, (SIDE - size.height()) / 2), mark)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
