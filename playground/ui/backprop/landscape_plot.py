"""E over two parameters as a map with contour lines, and the path of training on it."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph as pg
from contourpy import ContourGenerator, FillType, contour_generator
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPen, QPolygonF

from playground.arrays import Array
from playground.microscope.landscape import Landscape
from playground.ui.plotting.plot import Plot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import guarded, recurring

_BANDS = 12
_DEEPEST = 0.55  # how much of the accent is in the highest band


class BandsItem(pg.GraphicsObject):
    """Bands of E, from the lowest on, each painted over the ones below it, and a line around each."""

    def __init__(self) -> None:
        super().__init__()
        self._bands: list[tuple[QPainterPath, QColor]] = []
        self._place = QRectF()
        self._line = QColor()

    def show_bands(self, land: Landscape, theme: Theme) -> None:
        self.prepareGeometryChange()
        self._place = QRectF(QPointF(land.x[0], land.y[0]), QPointF(land.x[-1], land.y[-1]))
        self._line = QColor(mix(theme.card, theme.ink, 0.3))
        self._line.setAlpha(110)
        ground = QPainterPath()
        ground.addRect(self._place)
        self._bands = [(ground, _colour(theme, 0))]
        E = land.losses
        if np.isfinite(E).any():
            generator = contour_generator(
                land.x, land.y, np.ma.masked_invalid(E), fill_type=FillType.OuterOffset
            )
            for band, level in enumerate(levels(E)[1:], 1):
                self._bands.append((_above(generator, level), _colour(theme, band)))
        self.update()

    def clear(self) -> None:
        """Nothing to show."""
        self._bands = []
        self.update()

    @recurring
    def paint(self, painter: QPainter, *_arguments: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._place)
        pen = QPen(self._line)
        pen.setCosmetic(True)
        for path, colour in self._bands:
            painter.setPen(pen)
            painter.setBrush(colour)
            painter.drawPath(path)

    def boundingRect(self) -> QRectF:
        return self._place


class LandscapePlot(Plot):
    """`pointed` tells the values under the mouse, None when it has left."""

    pointed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__("landscape_plot")
        self.theme = theme
        self.setMinimumSize(120, 90)
        self.setAccessibleName("Loss over two weights")
        self.setToolTip(
            "The training loss over two weights, all others fixed at their current values. Stronger colour = "
            "higher loss. The line is the path of training; along it the other weights changed, too."
        )
        style.scaled(self.getAxis("left").setWidth, 58)
        style.scaled(self.getAxis("bottom").setHeight, 40)
        for side in ("left", "bottom"):
            self.getAxis(side).setStyle(maxTickLevel=0)  # figures with the same number of decimals
        self.bands = BandsItem()
        self.path = pg.PlotDataItem(antialias=True)
        self.start, self.after, self.now = (
            pg.ScatterPlotItem(pxMode=True, size=size) for size in (8, 10, 14)
        )
        for item in (self.bands, self.path, self.start, self.after, self.now):
            self.getViewBox().addItem(item, ignoreBounds=True)
        self.viewport().setMouseTracking(True)

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.theme = theme
        self.path.setPen(pg.mkPen(theme.ink, width=theme.stroke(1.6)))
        self.start.setPen(pg.mkPen(theme.ink, width=theme.stroke(1.6)))
        self.start.setBrush(pg.mkBrush(theme.card))
        self.after.setPen(pg.mkPen(theme.accent, width=theme.stroke(1.6)))
        self.after.setBrush(pg.mkBrush(theme.card))
        self.now.setPen(pg.mkPen(theme.card, width=theme.stroke(1.5)))
        self.now.setBrush(pg.mkBrush(theme.accent))

    def show_surface(self, land: Landscape) -> None:
        """Draw the map; call `show_path` beside it."""
        self.bands.show_bands(land, self.theme)
        self.setXRange(land.x[0], land.x[-1], padding=0.0)
        self.setYRange(land.y[0], land.y[-1], padding=0.0)
        across, up = land.pair
        self.label_axis("bottom", across.label, self.theme)
        self.label_axis("left", up.label, self.theme)

    def clear_all(self) -> None:
        """Show no map until another is found."""
        self.bands.clear()
        for item in (self.path, self.start, self.after, self.now):
            item.clear()

    def show_path(self, land: Landscape, after: Array) -> None:
        """Draw where training has been, where it is, and where the step takes it."""
        self.path.setData(land.path[:, 0], land.path[:, 1])
        self.start.setData(land.path[:1, 0], land.path[:1, 1])
        self.start.setVisible(len(land.path) > 1)
        for item, (x, y) in ((self.now, land.now), (self.after, after)):
            seen = math.isfinite(x) and math.isfinite(y)
            item.setVisible(seen)
            item.setData([x] * seen, [y] * seen)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint()))
        inside = self.getViewBox().viewRect().contains(place)
        self.pointed.emit((place.x(), place.y()) if inside else None)

    @guarded
    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)


def levels(E: Array) -> Array:
    """Where the bands begin: closer together the lower they are, so that the valley has its lines."""
    low, high = float(np.nanmin(E[np.isfinite(E)])), float(np.nanmax(E[np.isfinite(E)]))
    return low + (high - low) * (np.arange(_BANDS) / _BANDS) ** 2


def _above(generator: ContourGenerator, level: float) -> QPainterPath:
    """All that is higher than a level."""
    path = QPainterPath()
    for polygon, offsets in zip(*generator.filled(level, np.inf)[:2], strict=True):
        assert polygon is not None and offsets is not None  # they are, for this type of filling
        for start, end in pairwise(offsets):
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in polygon[start:end].tolist()]))
    return path


def _colour(theme: Theme, band: int) -> QColor:
    """One hue, from the card's colour for the lowest E towards the accent for the highest."""
    return QColor(mix(theme.card, theme.accent, 0.04 + _DEEPEST * band / (_BANDS - 1)))
