"""The marks of the rows as one pixmap, painted anew only when rows or view have changed.

While training the picture beneath them changes sixty times a second and they do not: 10,000 marks would cost
6 ms of every frame, the pixmap costs 0.2. pyqtgraph's scatter plot would also take 30 ms to learn of one more
of them; here a stamp per look is pressed down wherever it belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.graphicsItems.ScatterPlotItem import renderSymbol
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform
from shiboken6 import Shiboken

from playground.ui.widgets.guard import guarded

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Group:
    """Marks of one look: where they are, the symbol (by pyqtgraph's name), its size in px, pen and fill."""

    xs: Array
    ys: Array
    symbol: str
    size: float
    pen: QPen
    fill: QColor

    def __len__(self) -> int:
        return len(self.xs)

    def stamp(self, ratio: float) -> QPixmap:
        """One such mark, for a screen of this pixel ratio."""
        return QPixmap.fromImage(renderSymbol(self.symbol, self.size, self.pen, QBrush(self.fill), dpr=ratio))


class Marks(pg.GraphicsObject):
    """Shows groups of marks over the view it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: Sequence[Group] = ()
        self._pixmap = QPixmap()
        self._key: object = None

    def show_groups(self, groups: Sequence[Group]) -> None:
        self.groups, self._key = groups, None
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()

    @guarded
    def paint(self, painter: QPainter, *_arguments: Any) -> None:
        place, ratio = painter.transform(), painter.device().devicePixelRatio()
        box = place.mapRect(self.boundingRect()).toAlignedRect()
        key = (place, box, ratio)
        if key != self._key:
            self._key = key
            self._pixmap = QPixmap(box.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            self._draw(place * QTransform.fromTranslate(-box.left(), -box.top()), ratio)
        painter.resetTransform()
        painter.drawPixmap(QPointF(box.topLeft()), self._pixmap)

    def _draw(self, place: QTransform, ratio: float) -> None:
        painter = QPainter(self._pixmap)
        for group in self.groups:
            stamp = group.stamp(ratio)
            fragments = _fragments(group, place, stamp, self._pixmap.deviceIndependentSize())
            if len(fragments):
                first, kept = _first_of(fragments)
                painter.drawPixmapFragments(first, len(kept), stamp)
        painter.end()


def _first_of(fragments: Array) -> tuple[Any, Array]:
    """The rows as an array of C++ (an object for each would be slow): its first, and its memory.

    Where Python still knows that place as something that Qt has deleted, another place is taken.
    """
    tried = [fragments]
    while True:
        first = Shiboken.wrapInstance(tried[-1].ctypes.data, QPainter.PixmapFragment)
        if isinstance(first, QPainter.PixmapFragment):
            return first, tried[-1]
        tried.append(fragments.copy())  # those tried are kept, or it would be the same place again


def _fragments(group: Group, place: QTransform, stamp: QPixmap, view: QSizeF) -> Array:
    """QPainter.PixmapFragment as rows: x, y, the rectangle of the stamp, scales, rotation, opacity."""
    x = place.m11() * group.xs + place.m21() * group.ys + place.dx()
    y = place.m12() * group.xs + place.m22() * group.ys + place.dy()
    reach = stamp.width()
    seen = (x > -reach) & (x < view.width() + reach) & (y > -reach) & (y < view.height() + reach)
    rows = np.zeros((int(seen.sum()), 10))
    rows[:, 0], rows[:, 1] = x[seen], y[seen]
    rows[:, 4], rows[:, 5] = stamp.width(), stamp.height()
    rows[:, 6:8] = 1.0 / stamp.devicePixelRatio()
    rows[:, 9] = 1.0
    return rows
