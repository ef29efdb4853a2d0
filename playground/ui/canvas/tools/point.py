"""The point tool: a click adds a point, a drag moves the one under the mouse."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.session import Session
from playground.ui.canvas.tools.tool import DragGesture


class PointGesture(DragGesture):
    """Adds a point where it was pressed, unless it carried one away."""

    adds = True

    def begin(self) -> None:
        row = self.hit_test.row_near(self.at)
        if row is not None:
            self.take(np.array([row]))

    def drag(self, path: Array) -> None:
        if self.rows is not None:
            self.carry(path[-1])

    def end(self) -> None:
        if not self.dragging:
            xs, ys = self.hit_test.values(self.at[None])
            self.session.points.add(self.session.view.plane.row_at(xs, ys), self.targets(ys))

    @classmethod
    def help(cls, _session: Session) -> str:
        return ""
