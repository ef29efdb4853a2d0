"""A pyqtgraph plot in our clothes: thin axes, our font, no menus, the mouse left to whoever wants it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from playground.ui import numbers, style
from playground.ui.picture import Pixels, image
from playground.ui.theme import Theme, mix
from playground.ui.widgets.guard import guarded


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

    @guarded
    def paint(self, painter: QPainter, *_arguments: Any) -> None:
        if self._pixels is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place, image(self._pixels))

    def boundingRect(self) -> QRectF:
        return self._place


class Plot(pg.PlotWidget):
    """The base of the canvas and of the loss plot."""

    def __init__(self, name: str, left: pg.AxisItem | None = None) -> None:
        super().__init__(axisItems={"left": left} if left else None)
        self.setObjectName(name)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.getPlotItem().setContentsMargins(0, 7, 7, 0)  # room for the last figure of each axis
        self.getPlotItem().getViewBox().setMouseEnabled(False, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setStyle(tickLength=0, tickFont=style.font(style.SMALL), tickTextOffset=6)
            axis.enableAutoSIPrefix(False)
            if type(axis) is pg.AxisItem:
                axis.tickStrings = axis_names

    def dress(self, theme: Theme) -> None:
        self.setBackground(QColor(theme.card))
        for side in ("left", "bottom"):
            self.getAxis(side).setPen(pg.mkPen(theme.line))
            self.getAxis(side).setTextPen(pg.mkPen(theme.dim))

    def label_axis(self, side: str, words: str, theme: Theme) -> None:
        """Name an axis, or take its name away."""
        axis = self.getAxis(side)
        axis.setLabel(words, **{"color": mix(theme.dim, theme.ink, 0.2), "font-size": f"{style.SMALL}px"})
        axis.showLabel(bool(words))
        axis.resizeEvent()  # puts the name in the middle again


def axis_names(values: list[float], _scale: float, spacing: float) -> list[str]:
    """The figures of an axis, with as many decimals as tell them apart."""
    decimals = max(0, math.ceil(-math.log10(spacing) - 1e-9))
    return [numbers.minus(f"{value:,.{decimals}f}") for value in values]
