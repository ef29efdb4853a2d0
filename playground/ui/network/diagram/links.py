"""The links as one picture, painted in slices: a few links a frame, and only where their look has changed.

Curves are the dear part of the network: 384 of them cost 71 ms in software. So each gap between two layers
has a picture of its own; when the look of a link in it changes, the gap is repainted beside the old
picture, for a few milliseconds a frame, and shown when it is complete. Where there is no old picture a sketch
of all links stands in its place (network_sketch.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from time import perf_counter

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from playground.arrays import Array, Indices, Mask
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.layout import LinkEnds, NetworkLayout
from playground.ui.network.diagram.sketch import Sketch
from playground.ui.plotting.colour_maps import image, opaque_pixel
from playground.ui.theme.theme import Theme, mix

Looks = NDArray[np.int16]

_ALL, _SOME = 300, 160  # links between two layers that are all drawn; of more, so many of the strongest
_SHADES = 16
_DOTS = 150_000  # of a sketch: some 10 ms


class Gap(Struct):
    """The links between two columns. A look is ±(16 · half pixels of width + shade), 0: not drawn."""

    ends: LinkEnds
    picture: QPixmap
    looks: Looks | None = None  # as painted, or being painted
    order: Indices = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    at: int = 0  # links of `order` painted so far
    paths: dict[tuple[int, int], QPainterPath] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return math.floor(self.ends.left) - 1

    @property
    def busy(self) -> bool:
        return self.at < len(self.order)

    def path(self, source: int, to: int) -> QPainterPath:
        """The curve of one link, made when it is first needed."""
        if (source, to) not in self.paths:
            self.paths[source, to] = _curve(self.ends, source, to)
        return self.paths[source, to]

    def want(self, looks: Looks, ground: QColor) -> None:
        """Begin to paint these looks, the strongest on top."""
        self.looks, self.at = looks, 0
        order = np.argsort(np.abs(looks), axis=None, kind="stable")
        self.order = order[np.abs(looks).ravel()[order] > 0]
        self.picture.fill(ground)


class Links:
    """`picture` is what to show; `drawn` tells which links (in, out) of each layer are in it.

    All of it is of one layout, the one that was laid last.
    """

    def __init__(self) -> None:
        self.picture = QPixmap()
        self.drawn: list[Mask] = []
        self._key: object = None
        self._layout: NetworkLayout | None = None
        self._gaps: list[Gap] = []
        self._next = 0
        self._pens: dict[int, QPen] = {}

    def lay(self, layout: NetworkLayout, size: QSize, ratio: float, theme: Theme) -> None:
        """Begin again when geometry or colours are others."""
        key = (layout.columns, size, ratio, theme)
        if key == self._key:
            return
        self._layout, self._theme, self._next = layout, theme, 0
        self._pens.clear()
        self.drawn = []
        self.picture = _pixmap(size, ratio)
        self._gaps = [_gap(layout, layer, size, ratio) for layer in range(len(layout.columns) - 1)]
        self._key = key

    def element_at(self, layout: NetworkLayout, place: QPointF) -> DiagramElement | None:
        """The drawn link under a point; none of a layout that is not laid yet."""
        laid = self._layout is not None and layout.columns == self._layout.columns
        return layout.link_at(place, self.drawn) if laid else None

    def paint(self, weights: Sequence[Array], seconds: float) -> bool:
        """Bring the picture nearer to these weights, W (in, out) per layer, for so many seconds; whether that
        is all of it.
        """
        deadline = perf_counter() + seconds
        if not self.drawn:
            self._sketch(weights)
        for _ in self._gaps:  # each gets its turn
            gap = self._gaps[self._next]
            if not gap.busy:
                self._look_at(self._next, weights[self._next])
            painted = gap.busy
            if painted:
                self._advance(gap, deadline)
            if gap.busy:
                return False
            self._next = (self._next + 1) % len(self._gaps)
            if painted and perf_counter() > deadline:
                return False
        return True

    def draw(self, painter: QPainter, weights: Sequence[Array]) -> None:
        """Draw all of them at once, in place of `paint` and `picture`."""
        self.drawn = [np.empty((0, 0), dtype=bool) for _ in self._gaps]
        for layer, gap in enumerate(self._gaps):
            self._look_at(layer, weights[layer])
            assert gap.looks is not None
            for place in gap.order.tolist():
                source, to = divmod(place, len(gap.ends.ends))
                painter.setPen(self._pen(int(gap.looks[source, to])))
                painter.drawPath(gap.path(source, to))

    def _sketch(self, weights: Sequence[Array]) -> None:
        """All links at once, coarsely: they are never away, and can be pointed at from the first frame on."""
        ratio, inks = self.picture.devicePixelRatio(), self._inks()
        shape = self.picture.height(), self.picture.width()
        pixels = np.full(shape, opaque_pixel(self._theme.card), dtype=np.uint32)
        sketch = Sketch(pixels, ratio, _DOTS // max(1, len(self._gaps)))
        self.drawn = [np.empty((0, 0), dtype=bool) for _ in self._gaps]
        for layer, (gap, W) in enumerate(zip(self._gaps, weights, strict=True)):
            self._look_at(layer, W)
            assert gap.looks is not None
            looks = gap.looks.ravel()[gap.order]
            halves, shades = np.divmod(np.abs(looks), _SHADES)
            widths = np.maximum(1, np.round(halves / 2.0 * ratio)).astype(np.intp)
            sketch.draw(gap.ends, gap.order, widths, inks[(looks > 0).astype(int), shades])
        self.picture = QPixmap.fromImage(image(pixels).copy())  # or it would only borrow the pixels
        self.picture.setDevicePixelRatio(ratio)

    def _inks(self) -> NDArray[np.uint32]:
        """The opaque colours of links: those of negative weights, of positive ones, by shade."""
        card, signs = self._theme.card, (self._theme.negative, self._theme.positive)
        colours = [[mix(card, sign, _strength(shade)) for shade in range(_SHADES)] for sign in signs]
        return np.array([[opaque_pixel(colour) for colour in one] for one in colours], dtype=np.uint32)

    def _look_at(self, layer: int, W: Array) -> None:
        """Begin to paint a gap again if a link in it looks different now."""
        gap = self._gaps[layer]
        looks = _looks(W[: len(gap.ends.starts), : len(gap.ends.ends)])
        self.drawn[layer] = looks != 0
        if gap.looks is None or not np.array_equal(gap.looks, looks):
            gap.want(looks, QColor(self._theme.card))
            if not gap.busy:
                self._show(gap)

    def path(self, layer: int, source: int, to: int) -> QPainterPath:
        """The curve of one link into `layer`."""
        return self._gaps[layer - 1].path(source, to)

    def _advance(self, gap: Gap, deadline: float) -> None:
        with QPainter(gap.picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-gap.left, 0)
            outputs, looks = len(gap.ends.ends), gap.looks
            assert looks is not None
            while gap.busy:
                source, to = divmod(int(gap.order[gap.at]), outputs)
                painter.setPen(self._pen(int(looks[source, to])))
                painter.drawPath(gap.path(source, to))
                gap.at += 1
                if perf_counter() > deadline:
                    break
        if not gap.busy:
            self._show(gap)

    def _show(self, gap: Gap) -> None:
        with QPainter(self.picture) as painter:
            painter.drawPixmap(QPoint(gap.left, 0), gap.picture)

    def _pen(self, look: int) -> QPen:
        if look not in self._pens:
            halves, shade = divmod(abs(look), _SHADES)
            colour = QColor(self._theme.positive if look > 0 else self._theme.negative)
            colour.setAlphaF(_strength(shade))
            self._pens[look] = QPen(colour, halves / 2.0)
        return self._pens[look]


def _strength(shade: int) -> float:
    """How opaque a link of a shade is."""
    return 0.2 + 0.75 * shade / (_SHADES - 1)


def _looks(W: Array) -> Looks:
    """What each link looks like: 1 to 5 px wide and the darker the larger its weight is in the layer."""
    size = np.nan_to_num(np.abs(W), posinf=1e300)
    part = size / max(1.0, float(size.max(initial=0.0)))
    crowded = max(0.2, min(1.0, 64.0 / max(1, part.size)))  # many links have to be thin to be told apart
    halves = np.maximum(2, np.round(2.0 * (0.7 + 4.3 * part * crowded))).astype(np.int16)
    looks: Looks = halves * _SHADES + np.round(part * (_SHADES - 1)).astype(np.int16)
    looks[np.isnan(W)] = 0
    if looks.size > _ALL:
        looks.ravel()[np.argsort(size, axis=None)[:-_SOME]] = 0
    return np.where(W < 0.0, -looks, looks)


def _gap(layout: NetworkLayout, layer: int, size: QSize, ratio: float) -> Gap:
    ends = layout.ends(layer)
    wide = math.ceil(ends.right) - math.floor(ends.left) + 2
    return Gap(ends, _pixmap(QSize(max(1, wide), size.height()), ratio))


def _curve(ends: LinkEnds, source: int, to: int) -> QPainterPath:
    """A smooth curve from the right of one node to the left of another."""
    a, b = QPointF(ends.left, ends.starts[source]), QPointF(ends.right, ends.ends[to])
    middle = (a.x() + b.x()) / 2.0
    path = QPainterPath(a)
    path.cubicTo(QPointF(middle, a.y()), QPointF(middle, b.y()), b)
    return path


def _pixmap(size: QSize, ratio: float) -> QPixmap:
    made = QPixmap(QSize(max(1, math.ceil(size.width() * ratio)), max(1, math.ceil(size.height() * ratio))))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made
