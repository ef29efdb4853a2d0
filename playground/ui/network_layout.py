"""Where the nodes of the network stand: geometry only, so that painting and pointing agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

HEAD = 44.0  # px for the names of the layers
FOOT = 46.0  # px for the − and + below the layers
_LARGEST, _SMALLEST = 46.0, 16.0
_BIAS = 16.0  # px below a node for its bias


@dataclass(frozen=True)
class Column:
    """One layer: the nodes that are drawn, and how many are not for want of room."""

    centre: float
    nodes: tuple[QRectF, ...]
    hidden: int


@dataclass(frozen=True)
class NetworkLayout:
    """All layers from left to right. `side` is the size of a node; biases are written when it is large."""

    columns: tuple[Column, ...]
    side: float

    @property
    def writes_biases(self) -> bool:
        return self.side >= 28.0

    def node_at(self, place: QPointF) -> tuple[int, int] | None:
        """The layer (0: features) and the index of the node under a point."""
        for layer, column in enumerate(self.columns):
            for index, node in enumerate(column.nodes):
                if node.contains(place):
                    return layer, index
        return None


def lay_out(sizes: Sequence[int], area: QRectF) -> NetworkLayout:
    """Nodes in columns over `area`, of one size that suits the fullest layer and the number of layers."""
    height = area.height() - HEAD - FOOT
    most = max(sizes)
    across = area.width() / max(2, len(sizes))
    side = max(_SMALLEST, min(_LARGEST, 0.5 * across, height / max(1, most) - _BIAS - 6.0))
    below = _BIAS if side >= 28.0 else 0.0
    pitch_least = side + below + 4.0
    fits = max(1, int(height // pitch_least))
    columns = []
    for layer, size in enumerate(sizes):
        shown = size if size <= fits else fits - 1
        centre = area.left() + area.width() * ((layer + 0.5) / len(sizes))
        slots = shown + (size > shown)
        pitch = min(max(pitch_least, 92.0), height / max(1, slots))
        top = area.top() + HEAD + (height - pitch * slots) / 2.0
        nodes = tuple(
            QRectF(centre - side / 2.0, top + pitch * (i + 0.5) - (side + below) / 2.0, side, side)
            for i in range(shown)
        )
        columns.append(Column(centre, nodes, size - shown))
    return NetworkLayout(tuple(columns), side)
