"""Where the neurons of the diagram stand, and how much of each can be written: geometry only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from playground.ui.network_layout import HEAD, Column, NetworkLayout
from playground.ui.network_spot import Spot

FOOT = 56.0  # px for the arrow below
_PITCH = 188.0  # px between two neurons at most
_MORE = 20.0  # px for "12 more" above and below a layer that does not fit


@dataclass(frozen=True)
class Grade:
    """How large a neuron is drawn when it has `pitch` px: its height, the px of its two lines (0: none),
    and the room above and below it for δ and b.
    """

    pitch: float
    height: float
    first: int
    second: int
    above: float = 0.0
    below: float = 0.0


# From the largest down; the last one is drawn however little room there is.
GRADES = (
    Grade(108.0, 58.0, 13, 11, 24.0, 20.0),
    Grade(72.0, 36.0, 12, 10, 16.0, 15.0),
    Grade(38.0, 32.0, 11, 10),
    Grade(24.0, 20.0, 11, 0),
)


@dataclass(frozen=True)
class DiagramLayout:
    """Columns from left to right. Of a layer that does not fit, neurons from `firsts` on are drawn."""

    net: NetworkLayout
    grades: tuple[Grade, ...]
    firsts: tuple[int, ...]
    sizes: tuple[int, ...]

    def drawn(self, spot: Spot) -> Spot | None:
        """A spot with its place among what is drawn; None when it is not."""
        source = spot.source - self.firsts[spot.layer - 1] if spot.kind == "link" else -1
        found = Spot(spot.kind, spot.layer, spot.index - self.firsts[spot.layer], source)
        least = min(found.index, found.source if spot.kind == "link" else 0)
        return found if least >= 0 and self.net.has(found) else None

    def real(self, spot: Spot) -> Spot:
        """The other way: what a drawn spot is in the network."""
        source = spot.source + self.firsts[spot.layer - 1] if spot.kind == "link" else -1
        return Spot(spot.kind, spot.layer, spot.index + self.firsts[spot.layer], source)

    def more(self, layer: int) -> tuple[int, int]:
        """How many neurons of a layer are not drawn above and below those that are."""
        first, shown = self.firsts[layer], len(self.net.columns[layer].nodes)
        return first, self.sizes[layer] - first - shown

    def window(self, layer: int) -> slice:
        """Which neurons of a layer are drawn."""
        return slice(self.firsts[layer], self.firsts[layer] + len(self.net.columns[layer].nodes))


def lay_out(sizes: Sequence[int], area: QRectF, chosen: dict[int, int], wide: float) -> DiagramLayout:
    """Columns over `area`; `chosen` names the neuron of a layer that has to be seen, `wide` is what its
    numbers would like to have (px).
    """
    room, across = area.height() - HEAD - FOOT, area.width() / len(sizes)
    side = max(10.0, min(wide, (0.6 if across > 120.0 else 0.74) * across))
    columns, grades, firsts = [], [], []
    for layer, size in enumerate(sizes):
        fits = max(1, int(room // GRADES[-1].pitch))
        shown = size if size <= fits else max(1, int((room - 2.0 * _MORE) // GRADES[-1].pitch))
        pitch = min(_PITCH, (room if shown == size else room - 2.0 * _MORE) / shown)
        grade = next((one for one in GRADES if pitch >= one.pitch), GRADES[-1])
        centre, top = area.left() + across * (layer + 0.5), area.top() + HEAD + (room - pitch * shown) / 2.0
        up = (pitch - grade.height) / 2.0
        nodes = tuple(
            QRectF(round(centre - side / 2.0), round(top + pitch * i + up), round(side), grade.height)
            for i in range(shown)
        )
        columns.append(Column(round(centre), round(side), nodes, size - shown))
        grades.append(grade)
        page = chosen.get(layer, 0) // shown * shown  # whole pages, so that little moves while walking
        firsts.append(min(page, size - shown))
    return DiagramLayout(NetworkLayout(tuple(columns)), tuple(grades), tuple(firsts), tuple(sizes))
