"""f(z) and f′(z) of a neuron: where the row stands, and the tangent there."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from playground.microscope.digits import number
from playground.microscope.neuron_curve import NeuronCurve
from playground.ui.plotting.plot import Plot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme

_HEAD = 24.0  # px at the upper end for words: the curves stay below
_LONG = 0.16  # of the plot: half of the tangent


class ActivationPlot(Plot):
    """f in ink and f′ in the accent colour, over one axis; the row is a point on either."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("activation_plot")
        self._theme = theme
        self.setAccessibleName("Activation function and its derivative")
        self.setToolTip(
            "f(z) and f′(z) of this neuron, with the z of this row. The dashed tangent has the slope f′(z)."
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(120, 90)
        self.leave_room(below=4)
        style.scaled(self.getAxis("left").setWidth, 40)
        style.scaled(self.getAxis("bottom").setHeight, 40)
        self.zero, self.derivative, self.function, self.tangent, self.drop = (
            pg.PlotDataItem(antialias=True) for _ in range(5)
        )
        self.point, self.foot = (pg.ScatterPlotItem(pxMode=True, size=size) for size in (13, 11))
        for item in (
            self.zero,
            self.derivative,
            self.function,
            self.drop,
            self.tangent,
            self.foot,
            self.point,
        ):
            self.getViewBox().addItem(item, ignoreBounds=True)
        self.words = tuple(pg.LabelItem(justify="left") for _ in range(2))
        for label, side in zip(self.words, (0, 1), strict=True):
            label.setParentItem(self.getViewBox())
            label.anchor(itemPos=(side, 0), parentPos=(side, 0), offset=(6 - 12 * side, -4))

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._theme = theme
        self.label_axis("bottom", "z", theme)
        self.zero.setPen(pg.mkPen(theme.line, width=theme.stroke(1)))
        self.function.setPen(pg.mkPen(theme.ink, width=theme.stroke(2)))
        self.derivative.setPen(pg.mkPen(theme.accent, width=theme.stroke(2)))
        self.tangent.setPen(pg.mkPen(theme.ink, width=theme.stroke(2), style=Qt.PenStyle.DashLine))
        self.drop.setPen(pg.mkPen(theme.dim, width=theme.stroke(1), style=Qt.PenStyle.DotLine))
        self.point.setPen(pg.mkPen(theme.card, width=theme.stroke(1.5)))
        self.point.setBrush(pg.mkBrush(theme.ink))
        self.foot.setPen(pg.mkPen(theme.card, width=theme.stroke(1.5)))
        self.foot.setBrush(pg.mkBrush(theme.accent))

    def show_curve(self, curve: NeuronCurve, digits: int) -> None:
        self._show_range(curve)
        for item, values in ((self.function, curve.f), (self.derivative, curve.slopes)):
            item.setData(curve.values, values, connect="finite")
        seen = bool(np.isfinite([curve.z, curve.a, curve.slope]).all()) and min(self.pixel) > 0.0
        for mark in (self.tangent, self.drop, self.point, self.foot):
            mark.setVisible(seen)
        self._write(f"f(z) = {number(curve.a, digits)}", f"f′(z) = {number(curve.slope, digits)}")
        if seen:
            self.point.setData([curve.z], [curve.a])
            self.foot.setData([curve.z], [curve.slope])
            self.drop.setData([curve.z] * 2, [curve.a, curve.slope])
            self._show_tangent(curve)

    def _write(self, *lines: str) -> None:
        """The numbers in the colours of their curves: they are the legend, too."""
        for label, words, colour in zip(
            self.words, lines, (self._theme.ink, self._theme.accent), strict=True
        ):
            label.setText(words, color=colour, size=f"{style.px(style.BODY)}px", bold=True)
            label.item.setFont(style.font(style.BODY, QFont.Weight.DemiBold))

    def _show_range(self, curve: NeuronCurve) -> None:
        known = np.concatenate([curve.f, curve.slopes, [0.0]])
        known = known[np.isfinite(known)]
        low, high = float(known.min()), float(known.max())
        high = high if high > low else low + 1.0
        words = float(style.px(_HEAD))
        inner = max(2.0 * words, self.getViewBox().height())
        top, foot = high + 0.04 * (high - low), low - 0.06 * (high - low)
        self.setYRange(foot, top + (top - foot) * words / (inner - words), padding=0.0)
        across = curve.values[[0, -1]] if len(curve.values) > 1 else np.array([-1.0, 1.0])
        self.setXRange(float(across[0]), float(across[1]), padding=0.0)
        self.zero.setData(across, [0.0, 0.0])

    def _show_tangent(self, curve: NeuronCurve) -> None:
        """As long on the screen whatever its slope, but it stays below the words."""
        across, up = self.pixel
        reach = _LONG * self.getViewBox().width() * across / math.hypot(1.0, curve.slope * across / up)
        ends = curve.z + np.array([-reach, reach])
        ceiling = self.getViewBox().viewRange()[1][1] - style.px(_HEAD) * up
        if curve.slope and curve.tangent(ends).max() > ceiling:
            touches = curve.z + (ceiling - curve.a) / curve.slope
            ends = np.minimum(ends, touches) if curve.slope > 0.0 else np.maximum(ends, touches)
        self.tangent.setData(ends, curve.tangent(ends))
