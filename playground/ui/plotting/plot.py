"""A pyqtgraph plot in our clothes: thin axes, our font, no menus, the mouse left to whoever wants it."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPicture

from playground.ui.plotting.axis import Axis
from playground.ui.plotting.colour_maps import Pixels, image
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.plain import as_tip

_OVERHANG = 12  # px that the first and last figure of an axis may stand out, or they would be left away


class PictureItem(pg.GraphicsObject):
    """Pixels over a rectangle of the plot, the first row lowest, blended where they are enlarged."""

    def __init__(self) -> None:
        super().__init__()
        self._pixels: Pixels | None = None
        self._place = QRectF()

    def show_pixels(self, pixels: Pixels, place: QRectF) -> None:
        self._pixels = np.ascontiguousarray(pixels)
        if place != self._place:
            self.prepareGeometryChange()
            self._place = place
        self.update()

    def clear(self) -> None:
        self._pixels = None
        self.update()

    @recurring
    def paint(self, painter: QPainter, *_arguments: Any) -> None:
        if self._pixels is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place, image(self._pixels))

    def boundingRect(self) -> QRectF:
        return self._place


def usual_room(below: int = 0) -> QMarginsF:
    """What is kept free around the axes of a plot (px); `below` for what stands there."""
    return QMarginsF(0, style.px(7), style.px(_OVERHANG), below)


class Plot(pg.PlotWidget):
    """The base of the canvas and of the loss plot."""

    def __init__(self, name: str, left: pg.AxisItem | None = None) -> None:
        axes = {"left": left or Axis("left"), "bottom": Axis("bottom")}
        super().__init__(axisItems=axes, enableMenu=False)
        self.setObjectName(name)
        self._labels: dict[str, tuple[str, str, Theme, int]] = {}
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.leave_room(below=0)
        self.getPlotItem().getViewBox().setMouseEnabled(False, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setStyle(tickLength=0, tickTextOffset=6)
            axis.enableAutoSIPrefix(False)
            axis.setCacheMode(axis.CacheMode.DeviceCoordinateCache)  # they seldom change, the rest always

    def leave_room(self, below: int) -> None:
        """Around the axes, for the last figure of each; `below` (px) for what stands there."""
        style.scaled(self.getPlotItem().setContentsMargins, lambda: usual_room(below))  # asked again

    @property
    def pixel(self) -> tuple[float, float]:
        """How much of either axis a pixel is; 0 while the plot has no room."""
        across, up = self.getViewBox().viewPixelSize()
        return across, up

    def settle_axes(self) -> None:
        """Give the axes the width of their figures, which they find out only when they are painted."""
        nowhere = QPicture()
        with QPainter(nowhere) as painter:
            for side in ("left", "bottom"):
                self.getAxis(side).generateDrawSpecs(painter)
        self.getPlotItem().layout.activate()

    def apply_theme(self, theme: Theme) -> None:
        self.setBackground(QColor(theme.card))
        for side in ("left", "bottom"):
            self.getAxis(side).setPen(pg.mkPen(theme.line, cosmetic=False))  # on paper as wide as here
            self.getAxis(side).setTextPen(pg.mkPen(theme.dim))
            self._write_figures(self.getAxis(side), style.font(style.SMALL))
            self.getAxis(side).setStyle(hideOverlappingLabels=style.px(_OVERHANG))

    def _write_figures(self, axis: pg.AxisItem, font: QFont) -> None:
        """Smaller ones take less room: by itself an axis keeps up to 10 px that it had for larger ones."""
        if axis.style["tickFont"] not in (None, font):
            axis.textWidth = 0
        axis.setStyle(tickFont=font)

    def label_axis(self, side: str, words: str, theme: Theme, *shorter: str) -> None:
        """Name an axis, or take its name away; in shorter words, with all as a tooltip, where room lacks."""
        axis = self.getAxis(side)
        shown = self._fitting(side, (words, *shorter))
        size = style.px(style.SMALL)
        key = shown, words, theme, size
        if self._labels.get(side) == key:  # an axis that is named again is painted again
            return
        self._labels[side] = key
        look = {"color": mix(theme.dim, theme.ink, 0.2), "font-size": f"{size}px"}
        axis.setLabel(escape(shown), **look)
        axis.showLabel(bool(words))
        axis.resizeEvent()  # puts the name in the middle again
        axis.setToolTip("" if shown == words else as_tip(words))

    def _fitting(self, side: str, wordings: tuple[str, ...]) -> str:
        """The first that has room along its axis, around whose middle it stands; or the last, cut short."""
        box, metrics = self.getViewBox().sceneBoundingRect(), QFontMetrics(style.font(style.SMALL))
        middle, end = (
            (box.center().x(), self.width()) if side == "bottom" else (box.center().y(), self.height())
        )
        room = int(2 * min(middle, end - middle)) - 4
        fits = (words for words in wordings if metrics.horizontalAdvance(words) <= room)
        return next(fits, metrics.elidedText(wordings[-1], Qt.TextElideMode.ElideRight, max(0, room)))
