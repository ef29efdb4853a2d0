"""What goes with the mouse on the canvas and shows what the tool would do there."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsPixmapItem

from playground.arrays import Array
from playground.session import Session
from playground.ui.canvas.tools.hit_test import HitTest
from playground.ui.canvas.tools.registry import GESTURES
from playground.ui.plotting.markers import MarkerGroup
from playground.ui.plotting.row_marks import marker_of
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import recurring

_GRIP = 8.5  # px: the radius of the ring around a point that would be taken
_GHOST = 0.6  # how opaque the point is that is not there yet


class ToolRing(QGraphicsItem):
    """A thin circle with a light edge, to be seen on any ground."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._radius, self._colours = 0.0, ("#000000", "#FFFFFF")

    def show_at(self, place: QPointF, radius: float, colour: str, edge: str) -> None:
        if (radius, (colour, edge)) != (self._radius, self._colours):
            self.prepareGeometryChange()
            self._radius, self._colours = radius, (colour, edge)
            self.update()
        self.setPos(place)
        self.show()

    def boundingRect(self) -> QRectF:
        reach = self._radius + 3.0
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    @recurring
    def paint(self, painter: QPainter, *_arguments: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in zip(reversed(self._colours), (3.4, 1.6), strict=True):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(QPointF(), self._radius, self._radius)


class Cursor:
    """A ring of the tool's reach, the ghost of a point, a ring around a point, the outline of the lasso.

    Each is an item of its own that is only shifted: the marks beneath are not repainted.
    """

    def __init__(self, session: Session, hit_test: HitTest, box: pg.ViewBox) -> None:
        self.session, self.hit_test = session, hit_test
        self.reach, self.grip = ToolRing(box), ToolRing(box)
        self.ghost, self.outline = QGraphicsPixmapItem(box), QGraphicsPathItem(box)
        self.ghost.setOpacity(_GHOST)
        self._ghost_of: object = None
        for depth, item in enumerate((self.outline, self.ghost, self.grip, self.reach)):
            item.setZValue(100 + depth)
            item.hide()

    def apply_theme(self, theme: Theme) -> None:
        self.theme, self._ghost_of = theme, None
        fill = QColor(theme.accent)
        fill.setAlpha(36)
        self.outline.setPen(pg.mkPen(theme.accent, width=1.6))
        self.outline.setBrush(fill)

    def show(self, at: Array) -> None:
        """Show what the tool would do at this place (2,) of the canvas."""
        brush, kind, place = (
            self.session.tools.brush,
            GESTURES[self.session.tools.brush.tool],
            self._place(at),
        )
        row = self.hit_test.row_near(at) if kind.grips else None
        inside = bool(self.hit_test.inside(at[None])[0])
        self.reach.setVisible(bool(brush.radius) and inside)
        self.ghost.setVisible(kind.adds and not brush.radius and row is None and inside)
        self.grip.setVisible(row is not None)
        if self.reach.isVisible():
            colour = self._look().fill.name() if kind.adds else self.theme.ink
            self.reach.show_at(place, brush.radius, colour, self.theme.card)
        if self.ghost.isVisible():
            self._show_ghost(place)
        if row is not None:
            xs, ys = self.session.view.plane.to_axes(self.session.data)
            self.grip.show_at(
                self._place(self.hit_test.pixels(xs[row], ys[row])), _GRIP, self.theme.accent, self.theme.card
            )

    def show_outline(self, outline: QPainterPath) -> None:
        """Show what a gesture has drawn; nothing, if it is empty."""
        self.outline.setVisible(not outline.isEmpty())
        corner = self.hit_test.frame.topLeft()
        self.outline.setPath(outline.translated(-corner))

    def hide(self) -> None:
        for item in (self.reach, self.grip, self.ghost):
            item.hide()

    def _show_ghost(self, place: QPointF) -> None:
        look = self._look()
        key = (look.symbol, look.fill.name(), look.size)
        if key != self._ghost_of:
            self._ghost_of = key
            pixmap = look.render(self.ghost.scene().views()[0].devicePixelRatio())
            size = pixmap.deviceIndependentSize()
            self.ghost.setPixmap(pixmap)
            self.ghost.setOffset(-size.width() / 2, -size.height() / 2)
        self.ghost.setPos(place)

    def _look(self) -> MarkerGroup:
        """How a point would look that the tool adds."""
        brush, data = self.session.tools.brush, self.session.data
        return marker_of(self.session, self.theme, brush.label if data.class_names else brush.value)

    def _place(self, at: Array) -> QPointF:
        """A place of the canvas, as the items count: from the corner of the view."""
        return QPointF(*at) - self.hit_test.frame.topLeft()
