"""Rings around the selected rows."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from playground.session import Session
from playground.ui.plotting.markers import MarkerGroup, MarkerLayer
from playground.ui.theme.theme import Theme

_SIZE = 15.0  # px across
_EDGE = 1.3  # px of the edge on both sides, so that a ring is seen on any colour


class _Ring(MarkerGroup, frozen=True, eq=False):
    """Marks that are rings with an edge in the colour of `fill`."""

    def render(self, ratio: float) -> QPixmap:
        side = int(self.size + 8)
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for pen in (QPen(self.fill, self.pen.widthF() + 2 * _EDGE), self.pen):
                painter.setPen(pen)
                painter.drawEllipse(QPointF(side / 2, side / 2), self.size / 2, self.size / 2)
        return pixmap


class SelectionRings:
    """Draws them into a view box, as one picture that is repainted only when it changes."""

    def __init__(self, box: pg.ViewBox) -> None:
        self.marks = MarkerLayer()
        self.marks.setZValue(5)
        self.marks.hide()
        box.addItem(self.marks, ignoreBounds=True)
        self._key: tuple[object, ...] = ()

    def show(self, session: Session, theme: Theme) -> None:
        """Bring them up to date: none around test rows that were hidden since, none in the Backprop mode."""
        plane, data, test = session.view.plane, session.data, session.view.settings.show_test
        key = (
            data,
            session.points.selected.tobytes(),
            (plane.x, plane.y),
            test,
            session.backprop.is_open,
            theme,
        )
        if key == self._key:
            return
        self._key = key
        rows = session.points.selected[~data.test[session.points.selected] | test]
        self.marks.setVisible(bool(len(rows)) and not session.backprop.is_open)
        xs, ys = plane.to_axes(data)
        pen = QPen(QColor(theme.accent), theme.stroke(2.2))
        self.marks.show_groups(
            [_Ring(xs[rows], ys[rows], "o", theme.mark_size(_SIZE), pen, QColor(theme.card))]
        )
