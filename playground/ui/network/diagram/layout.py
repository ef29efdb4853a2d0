"""Where the nodes of the network stand: geometry only, so that painting and pointing agree."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

from playground.arrays import Array, Mask
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.theme.scale import px

# Px at a text size of 100 %, as all that holds words here is.
HEAD = 44.0  # for the names of the layers
FOOT = 54.0  # for the − and + below the layers
BIAS = 16.0  # below a node for its bias
INACTIVE = 22.0  # for a feature that is not fed to the network
_NAMED, _LONGEST = 60.0, 84.0  # of a feature not in use: with a whole name (sin x₁), with the longest
_MORE = 28.0  # below nodes that are not all drawn, to say how many more there are
_ALONE, _LARGEST, _SMALLEST, _WRITES = 64.0, 46.0, 11.0, 28.0  # px of a node
_PITCH = 50.0  # px between two nodes at most: more would look lost
_REACH = 5.0  # px around a link within which the mouse finds it


def along_and_up(t: Array) -> tuple[Array, Array]:
    """How far along and how far up a link is at these places of its curve, all of it from 0 to 1."""
    return 1.5 * t * (1.0 - t) + t**3, 3.0 * t**2 - 2.0 * t**3


_T = np.linspace(0.0, 1.0, 65)
_ALONG, _ = along_and_up(_T)


class Column(Struct, frozen=True):
    """One layer: the nodes that are drawn, `side` px wide, and how many are not for want of room."""

    centre: float
    side: float
    nodes: tuple[QRectF, ...]
    hidden: int

    @property
    def writes(self) -> bool:
        """Whether there is room for words below a node."""
        return self.side >= _WRITES


class NetworkLayout(Struct, frozen=True):
    """All layers from left to right, and the features that are not in use below those that are."""

    columns: tuple[Column, ...]
    inactive_features: tuple[QRectF, ...] = ()

    def has(self, element: DiagramElement) -> bool:
        """Whether an element is drawn."""
        if element.kind == "inactive_feature":
            return element.index < len(self.inactive_features)
        if element.layer >= len(self.columns) or element.index >= len(self.columns[element.layer].nodes):
            return False
        return element.kind != "link" or element.source < len(self.columns[element.layer - 1].nodes)

    def element_at(self, place: QPointF) -> DiagramElement | None:
        """The node, feature not in use or header of a layer under a point."""
        for index, inactive in enumerate(self.inactive_features):
            if inactive.contains(place):
                return DiagramElement("inactive_feature", 0, index)
        for layer, column in enumerate(self.columns):
            for index, node in enumerate(column.nodes):
                if _with_words(node, column).contains(place):
                    return DiagramElement("node", layer, index)
            if place.y() < px(HEAD) - 4 and abs(place.x() - column.centre) < px(40):
                return DiagramElement("header", layer)
        return None

    def link_at(self, place: QPointF, drawn: Sequence[Mask]) -> DiagramElement | None:
        """The nearest link within reach of a point, among those that are drawn: one (in, out) per layer."""
        for layer, shown in enumerate(drawn):
            ends = self.ends(layer)
            if not shown.size or not ends.left < place.x() < ends.right:
                continue
            along = (place.x() - ends.left) / (ends.right - ends.left)
            distance = ends.distance(along, place.y())
            distance[~shown] = np.inf
            source, to = np.unravel_index(int(distance.argmin()), distance.shape)
            if distance[source, to] <= _REACH:
                return DiagramElement("link", layer + 1, int(to), int(source))
        return None

    def ends(self, layer: int) -> LinkEnds:
        """Where the links from column `layer` to the next one begin and end."""
        before, after = self.columns[layer], self.columns[layer + 1]
        return LinkEnds(
            before.centre + before.side / 2.0 + 1.0,
            after.centre - after.side / 2.0 - 1.0,
            np.array([node.center().y() for node in before.nodes]),
            np.array([node.center().y() for node in after.nodes]),
        )

    def anchor(self, element: DiagramElement) -> QPointF:
        """A point to hang words or an editor on: the middle of a node, or of a link."""
        if element.kind == "link":
            ends = self.ends(element.layer - 1)
            y = (ends.starts[element.source] + ends.ends[element.index]) / 2.0
            return QPointF((ends.left + ends.right) / 2.0, float(y))
        if element.kind == "header":
            return QPointF(self.columns[element.layer].centre, px(HEAD) / 2.0)
        if element.kind == "inactive_feature":
            return self.inactive_features[element.index].center()
        return self.columns[element.layer].nodes[element.index].center()


class LinkEnds(Struct, frozen=True):
    """The links between two columns: from x `left` at heights `starts` to x `right` at heights `ends`.

    Each is a cubic curve, level at both ends.
    """

    left: float
    right: float
    starts: Array
    ends: Array

    def distance(self, along: float, y: float) -> Array:
        """How far a link (in, out) is from height y, measured across it, at a share (0 to 1) of the way."""
        t = float(np.interp(along, _ALONG, _T))
        rise = self.ends[None, :] - self.starts[:, None]
        height = self.starts[:, None] + rise * (3.0 * t * t - 2.0 * t**3)
        slope = rise * (6.0 * t - 6.0 * t * t) / ((self.right - self.left) * (1.5 - 3.0 * t + 3.0 * t * t))
        across: Array = np.abs(height - y) / np.sqrt(1.0 + slope * slope)
        return across


def lay_out(sizes: Sequence[int], area: QRectF, inactive_features: int = 0) -> NetworkLayout:
    """Nodes in columns over `area`, of one size as long as that is large enough to be read."""
    height, across = area.height() - px(HEAD) - px(FOOT), area.width() / max(2, len(sizes))
    inactive_features = min(inactive_features, int(0.4 * height / px(INACTIVE)))
    rooms = [
        height - (inactive_features * px(INACTIVE) + 8.0 if inactive_features and not layer else 0.0)
        for layer in range(len(sizes))
    ]
    most = _ALONE if max(sizes) <= 3 and len(sizes) <= 3 else _LARGEST  # a lone neuron may be seen
    sides = [min(most, _side(size, room, across)) for size, room in zip(sizes, rooms, strict=True)]
    if min(sides) >= 20.0:
        sides = [min(sides)] * len(sizes)
    centres = [area.left() + area.width() * (layer + 0.5) / len(sizes) for layer in range(len(sizes))]
    columns = tuple(
        _column(size, centre, side, room, area.top() + px(HEAD) + height / 2.0)
        for size, centre, side, room in zip(sizes, centres, sides, rooms, strict=True)
    )
    return _with_inactive(
        columns, inactive_features, QRectF(area.left(), area.top() + px(HEAD), across, height)
    )


def _side(size: int, room: float, across: float) -> float:
    """The size of a node when so many of them share the room (px)."""
    pitch = room / max(1, size)
    side = min(_ALONE, 0.5 * across, pitch - px(BIAS) - 5.0)
    if side < _WRITES:  # without words there is more room for pictures
        side = min(_WRITES - 1.0, 0.5 * across, pitch - 3.0)
    return float(math.floor(max(_SMALLEST, side)))


def _column(size: int, centre: float, side: float, room: float, middle: float) -> Column:
    below = px(BIAS) if side >= _WRITES else 0.0
    least = side + below + (4.0 if below else 2.0)
    fits = max(1, int(room // least))
    shown = size if size <= fits else max(1, int((room - px(_MORE) - 4.0) // least))
    pitch = min(max(least, side + _PITCH), room / shown) if shown == size else least
    top = middle - pitch * shown / 2.0 - (px(10) if shown < size else 0.0)
    nodes = tuple(
        QRectF(round(centre - side / 2.0), round(top + pitch * (i + 0.5) - (side + below) / 2.0), side, side)
        for i in range(shown)
    )
    return Column(centre, side, nodes, size - shown)


def _with_inactive(columns: tuple[Column, ...], inactive_features: int, area: QRectF) -> NetworkLayout:
    """The features in use, moved up as far as the others need room below them."""
    if not inactive_features:
        return NetworkLayout(columns)
    first, rest = columns[0], columns[1:]
    bottom = (
        first.nodes[-1].bottom()
        + (px(BIAS) if first.writes else 0.0)
        + (px(_MORE) if first.hidden else px(18))
    )
    up = max(0.0, bottom + inactive_features * px(INACTIVE) - area.bottom())
    up = min(up, first.nodes[0].top() - area.top())
    up = float(round(up))
    moved = tuple(node.translated(0.0, -up) for node in first.nodes)
    room = rest[0].centre - rest[0].side / 2.0 - 4.0 - area.left()  # up to the nodes of the next layer
    wide = min(max(area.width() - 6.0, min(px(_NAMED), room)), px(_LONGEST))
    left = max(area.left() + 2.0, first.centre - wide / 2.0)
    rows = tuple(
        QRectF(left, bottom - up + i * px(INACTIVE), wide, px(INACTIVE)) for i in range(inactive_features)
    )
    return NetworkLayout((Column(first.centre, first.side, moved, first.hidden), *rest), rows)


def _with_words(node: QRectF, column: Column) -> QRectF:
    return node.adjusted(-4, 0, 4, px(BIAS)) if column.writes else node.adjusted(-1, -1, 1, 1)
