"""The marks of the rows as one pixmap, painted anew only when rows or view have changed.

While training the picture beneath them changes sixty times a second and they do not: 10,000 marks would cost
6 ms of every frame, the pixmap costs 0.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.guard import guarded


class Group(pg.ScatterPlotItem):
    """Marks of one look. The scene does not paint them: `Marks` does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.setFlag(self.GraphicsItemFlag.ItemHasNoContents)

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        self.paint(painter, None, widget)


class Marks(pg.GraphicsObject):
    """Shows the visible ones of some groups that are in the same view."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._groups = groups
        self._pixmap = QPixmap()
        self._key: object = None

    def forget(self) -> None:
        """The groups have changed."""
        self._key = None
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()

    @guarded
    def paint(self, painter: QPainter, _option: Any = None, widget: QWidget | None = None) -> None:
        place, ratio = painter.transform(), painter.device().devicePixelRatio()
        box = place.mapRect(self.boundingRect()).toAlignedRect()
        key = (place, box, ratio)
        if key != self._key:
            self._key = key
            self._pixmap = QPixmap(box.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            self._draw(place * QTransform.fromTranslate(-box.left(), -box.top()), widget)
        painter.resetTransform()
        painter.drawPixmap(QPointF(box.topLeft()), self._pixmap)

    def _draw(self, place: QTransform, widget: QWidget | None) -> None:
        painter = QPainter(self._pixmap)
        for group in self._groups:
            if group.isVisible():
                painter.setTransform(place)
                group.draw(painter, widget)
        painter.end()
