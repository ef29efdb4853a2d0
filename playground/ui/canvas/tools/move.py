"""The move tool: carries a point, or the whole selection, or shifts the view."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from playground.arrays import Array
from playground.ui.canvas.tools.tool import DragGesture, ToolGesture


class PanGesture(ToolGesture):
    """Shifts the view: what was under the mouse stays there."""

    cursor = Qt.CursorShape.OpenHandCursor

    def begin(self) -> None:
        self._held = self.hit_test.values(self.at)

    def drag(self, path: Array) -> None:
        plane = self.session.view.plane
        now = self.hit_test.values(path[-1])
        left, down = (float(before - after) for before, after in zip(self._held, now, strict=True))
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        self.session.view.set_range(plane.zoomed((x0 + left, x1 + left), (y0 + down, y1 + down)))


class MoveGesture(PanGesture, DragGesture):
    """With a selected point all selected rows go."""

    def begin(self) -> None:
        super().begin()
        row = self.hit_test.row_near(self.at)
        if row is not None:
            selected = self.session.points.selected
            self.take(selected if row in selected else np.array([row]))

    def drag(self, path: Array) -> None:
        if self.rows is None:
            super().drag(path)
        else:
            self.carry(path[-1])
