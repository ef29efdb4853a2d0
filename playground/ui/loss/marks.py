"""What stands on the axis of epochs: the playhead, what comes after it drawn pale, and the flags of edits."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.session import Session
from playground.training.timeline import EditFlag
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix

GRAB = 8  # px to either side of the playhead that take hold of it
_PALE = 185  # of 255: how much the card covers what comes after the playhead
_HANDLE, _FLAG = (11.0, 16.0), (8.0, 9.0)  # px
_BELOW = 3  # px of the handle below the axis


class View:
    """Where the plot is: the area of its curves, and the px of an epoch."""

    def __init__(self, area: QRectF, first: float, last: float) -> None:
        self.area, self._first, self._last = area, first, last

    def x_of(self, epoch: float) -> float:
        reach = self._last - self._first
        return self.area.left() + self.area.width() * (epoch - self._first) / reach


class TimeMarks:
    """Paints the marks over the plot; the `grip` of the playhead where it can be taken."""

    def __init__(self, session: Session, *, grip: bool) -> None:
        self._session, self._grip = session, grip

    def head(self) -> float:
        """Where the playhead is, in epochs."""
        place = self._session.playhead.place
        return float(self._session.history.last_epoch if place is None else place.epoch)

    def flags_near(self, x: float, view: View) -> list[EditFlag]:
        """The flags beside this x (px)."""
        reach = style.px(GRAB)
        return [
            flag for flag in self._session.playhead.flags if abs(view.x_of(flag.place.epoch) - x) <= reach
        ]

    def paint(self, painter: QPainter, view: View, theme: Theme) -> None:
        area, back = view.area, self._session.playhead.place is not None
        x = view.x_of(self.head())
        if back:
            veil = QColor(theme.card)
            veil.setAlpha(_PALE)
            painter.fillRect(QRectF(QPointF(max(x, area.left()), area.top()), area.bottomRight()), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_flags(painter, view, theme)
        if not area.left() - 1.0 <= x <= area.right() + 1.0:
            return
        colour = QColor(theme.accent if back else theme.dim)
        if back:
            painter.setPen(QPen(colour, theme.stroke(1.5)))
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        if self._grip:
            self._paint_handle(painter, x, area.bottom(), colour, theme)

    def _paint_handle(self, painter: QPainter, x: float, y: float, colour: QColor, theme: Theme) -> None:
        """A grip on the axis, which points up at its place: the figures below stay free."""
        width, height = style.px(_HANDLE[0]), style.px(_HANDLE[1])
        left, right, bottom = x - width / 2, x + width / 2, y + style.px(_BELOW)
        top = bottom - height
        shoulder = top + width / 2
        shape = [(x, top), (right, shoulder), (right, bottom), (left, bottom), (left, shoulder)]
        painter.setPen(QPen(QColor(theme.card), 1.5))
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in shape]))

    def _paint_flags(self, painter: QPainter, view: View, theme: Theme) -> None:
        """One at each pixel: a thousand edits are no more work than the plot is wide."""
        area, places = (
            view.area,
            {round(view.x_of(flag.place.epoch)) for flag in self._session.playhead.flags},
        )
        width, height = style.px(_FLAG[0]), style.px(_FLAG[1])
        painter.setBrush(QColor(mix(theme.accent, theme.card, 0.25)))
        for place in places:
            if area.left() <= place <= area.right():
                x, top = float(place), area.top()
                painter.setPen(QPen(QColor(mix(theme.dim, theme.card, 0.3)), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QLineF(x, top, x, area.bottom()))
                painter.setPen(Qt.PenStyle.NoPen)
                cloth = [(x, top), (x + width, top + height / 2), (x, top + height)]
                painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in cloth]))
