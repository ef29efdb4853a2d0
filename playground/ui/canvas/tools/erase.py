"""The eraser: takes the rows away that it passes."""

from __future__ import annotations

from playground.arrays import Array
from playground.ui.canvas.tools.tool import PathGesture


class EraseGesture(PathGesture):
    """Erases all that can be seen within the radius."""

    def sweep(self, path: Array) -> None:
        self.session.points.delete(self.hit_test.rows_along(path, self.brush.radius), merge=True)
