"""The curve of E over one weight, its tangent, the point on it, and the step that α makes."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent

from playground.microscope.digits import number
from playground.microscope.lens import Lens
from playground.ui.backprop.interactive_plot import InteractivePlot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import guarded

_GRASP = 18  # px around the point within which it can be taken
_HEAD, _LINE = 22.0, 15.0  # px at the upper end for words, and for a second line: the curve stays below
_ASIDE = 14.0  # px beside E, which names the axis: before it and after
_CLEAR = 15  # px that the head of the arrow stays away from the point


class LensPlot(InteractivePlot):
    """`dragged` tells where the point is pulled to; `let_go` that it is released."""

    dragged = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__("lens_plot", theme)
        self.lens: Lens | None = None
        self._top = 0.0  # of the curve
        self.held = False  # whether the point is being dragged
        self.setAccessibleName("Loss over the selected weight")
        self.setToolTip(
            "E over this one weight, all others fixed. The dashed tangent has the slope ∂E/∂w; the arrow is "
            "the update. Drag the point, or reach it by Tab and use ← →; the weight follows."
        )
        self.penalised, self.curve, self.tangent, self.step = (
            pg.PlotDataItem(antialias=True) for _ in range(4)
        )
        self.after = pg.ScatterPlotItem(pxMode=True, size=10)
        self.head = pg.ArrowItem(headLen=9, headWidth=8, pen=None)
        self.point = pg.ScatterPlotItem(pxMode=True, size=14)
        self.slope = pg.TextItem(anchor=(0, 0.05))
        style.write(self.slope, style.BODY, QFont.Weight.DemiBold)
        for item in (self.penalised, self.curve, self.tangent, *self._marks):
            self.getViewBox().addItem(item, ignoreBounds=True)
        self.upright, self.legend = pg.LabelItem(), pg.LabelItem()
        for label in (self.upright, self.legend):
            label.setParentItem(self.getViewBox())
        self.upright.anchor((0, 0), (0, 0), offset=(4, -1))  # on one line with the slope
        self.viewport().setMouseTracking(True)

    @property
    def _marks(self) -> tuple[pg.GraphicsObject, ...]:
        return self.step, self.after, self.head, self.point, self.slope

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.upright.setText("E", color=mix(theme.dim, theme.ink, 0.2), size=f"{style.px(style.BODY)}px")
        accent = theme.accent
        self.curve.setPen(pg.mkPen(theme.ink, width=theme.stroke(2)))
        self.penalised.setPen(pg.mkPen(mix(theme.dim, theme.card, 0.3), width=theme.stroke(1)))
        self.tangent.setPen(pg.mkPen(accent, width=theme.stroke(2), style=Qt.PenStyle.DashLine))
        self.step.setPen(pg.mkPen(accent, width=theme.stroke(1.4)))
        self.after.setPen(pg.mkPen(accent, width=theme.stroke(1.6)))
        self.after.setBrush(pg.mkBrush(theme.card))
        self.head.setStyle(brush=pg.mkBrush(accent), pen=pg.mkPen(accent))
        self.point.setPen(pg.mkPen(theme.card, width=theme.stroke(1.5)))
        self.point.setBrush(pg.mkBrush(accent))
        self.slope.setColor(accent)
        self.legend.setText("thin: E + penalty", color=theme.dim, size=f"{style.px(style.SMALL)}px")

    def show_lens(self, lens: Lens, digits: int) -> None:
        """Draw as much of it as is known."""
        self.lens = lens
        known = lens.loss_grid.known
        values, losses = lens.values[known], lens.losses[known]
        self.curve.setData(values, losses, connect="finite")
        penalty = lens.penalty
        total = losses if penalty is None else losses + penalty[known]
        self.penalised.setData(values, total, connect="finite")
        self.penalised.setVisible(penalty is not None)
        self.legend.setVisible(penalty is not None)
        self.name_across(f"{lens.parameter.label} (drag the point)")
        self.slope.setText(f"slope {number(lens.slope, digits)}")
        self._show_range(lens, np.concatenate([losses, total]), self._place_legend())
        self._show_point(lens)

    def _place_legend(self) -> float:
        """Beside the slope, or below it where there is no room; returns the px that all words take."""
        wide = self._aside() + self.slope.boundingRect().width() + self.legend.boundingRect().width()
        below = self.legend.isVisible() and wide > self.getViewBox().width()
        self.legend.anchor((1, 0), (1, 0), offset=(-2, style.px(_LINE) if below else -4))
        return float(style.px(_HEAD + _LINE if below else _HEAD))

    def _show_range(self, lens: Lens, losses: np.ndarray, words: float) -> None:
        finite = losses[np.isfinite(losses)]
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
        self.setXRange(*lens.span, padding=0.0)
        least = 1e-3 * max(1e-9, abs(high))  # a flat curve is drawn flat, and not as what rounding leaves
        if high - low < least:
            low, high = low - least, high + least
        inner = max(2.0 * words, self.getViewBox().height())
        self._top, foot = high + 0.02 * (high - low), low - 0.06 * (high - low)
        head = (self._top - foot) * words / (inner - words)
        self.setYRange(foot, self._top + head, padding=0.0)

    def _show_point(self, lens: Lens) -> None:
        """The point, its tangent and its step; nothing where E is no number, or there is no room."""
        E, there = lens.loss_at(lens.now), lens.loss_at(lens.after)
        seen = bool(np.isfinite([E, there, lens.slope]).all()) and min(self.pixel) > 0.0
        for item in (self.tangent, *self._marks):
            item.setVisible(seen)
        if not seen:
            return
        self.point.setData([lens.now], [E])
        self._show_tangent(lens, E)
        self._show_step(lens, E, there)

    def _show_tangent(self, lens: Lens, E: float) -> None:
        """As long as a third of the plot, whatever its slope."""
        across, up = self.pixel
        dx = 0.19 * self.getViewBox().width() * across / math.hypot(1.0, lens.slope * across / up)
        rise = max(0.0, self._top - E)  # no higher than the curve, or it would run through the words
        upwards = min(dx, rise / abs(lens.slope)) if lens.slope else dx
        ends = (-dx, upwards) if lens.slope > 0.0 else (-upwards, dx)
        x = lens.now + np.array(ends)
        self.tangent.setData(x, lens.tangent(x))
        self._place_slope()

    def _place_slope(self) -> None:
        """Its number above everything that is drawn, beside E."""
        (left, _), (_, top) = self.getViewBox().viewRange()
        self.slope.setPos(left + self._aside() * self.pixel[0], top)

    @staticmethod
    def _aside() -> float:
        """The px before the slope, for E."""
        return _ASIDE + QFontMetricsF(style.font(style.BODY)).horizontalAdvance("E")

    def _show_step(self, lens: Lens, E: float, there: float) -> None:
        """Along the axis, then down to the curve; of a step too small to be seen, the direction alone."""
        across, _ = self.pixel
        way = lens.after - lens.now
        self.head.setVisible(way != 0.0)
        self.after.setData([lens.after], [there])
        head = lens.after if abs(way) > _CLEAR * across else lens.now + math.copysign(_CLEAR * across, way)
        self.step.setData([lens.now, head, lens.after], [E, E, there if head == lens.after else np.nan])
        self.head.setStyle(angle=180 if way > 0.0 else 0)
        self.head.setPos(head, E)

    # --- events ------------------------------------------------------------------------------------

    def _near(self, pixel: QPointF) -> bool:
        if self.lens is None or not self.point.isVisible():
            return False
        away = self.at(self.lens.now, self.lens.loss_at(self.lens.now)) - pixel
        return math.hypot(away.x(), away.y()) <= _GRASP

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._near(event.position()):
            self.held = True

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.held:
            self.dragged.emit(self.under(event.position()).x())
        shape = Qt.CursorShape.SizeHorCursor
        near = self.held or self._near(event.position())
        self.viewport().setCursor(shape if near else Qt.CursorShape.ArrowCursor)

    @guarded
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self.held:
            self.held = False
            self.let_go.emit()
