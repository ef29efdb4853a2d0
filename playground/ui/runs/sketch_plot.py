"""A small plot of the plane: picture, lines and marks of the rows, in a frame of a colour."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from playground.data.evenly import evenly
from playground.data.plane import Plane
from playground.session import Session
from playground.ui.plotting.colour_maps import image
from playground.ui.plotting.row_marks import group_of, styles_of
from playground.ui.runs.field import Sketch
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import recurring

_MOST, _SMALL = 300, 0.5  # marks drawn; their size beside those of the canvas
_FRAME, _ROUND = 2.0, 6.0  # px


def inside(width: float, height: float) -> QRectF:
    """Where the plane is in a plot of this size."""
    return QRectF(0.0, 0.0, width, height).adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)


def to_pixels(plane: Plane, area: QRectF) -> QTransform:
    """From the plane's units to px."""
    (left, right), (low, high) = plane.x_range, plane.y_range
    across, up = area.width() / (right - left), area.height() / (high - low)
    return QTransform(across, 0.0, 0.0, -up, area.left() - left * across, area.bottom() + low * up)


class Marks:
    """The marks of the rows as one pixmap for plots of one size: they are the same in all of them."""

    def __init__(self, session: Session) -> None:
        self._session, self._pixmap = session, QPixmap()
        self._made_of: tuple[object, ...] = ()
        self._size = 0, 0.0

    def pixmap(self, side: int, ratio: float, theme: Theme) -> QPixmap:
        """For plots of this side (px), on a screen of this pixel ratio."""
        session = self._session
        made_of = session.data, session.view.plane, theme
        same = self._made_of and all(a is b for a, b in zip(made_of, self._made_of, strict=True))
        if not same or (side, ratio) != self._size:
            self._made_of, self._size = made_of, (side, ratio)
            self._pixmap = self._draw(side, ratio, theme)
        return self._pixmap

    def _draw(self, side: int, ratio: float, theme: Theme) -> QPixmap:
        session = self._session
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        data = session.data
        part = data.only(evenly(len(data), _MOST))
        xs, ys = session.view.plane.to_axes(part)
        kinds, looks = styles_of(session, theme, part.y)
        place = to_pixels(session.view.plane, inside(side, side))
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for kind in np.unique(kinds).tolist():
                rows = kinds == kind
                marker, colour = looks[int(kind)]
                group = group_of(xs[rows], ys[rows], marker, colour, theme, hollow=False)
                pen = pg.mkPen(theme.outline, width=0.6)
                replace(group, size=group.size * _SMALL, pen=pen).draw(painter, place)
        return pixmap


class SketchPlot(QWidget):
    """Shows a sketch, with marks that are shared with other plots of its size."""

    def __init__(self, session: Session, marks: Marks | None = None) -> None:
        super().__init__()
        self._session, self._marks = session, marks
        self._sketch, self._colour = Sketch(), "#808080"
        self._theme: Theme | None = None
        self._fine = True
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._shown: object = None

    def show_sketch(self, sketch: Sketch, colour: str, theme: Theme) -> None:
        """Show it in a frame of this colour."""
        fine = not self._session.moving
        shown = id(sketch), colour, theme, fine, self._session.data
        if shown != self._shown:
            self._sketch, self._colour, self._theme, self._fine = sketch, colour, theme, fine
            self._shown = shown
            self.update()

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._theme is None:
            return
        place = inside(self.width(), self.height())
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            painter.fillRect(self.rect(), QColor(self._theme.card))
            painter.save()
            outline = QPainterPath()
            outline.addRoundedRect(place, _ROUND, _ROUND)
            painter.setClipPath(outline)
            if self._sketch.words:
                painter.fillRect(place, QColor(self._theme.chip))
                self._write(painter, place, self._theme)
            else:
                self._draw(painter, place, self._theme)
            painter.restore()
            painter.setPen(QPen(QColor(self._colour), _FRAME))
            painter.drawRoundedRect(place, _ROUND, _ROUND)

    def _draw(self, painter: QPainter, place: QRectF, theme: Theme) -> None:
        if self._sketch.pixels is not None:
            painter.drawImage(place, image(self._sketch.pixels))
        at = to_pixels(self._session.view.plane, place)
        for line in self._sketch.lines:
            # Wider lines are drawn five times as slowly.
            painter.setPen(QPen(line.colour, line.width if self._fine else 1.0))
            painter.drawPath(at.map(line.path))
        if self._marks is not None:
            pixmap = self._marks.pixmap(self.width(), self.devicePixelRatioF(), theme)
            painter.drawPixmap(QPointF(0.0, 0.0), pixmap)

    def _write(self, painter: QPainter, place: QRectF, theme: Theme) -> None:
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(theme.dim))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(8, 8, -8, -8), flags, self._sketch.words)
