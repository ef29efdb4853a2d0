"""The lasso: selects the points within an outline, or the one that is clicked."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt

from playground.arrays import Array, RowIndices
from playground.ui.canvas.tools.tool import ToolGesture

_ADDS = Qt.KeyboardModifier.ShiftModifier
_TAKES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class LassoGesture(ToolGesture):
    """Shift adds to the selection, Ctrl or Alt takes away from it; a click with Shift does either."""

    grips = True

    def begin(self) -> None:
        self._places = [self.at]

    def drag(self, path: Array) -> None:
        self._places.extend(path)
        if any(map(self.strayed, self._places)):
            self.outline.clear()
            self.outline.setFillRule(Qt.FillRule.WindingFill)
            self.outline.addPolygon([QPointF(*place) for place in self._places])
            self.outline.closeSubpath()

    def end(self) -> None:
        if not self.outline.isEmpty():
            self._choose(self.hit_test.rows_inside(self.outline))
            return
        row = self.hit_test.row_near(self.at)
        if row is None:
            self._choose(np.empty(0, dtype=np.intp))
        elif self.modifiers & _ADDS:
            self.session.points.select(np.setxor1d(self.session.points.selected, [row]))
        else:
            self._choose(np.array([row]))

    def _choose(self, rows: RowIndices) -> None:
        selected = self.session.points.selected
        if self.modifiers & _ADDS:
            rows = np.union1d(selected, rows)
        elif self.modifiers & _TAKES:
            rows = np.setdiff1d(selected, rows)
        self.session.points.select(rows)
