"""A bar for the gradient of each row, and their mean."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent

from playground.arrays import Array, Indices
from playground.data.evenly import evenly
from playground.ui.backprop.interactive_plot import InteractivePlot
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import guarded

_NARROWEST = 4  # px of a bar in the order of the batch; where they would be narrower they are sorted
_NUMBER = 25  # px that the number of a row takes on the axis


class BatchPlot(InteractivePlot):
    """`picked` tells the place in the batch of the bar that was clicked."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__("batch_plot", theme)
        self.bars, self.shown = (pg.BarGraphItem(x=[], height=[], width=0.72, pen=None) for _ in range(2))
        self.zero, self.mean = (pg.InfiniteLine(angle=0) for _ in range(2))
        for item in (self.zero, self.bars, self.shown, self.mean):
            self.getViewBox().addItem(item, ignoreBounds=True)
        self.order: Indices = np.empty(0, dtype=np.intp)
        self._numbers: tuple[int, ...] = ()
        self.setAccessibleName("Gradient of each row of the batch")
        self.setToolTip(
            "∂E/∂w of each row, for the selected weight. The update follows their mean, the dashed line. "
            "Click a bar, or reach the plot by Tab and use ← →, to follow that row."
        )

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.bars.setOpts(brush=mix(theme.dim, theme.card, 0.5))
        self.shown.setOpts(brush=theme.accent)
        self.zero.setPen(pg.mkPen(mix(theme.line, theme.dim, 0.4)))
        self.mean.setPen(pg.mkPen(theme.ink, width=theme.stroke(1.6), style=Qt.PenStyle.DashLine))

    def show_rows(self, gradients: Array, rows: tuple[int, ...], shown: int) -> None:
        """The gradients (N,) of these rows of the dataset, one of them in the accent."""
        self.order = self._order(gradients, shown)
        self._numbers = tuple(row + 1 for row in rows)
        heights, at = np.nan_to_num(gradients[self.order]), np.flatnonzero(self.order == shown)
        places = np.arange(len(heights))
        self.bars.setOpts(x=np.delete(places, at), height=np.delete(heights, at))
        self.shown.setOpts(x=at, height=heights[at])
        mean = float(gradients.mean())
        self.mean.setVisible(math.isfinite(mean))
        if math.isfinite(mean):
            self.mean.setPos(mean)
        self._label()
        low, high = min(0.0, *heights), max(0.0, *heights)
        self.setXRange(-0.7, len(heights) - 0.3, padding=0.0)
        self.setYRange(low, high if high > low else low + 1.0, padding=0.06)

    @property
    def thinned(self) -> bool:
        """Whether there are more rows than bars."""
        return len(self.order) < len(self._numbers)

    @property
    def sorted(self) -> bool:
        return bool((np.diff(self.order) != 1).any()) or self.thinned

    def _order(self, gradients: Array, shown: int) -> Indices:
        """The rows that have a bar: all as in the batch, or from the least to the greatest."""
        room = max(8, int(self.getViewBox().width() / _NARROWEST))
        count = len(gradients)
        if count <= room:
            return np.arange(count)
        order = np.argsort(gradients, kind="stable")
        kept = evenly(count, room)
        place = int(np.flatnonzero(order == shown)[0])
        kept[np.abs(kept - place).argmin()] = place  # the row that is followed has its bar
        return order[kept]

    def _label(self) -> None:
        if self.sorted:
            rows = f"{len(self._numbers):,} rows"
            self.name_across(f"{len(self.order)} of {rows}, sorted" if self.thinned else f"{rows}, sorted")
            self.getAxis("bottom").setTicks([[]])
            return
        self.name_across("row")
        room = max(1.0, self.getViewBox().width() / _NUMBER)
        stride = int(np.ceil(len(self.order) / room))
        ticks = [(place, f"{self._numbers[row]}") for place, row in enumerate(self.order)][::stride]
        self.getAxis("bottom").setTicks([ticks])

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self.order):
            place = round(self.under(event.position()).x())
            if 0 <= place < len(self.order):
                self.picked.emit(int(self.order[place]))

    @guarded
    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """The plot itself is not moved."""

    @guarded
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click is done when the button goes down."""
