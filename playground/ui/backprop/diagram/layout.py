"""Where everything in the diagram stands: geometry only.

From left to right stand columns of neurons and, between them, strips for the labels of the links. Above is
room for the layers' names, below for the arrow; below the output for target and loss. Each has its own
rectangle, so that nothing can lie on anything else.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF

from playground.ui.backprop.diagram.columns import BESIDE, Detail, Wish
from playground.ui.backprop.diagram.rooms import Rooms, share_out
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.layout import Column, NetworkLayout


class DiagramLayout(Struct, frozen=True):
    """Columns from left to right. Of a layer that does not fit the neurons of `shown` are drawn.

    size     of the letters (px at a text size of 100 %)
    named    whether numbers have their names before them: a 0.930
    middle   from the names of the layers down to the arrow: what neurons and labels share
    about    whether there is room for what kind the layers are, below their names
    arrow    and for the arrow, below it all
    verdict  where target and loss stand
    strips   of each gap that has labels: the place for them, by the layer that its links lead to
    """

    net: NetworkLayout
    sizes: tuple[int, ...]
    shown: tuple[tuple[int, ...], ...]
    details: tuple[Detail, ...]
    size: int
    named: bool
    area: QRectF
    middle: QRectF
    about: bool
    arrow: bool
    verdict: QRectF
    strips: dict[int, QRectF]

    def drawn(self, element: DiagramElement) -> DiagramElement | None:
        """A element with its place among what is drawn; None when it is not."""
        if element.layer >= len(self.shown) or element.index not in self.shown[element.layer]:
            return None
        index, source = self.shown[element.layer].index(element.index), -1
        if element.kind == "link":
            if element.source not in self.shown[element.layer - 1]:
                return None
            source = self.shown[element.layer - 1].index(element.source)
        return DiagramElement(element.kind, element.layer, index, source)

    def real(self, element: DiagramElement) -> DiagramElement:
        """The other way: what a drawn element is in the network."""
        source = self.shown[element.layer - 1][element.source] if element.kind == "link" else -1
        return DiagramElement(element.kind, element.layer, self.shown[element.layer][element.index], source)

    def more(self, layer: int) -> int:
        """How many neurons of a layer are not drawn."""
        return self.sizes[layer] - len(self.shown[layer])


def lay_out(sizes: Sequence[int], area: QRectF, wish: Wish, focus: Sequence[Sequence[int]]) -> DiagramLayout:
    """Columns over `area`; `focus` names the neurons of each layer that should be seen, the first first."""
    rooms = share_out(sizes, area, wish, focus)
    plan, need, middle = rooms.plan, rooms.plan.need, rooms.layers[0]
    lefts = plan.lefts(rooms.area)
    columns, shown, details = [], [], []
    for layer, (size, room, fitted) in enumerate(zip(sizes, rooms.layers, rooms.fitted, strict=True)):
        kept = _kept(size, fitted.count, focus[layer])
        used = fitted.pitch * len(kept) + (need.second if len(kept) < size else 0.0)
        top = middle.top() + (middle.height() - used) / 2.0
        top = max(room.top(), min(top, room.bottom() - used))
        wide, left = float(round(plan.widths[layer])), float(round(lefts[layer]))
        down = (fitted.pitch - fitted.detail.height(need)) / 2.0 + fitted.detail.above * (need.first + BESIDE)
        box = fitted.detail.box(need)
        nodes = tuple(
            QRectF(left, round(top + fitted.pitch * place + down), wide, round(box))
            for place in range(len(kept))
        )
        columns.append(Column(left + wide / 2.0, wide, nodes, size - len(kept)))
        shown.append(kept)
        details.append(fitted.detail)
    verdict = _verdict(columns[-1], details[-1], rooms, area)
    strips = {
        layer: QRectF(
            columns[layer - 1].centre + columns[layer - 1].side / 2.0,
            middle.top(),
            plan.gaps[layer - 1],
            middle.height(),
        )
        for layer in plan.labels
    }
    return DiagramLayout(
        NetworkLayout(tuple(columns)), tuple(sizes), tuple(shown), tuple(details), need.size, plan.named,
        area, middle, rooms.about, rooms.arrow, verdict, strips,
    )  # fmt: skip


def _verdict(output: Column, detail: Detail, rooms: Rooms, area: QRectF) -> QRectF:
    """Where target and loss stand: below the output, beside it, or on the right below everything."""
    need, middle = rooms.plan.need, rooms.layers[0]
    tall = need.verdict.height() - 4.0
    if rooms.plan.low:
        wide = min(need.verdict.width(), area.width())
        return QRectF(area.right() - wide, middle.bottom() + 4.0, wide, tall)
    if rooms.aside:
        wide = need.verdict.width()
        return QRectF(area.right() - wide, middle.center().y() - tall / 2.0, wide, tall)
    left, under = output.centre - output.side / 2.0, output.nodes[-1].bottom() + BESIDE
    under += (detail.below + bool(output.hidden)) * need.second
    return QRectF(left, under + 4.0, area.right() - left, tall)


def _kept(size: int, count: int, focus: Sequence[int]) -> tuple[int, ...]:
    """Which neurons of a layer are drawn: those in focus, then from the first on."""
    first = dict.fromkeys((*focus, *range(min(size, count + len(focus)))))
    return tuple(sorted(list(first)[:count]))
