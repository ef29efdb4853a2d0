"""Where things are on the canvas, in px, and which rows a tool can touch there."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from playground.arrays import Array, Mask, RowIndices
from playground.session import Session

REACH = 9.0  # px around a point within which a click finds it


class HitTest:
    """The plane of a session as it is seen in a view box; places (K, 2) are px of the canvas.

    Only rows that can be seen are found: within the view and, of the test rows, if those are shown.
    """

    def __init__(self, session: Session, box: pg.ViewBox) -> None:
        self.session, self._box = session, box
        self._key: tuple[object, ...] = ()
        self._rows: RowIndices = np.empty(0, dtype=np.intp)
        self._places: Array = np.empty((0, 2))

    @property
    def frame(self) -> QRectF:
        """The rectangle of the canvas over which the plane lies."""
        box = self._box.sceneBoundingRect()
        return QRectF(box.left(), box.top(), max(1.0, box.width()), max(1.0, box.height()))

    # --- from px to units and back -----------------------------------------------------------------

    def values(self, places: Array) -> tuple[Array, Array]:
        """The places in the units of the two axes."""
        frame, plane = self.frame, self.session.view.plane
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        xs = x0 + (places[..., 0] - frame.left()) * ((x1 - x0) / frame.width())
        ys = y1 - (places[..., 1] - frame.top()) * ((y1 - y0) / frame.height())
        return xs, ys

    def pixels(self, xs: Array | float, ys: Array | float) -> Array:
        """Where values on the two axes are drawn."""
        frame, plane = self.frame, self.session.view.plane
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        right = frame.left() + (np.asarray(xs) - x0) * (frame.width() / (x1 - x0))
        down = frame.top() + (y1 - np.asarray(ys)) * (frame.height() / (y1 - y0))
        return np.stack([right, down], axis=-1)

    def pixel(self, x: float, y: float) -> QPointF:
        return QPointF(*self.pixels(x, y))

    def inside(self, places: Array) -> Mask:
        """Which places (K, 2) are within the view."""
        frame = self.frame
        low, high = (frame.left(), frame.top()), (frame.right(), frame.bottom())
        return np.all((places >= low) & (places <= high), axis=1)

    # --- rows --------------------------------------------------------------------------------------

    def row_near(self, at: Array, reach: float = REACH) -> int | None:
        """The row nearest to a place (2,), if it is within reach."""
        rows, places = self._look()
        close = np.flatnonzero(np.abs(places - at).max(axis=1) <= reach)
        distance = np.hypot(*(places[close] - at).T)
        if not len(close) or distance.min() > reach:
            return None
        return int(rows[close[distance.argmin()]])

    def rows_along(self, path: Array, radius: float) -> RowIndices:
        """The rows within a radius of a path (K, 2), not only of its corners."""
        rows, places = self._look()
        low, high = path.min(axis=0) - radius, path.max(axis=0) + radius
        close = np.flatnonzero(((places >= low) & (places <= high)).all(axis=1))
        starts, ends = path[: max(1, len(path) - 1)], path[min(1, len(path) - 1) :]
        touched = np.zeros(len(close), dtype=bool)
        for start, end in zip(starts, ends, strict=True):
            touched |= _distance(places[close], start, end) <= radius
        return rows[close[touched]]

    def rows_inside(self, outline: QPainterPath) -> RowIndices:
        """The rows within an outline, to the px: it is painted, and each row looks what is at its place."""
        rows, places = self._look()
        frame = self.frame
        corner = frame.topLeft().toPoint()
        image = QImage(int(frame.width()) + 2, int(frame.height()) + 2, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.black)
        with QPainter(image) as painter:
            painter.translate(-corner)
            painter.fillPath(outline, Qt.GlobalColor.white)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        columns, lines = (places - (corner.x(), corner.y())).astype(int).clip(0).T
        return rows[pixels[lines, columns] > 0]

    def _look(self) -> tuple[RowIndices, Array]:
        """The rows that can be seen and their places, found once for each state of data and view."""
        session = self.session
        key = (session.data, session.view.plane, session.view.settings.show_test, self.frame.getRect())
        if key != self._key:
            rows = np.flatnonzero(~session.data.test | session.view.settings.show_test)
            xs, ys = session.view.plane.to_axes(session.data)
            places = self.pixels(xs[rows], ys[rows])
            seen = self.inside(places)
            self._key, self._rows, self._places = key, rows[seen], places[seen]
        return self._rows, self._places


def _distance(places: Array, start: Array, end: Array) -> Array:
    """From each place (K, 2) to the line between two others."""
    way = end - start
    share = ((places - start) @ way) / max(float(way @ way), 1e-12)
    nearest = start + np.clip(share, 0.0, 1.0)[:, None] * way
    distance: Array = np.hypot(*(places - nearest).T)
    return distance
