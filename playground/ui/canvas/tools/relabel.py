"""The relabel tool: gives the points that it passes the other class, or the palette's class or value."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array, RowIndices
from playground.session import Session
from playground.ui.canvas.tools.tool import PathGesture


class RelabelGesture(PathGesture):
    """Each row once a gesture, or it would flicker under the mouse; where y is drawn upright, nothing."""

    def begin(self) -> None:
        self._done: RowIndices = np.empty(0, dtype=np.intp)
        super().begin()

    def sweep(self, path: Array) -> None:
        rows = np.setdiff1d(self.hit_test.rows_along(path, self.brush.radius), self._done)
        if len(rows) and not _is_line(self.session):
            self._done = np.union1d(self._done, rows)
            y = self.session.data.y[rows]
            two = len(self.session.data.class_names) == 2
            self.session.points.relabel(rows, 1.0 - y if two else self.targets(y), merge=True)

    @classmethod
    def help(cls, session: Session) -> str:
        if _is_line(session):
            return (
                "Nothing to relabel: here the height of a point is its target value. Drag the point instead."
            )
        if not session.data.class_names:
            return "Relabel: Drag over points to give them the selected target value."
        return super().help(session)


def _is_line(session: Session) -> bool:
    """Whether the target of a point is where it stands."""
    return not session.data.class_names and session.view.plane.y is None
