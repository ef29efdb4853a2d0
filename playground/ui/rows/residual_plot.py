"""The residuals over the predictions: a good network leaves a shapeless band around zero."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent

from playground.arrays import RowIndices
from playground.data import Names
from playground.data.evenly import evenly
from playground.training.statistics import RowErrors
from playground.ui.plotting.markers import MarkerGroup, MarkerLayer
from playground.ui.plotting.plot import Plot
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import guarded

_MOST = 2000  # marks; of more rows, an even choice
_SIZE, _REACH = 7.5, 10  # px of a mark, and how near to it a click must be


class ResidualPlot(Plot):
    """Training rows filled, test rows hollow; `picked` tells the row of the dataset that was clicked."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__("residual_plot")
        self.setAccessibleName("Residuals against predictions")
        self.setToolTip(
            "x: prediction, y: residual (target − prediction) of every row. A bend or a funnel is structure "
            "that the network has not learnt. Training rows are filled, test rows hollow."
        )
        self.zero, self.marks = pg.InfiniteLine(0.0, angle=0), MarkerLayer()
        for item in (self.zero, self.marks):
            self.getViewBox().addItem(item, ignoreBounds=True)
        self.rows: RowIndices = np.empty(0, dtype=np.intp)
        self._xs = self._ys = np.empty(0)
        self._test = np.empty(0, dtype=bool)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.theme = theme
        self.zero.setPen(pg.mkPen(mix(theme.line, theme.dim, 0.6), width=1.2))
        self._draw()

    def show_errors(self, errors: RowErrors) -> None:
        """Show the residuals of rows, in the units of the target."""
        data, known = errors.data, np.flatnonzero(np.isfinite(errors.residual))
        known = known[evenly(len(known), _MOST)]
        self.rows = errors.rows[known]
        self._xs, self._ys, self._test = errors.predicted[known], errors.residual[known], data.test[self.rows]
        target = Names.on_screen(data).target
        self.label_axis("bottom", f"predicted {target}", self.theme, "predicted")
        self.label_axis("left", f"residual of {target}", self.theme, "residual")
        self._draw()
        if len(known):
            reach = float(np.abs(self._ys).max()) or 1.0
            self.setYRange(-reach, reach, padding=0.06)
            low, high = float(self._xs.min()), float(self._xs.max())
            self.setXRange(low, high if high > low else low + 1.0, padding=0.05)

    def _draw(self) -> None:
        theme = self.theme
        fills = (QColor(theme.accent), QColor(theme.card))
        pens = (pg.mkPen(theme.outline, width=0.8), pg.mkPen(theme.accent, width=1.4))
        self.marks.show_groups(
            [
                MarkerGroup(self._xs[chosen], self._ys[chosen], "o", _SIZE, pens[test], fills[test])
                for test, chosen in enumerate((~self._test, self._test))
                if chosen.any()
            ]
        )

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The row nearest to a click, if one is near."""
        across, up = self.pixel
        if event.button() != Qt.MouseButton.LeftButton or not len(self.rows) or not (across and up):
            return
        self.setFocus()
        place = self.getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint()))
        near = np.hypot((self._xs - place.x()) / across, (self._ys - place.y()) / up)
        if near.min() <= _REACH:
            self.picked.emit(int(self.rows[int(near.argmin())]))

    @guarded
    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """The plot itself is not moved."""

    @guarded
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click is done when the button goes down."""
