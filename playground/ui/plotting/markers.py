"""The marks of the rows as one pixmap, repainted only where rows have changed, or when the view has.

While training the picture beneath them changes sixty times a second and they do not: 10,000 marks would cost
6 ms of every frame, the pixmap costs 0.2. pyqtgraph's scatter plot would also take 30 ms to learn of one more
of them; here a stamp per look is pressed down wherever it belongs. A stroke of the brush changes a few of
them in each frame: only the part of the pixmap where they are is repainted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols, renderSymbol
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform
from shiboken6 import Shiboken

from playground.arrays import Array, Mask
from playground.ui.plotting.paper import on_paper, solid
from playground.ui.widgets.guard import recurring


class MarkerGroup(Struct, frozen=True, eq=False):
    """Marks of one look: where they are, the symbol (by pyqtgraph's name), its size in px, pen and fill."""

    xs: Array
    ys: Array
    symbol: str
    size: float
    pen: QPen
    fill: QColor

    def __len__(self) -> int:
        return len(self.xs)

    @property
    def style_key(self) -> tuple[object, ...]:
        """What its marks have in common."""
        pen = self.pen
        return self.symbol, self.size, pen.color().rgba(), pen.widthF(), self.fill.rgba()

    def render(self, ratio: float) -> QPixmap:
        """One such mark, for a screen of this pixel ratio."""
        return QPixmap.fromImage(renderSymbol(self.symbol, self.size, self.pen, QBrush(self.fill), dpr=ratio))

    def draw(self, painter: QPainter, place: QTransform) -> None:
        """All of them as outlines, in the px that `place` maps to."""
        painter.setPen(solid(self.pen))
        painter.setBrush(self.fill)
        shape = QTransform.fromScale(self.size, self.size).map(Symbols[self.symbol])
        for x, y in zip(self.xs.tolist(), self.ys.tolist(), strict=True):
            painter.drawPath(shape.translated(place.map(QPointF(x, y))))


class MarkerLayer(pg.GraphicsObject):
    """Shows groups of marks over the view it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: Sequence[MarkerGroup] = ()
        self._drawn: Sequence[MarkerGroup] = ()  # those that are in the pixmap
        self._pixmap = QPixmap()
        self._key: object = None

    def show_groups(self, groups: Sequence[MarkerGroup]) -> None:
        self.groups = groups
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()

    @recurring
    def paint(self, painter: QPainter, *_arguments: Any) -> None:
        place, ratio = painter.transform(), painter.device().devicePixelRatio()
        if on_paper(painter):
            painter.resetTransform()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for group in self.groups:
                group.draw(painter, place)
            return
        box = place.mapRect(self.boundingRect()).toAlignedRect()
        if box.isEmpty():
            return
        key, inside = (place, box, ratio), place * QTransform.fromTranslate(-box.left(), -box.top())
        if key != self._key:
            self._key = key
            self._pixmap = QPixmap(box.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            self._draw(inside, ratio, QRectF(QPointF(), box.size()))
        elif self._drawn is not self.groups:
            self._draw(inside, ratio, _changed(self._drawn, self.groups, inside))
        self._drawn = self.groups
        painter.resetTransform()
        painter.drawPixmap(QPointF(box.topLeft()), self._pixmap)

    def _draw(self, place: QTransform, ratio: float, part: QRectF) -> None:
        """Paint a part of the pixmap again: all marks that reach into it, in their order."""
        if part.isEmpty():
            return
        with QPainter(self._pixmap) as painter:
            painter.setClipRect(part)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(part, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            for group in self.groups:
                stamp = group.render(ratio)
                fragments = _fragments(group, place, stamp, part)
                if len(fragments):
                    first, kept = _first_of(fragments)
                    painter.drawPixmapFragments(first, len(kept), stamp)


def _changed(before: Sequence[MarkerGroup], now: Sequence[MarkerGroup], place: QTransform) -> QRectF:
    """The part of the pixmap, in whole pixels, with the marks that are only among the one or the other."""
    part = QRectF()
    for look in {group.style_key for group in (*before, *now)}:
        alike = [[group for group in groups if group.style_key == look] for groups in (before, now)]
        xs, ys = _differing_points(*map(_places, alike))
        if len(xs):
            reach = alike[0 if alike[0] else 1][0].size  # twice as far as a mark goes
            corners = QRectF(xs.min(), ys.min(), np.ptp(xs), np.ptp(ys))
            part |= place.mapRect(corners).adjusted(-reach, -reach, reach, reach)
    return QRectF(part.toAlignedRect())


def _places(groups: Sequence[MarkerGroup]) -> Array:
    """Where the marks are: x and y (2, N)."""
    return np.hstack([np.empty((2, 0)), *(np.stack([group.xs, group.ys]) for group in groups)])


def _differing_points(one: Array, other: Array) -> Array:
    """The places (2, k) that only one of the two has, or has more often: apart from their common ends."""
    least = min(one.shape[1], other.shape[1])
    alike = (one[:, :least] == other[:, :least]).all(axis=0)
    start = _first_false(alike)
    alike = (one[:, ::-1][:, : least - start] == other[:, ::-1][:, : least - start]).all(axis=0)
    end = _first_false(alike)
    parts = [part[:, start : part.shape[1] - end] for part in (one, other)]
    places = np.hstack(parts)
    if not all(part.shape[1] for part in parts):
        return places
    keys = places[0] + np.pi * places[1]  # a number for each place: to sort pairs takes three times as long
    _, which = np.unique(keys, return_inverse=True)
    balance = np.bincount(which, np.repeat([1.0, -1.0], [part.shape[1] for part in parts]))
    return places[:, balance[which] != 0.0]


def _first_false(values: Mask) -> int:
    return len(values) if values.all() else int(values.argmin())


def _first_of(fragments: Array) -> tuple[Any, Array]:
    """The rows as an array of C++ (an object for each would be slow): its first, and its memory.

    Where Python still knows that place as something that Qt has deleted, another place is taken.
    """
    tried = [fragments]
    while True:
        first = Shiboken.wrapInstance(tried[-1].ctypes.data, QPainter.PixmapFragment)
        if isinstance(first, QPainter.PixmapFragment):
            return first, tried[-1]
        tried.append(fragments.copy())  # those tried are kept, or it would be the same place again


def _fragments(group: MarkerGroup, place: QTransform, stamp: QPixmap, part: QRectF) -> Array:
    """QPainter.PixmapFragment as rows: x, y, the rectangle of the stamp, scales, rotation, opacity."""
    x = place.m11() * group.xs + place.m21() * group.ys + place.dx()
    y = place.m12() * group.xs + place.m22() * group.ys + place.dy()
    reach = stamp.width()
    seen = (x > part.left() - reach) & (x < part.right() + reach)
    seen &= (y > part.top() - reach) & (y < part.bottom() + reach)
    rows = np.zeros((int(seen.sum()), 10))
    for column, values, side in ((0, x, stamp.width()), (1, y, stamp.height())):
        # In whole pixels of the screen: Qt rounds otherwise where it clips.
        first = np.round(values[seen] * stamp.devicePixelRatio() - side / 2)
        rows[:, column] = (first + side / 2) / stamp.devicePixelRatio()
    rows[:, 4], rows[:, 5] = stamp.width(), stamp.height()
    rows[:, 6:8] = 1.0 / stamp.devicePixelRatio()
    rows[:, 9] = 1.0
    return rows
