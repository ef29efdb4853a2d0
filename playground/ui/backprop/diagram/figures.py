"""What stands in the diagram besides links and labels, each in its rectangle: neurons, words, the arrow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from playground.training.parameters import Parameter
from playground.ui.backprop.diagram import text as words
from playground.ui.backprop.diagram.columns import BESIDE
from playground.ui.backprop.diagram.layout import DiagramLayout
from playground.ui.backprop.diagram.values import StageValues
from playground.ui.backprop.diagram.wish import second_letters
from playground.ui.network.diagram import text
from playground.ui.theme import draw_text, style

_HEADS = 5.0  # px between the names of two layers at least

Role = Literal["ink", "dim", "accent", "loss", "chosen"]


class Text(Struct, frozen=True):
    """A line of words, which fill their box; `chosen`: on dark ground."""

    box: QRectF
    words: str
    role: Role
    size: int
    weight: QFont.Weight


class Node(Struct, frozen=True):
    """A neuron or an input: `active` takes part in this stage, `chosen` is an end of what is followed."""

    box: QRectF
    lines: tuple[Text, ...]
    known: bool
    active: bool
    chosen: bool


class Arrow(Struct, frozen=True):
    """Which way numbers travel, from `start` to `tip` (x)."""

    box: QRectF
    start: float
    tip: float
    said: Text | None


class Figures:
    """All of one look through the microscope on one layout."""

    def __init__(self, layout: DiagramLayout, values: StageValues) -> None:
        self.layout, self.values = layout, values
        self.first, self.second = layout.size, second_letters(layout.size)
        self.nodes: list[Node] = []
        self.texts: list[Text] = [*self._heads(), *self._verdict()]
        for layer, column in enumerate(layout.net.columns):
            for index, box in zip(layout.shown[layer], column.nodes, strict=True):
                self._add(layer, index, box)
            self.texts += self._more(layer)
        self.arrow = self._arrow()

    @property
    def boxes(self) -> list[QRectF]:
        """All rectangles that are painted, but those of the labels."""
        arrow = [self.arrow.box] if self.arrow else []
        if self.arrow and self.arrow.said:
            arrow.append(self.arrow.said.box)
        return [*(node.box for node in self.nodes), *(text.box for text in self.texts), *arrow]

    # --- neurons -----------------------------------------------------------------------------------

    def _add(self, layer: int, index: int, box: QRectF) -> None:
        """A neuron with what stands in, above and below it."""
        values, detail = self.values, self.layout.details[layer]
        said = words.node(values, layer, index, short=not self.layout.named)
        if not layer:
            said = replace(said, second=words.input_name(values, index, partial(self._fits, box)))
        ends = values.ends[layer]
        active = layer in values.nodes and (not values.focus or index in ends)
        chosen = any(s.kind == "node" and (s.layer, s.index) == (layer, index) for s in values.elements)
        lines = tuple(self._inside(box, layer, said, active=active))
        self.nodes.append(Node(box, lines, bool(said.first), active, chosen))
        if detail.above:
            above = QRectF(
                box.left(),
                box.top() - BESIDE - draw_text.line(self.first),
                box.width(),
                draw_text.line(self.first),
            )
            self.texts += _text(above, said.above, "accent", self.first, draw_text.BOLD)
        if detail.below:
            self.texts += self._below(layer, index, box, said.below)

    def _inside(self, box: QRectF, layer: int, said: words.NodeWords, *, active: bool) -> Iterator[Text]:
        """Its lines; where δ has no room above, it takes the place of z, or of a where it is just found."""
        detail = self.layout.details[layer]
        first: tuple[str, Role] = (said.first, "ink" if active or not self.values.focus else "dim")
        second: tuple[str, Role] = (said.second, "dim")
        if said.above and not detail.above:
            second = (said.above.replace(" = ", " "), "accent")
        inner = box.adjusted(3.0, 4.0, -3.0, -4.0)
        if detail.lines == 1:
            one = second if second[1] == "accent" and active else first
            if self.values.is_asked and one is second:
                one = (self._from(said.first, second[0], inner.width()), "accent")
            yield from _text(inner, *one, self.first, draw_text.BOLD)
        elif detail.lines:
            top = QRectF(inner.left(), inner.top(), inner.width(), draw_text.line(self.first))
            low = QRectF(inner.left(), top.bottom(), inner.width(), draw_text.line(self.second))
            weight = draw_text.BOLD if second[1] == "accent" else draw_text.PLAIN
            yield from _text(top, *first, self.first, draw_text.BOLD)
            yield from _text(low, *second, self.second, weight)

    def _fits(self, box: QRectF, name: str) -> bool:
        """Whether the second line of a node has room for it."""
        return draw_text.width(name, self.second) <= box.width() - 6.0

    def _from(self, known: str, asked: str, room: float) -> str:
        """With what is asked for, what it is calculated from, if only as a number."""
        ways = (f"{one} → {asked}" for one in (known, known.rpartition(" ")[2]))
        return next((way for way in ways if draw_text.width(way, self.first, draw_text.BOLD) <= room), asked)

    def _below(self, layer: int, index: int, box: QRectF, lines: tuple[str, ...]) -> Iterator[Text]:
        """The bias; strong where it stands in the formula, on dark ground where it is followed."""
        parameter = Parameter(layer, index)
        followed = bool(layer) and parameter == self.values.microscope.followed
        strong = bool(layer) and parameter in self.values.focus
        rows = self.layout.details[layer].below
        role: Role = "chosen" if followed else "ink" if strong else "dim"
        weight = draw_text.BOLD if strong or followed else draw_text.PLAIN
        row = QRectF(box.left(), box.bottom() + BESIDE, box.width(), draw_text.line(self.second))
        for place, line in enumerate(lines[-rows:]):  # with one row: what is new at this stage
            yield from _text(row.translated(0.0, place * row.height()), line, role, self.second, weight)

    def _more(self, layer: int) -> Iterator[Text]:
        count, column = self.layout.more(layer), self.layout.net.columns[layer]
        if count:
            low = (
                column.nodes[-1].bottom()
                + BESIDE
                + self.layout.details[layer].below * draw_text.line(self.second)
            )
            place = QRectF(column.centre - column.side / 2.0, low, column.side, draw_text.line(self.second))
            said = f"{count:,} more"
            short = draw_text.width(said, self.second) > column.side
            yield from _text(place, f"+{count:,}" if short else said, "dim", self.second)

    # --- words -------------------------------------------------------------------------------------

    def _heads(self) -> Iterator[Text]:
        """The names of the layers; where columns are close, all of those in letters of one size."""
        rooms = self._rooms()
        unit = draw_text.width("m", style.SMALL) / draw_text.width("m", self.second)
        wide = [unit * room.width() for room in rooms]
        least = min(wide[1:-1], default=wide[0])
        heads = [
            text.layer_header(self.values.experiment, layer, room, least) for layer, room in enumerate(wide)
        ]
        sizes = [
            draw_text.fitting(name, self.second + 1, draw_text.BOLD, room.width())
            for (name, _), room in zip(heads, rooms, strict=True)
        ]
        dots = [not detail.lines for detail in self.layout.details]
        close = min((size for size, dot in zip(sizes, dots, strict=True) if size and dot), default=0)
        for layer, ((name, about), room, size, dot) in enumerate(zip(heads, rooms, sizes, dots, strict=True)):
            role: Role = "accent" if layer in self.values.nodes else "ink"
            centre = self.layout.net.columns[layer].centre
            top, low = room, room.translated(0.0, room.height())
            low.setHeight(draw_text.line(self.second))
            yield from self._head(top, centre, name, role, min(size, close) if dot else size)
            if self.layout.about:
                yield from self._head(low, centre, about, "dim", self.second)

    def _rooms(self) -> list[QRectF]:
        """Where the name of each layer can stand: up to halfway to its neighbours, or to the edge."""
        columns, area = self.layout.net.columns, self.layout.area
        halves = [(a.centre + b.centre) / 2.0 for a, b in pairwise(columns)]
        edges = pairwise([area.left() - _HEADS / 2.0, *halves, area.right() + _HEADS / 2.0])
        tall = draw_text.line(self.first)
        return [QRectF(left + _HEADS / 2.0, area.top(), right - left - _HEADS, tall) for left, right in edges]

    def _head(self, room: QRectF, centre: float, said: str, role: Role, size: int) -> Iterator[Text]:
        """Above the middle of its column, or as near to it as there is room."""
        weight = draw_text.PLAIN if role == "dim" else draw_text.BOLD
        half = min(draw_text.width(said, max(1, size), weight), room.width()) / 2.0
        middle = max(room.left() + half, min(centre, room.right() - half))
        place = QRectF(middle - half, room.top(), 2.0 * half, room.height())
        yield from _text(place, said, role, size, weight)

    def _verdict(self) -> Iterator[Text]:
        """Target and loss below the output, from its left edge on."""
        place = self.layout.verdict
        for row, line in enumerate(words.verdict(self.values)):
            role: Role = ("ink", "loss")[row] if row < 2 else "dim"
            weight = draw_text.BOLD if row == 1 else draw_text.PLAIN
            at = QRectF(
                place.left(),
                place.top() + row * draw_text.line(self.first),
                place.width(),
                draw_text.line(self.first),
            )
            said = draw_text.elided(line, self.first, weight, place.width())
            yield from _text(at, said, role, self.first, weight, left=True)

    def _arrow(self) -> Arrow | None:
        if self.values.arrow is None or not self.layout.arrow:
            return None
        columns, area = self.layout.net.columns, self.layout.area
        start, tip = (columns[layer].centre for layer in self.values.arrow)
        forwards = tip > start
        said = "forward pass" if forwards else "backward pass"
        half = max(draw_text.width(said, self.second), abs(tip - start)) / 2.0
        middle = max(area.left() + half + 4.0, min((start + tip) / 2.0, area.right() - half - 4.0))
        low = QRectF(
            middle - half,
            area.bottom() - draw_text.line(self.second) - 2.0,
            2.0 * half,
            draw_text.line(self.second),
        )
        box = QRectF(middle - half, low.top() - 20.0, 2.0 * half, 18.0)
        ends = (box.left(), box.right()) if forwards else (box.right(), box.left())
        return Arrow(box, *ends, next(_text(low, said, "accent", self.second), None))


def _text(
    place: QRectF,
    said: str,
    role: Role,
    size: int,
    weight: QFont.Weight = draw_text.PLAIN,
    *,
    left: bool = False,
) -> Iterator[Text]:
    """A line within a place, smaller if it has to be; none where it cannot be read."""
    fits = draw_text.fitting(said, size, weight, place.width())
    if said and fits:
        wide = draw_text.width(said, fits, weight)
        x = place.left() if left else place.center().x() - wide / 2.0
        yield Text(QRectF(x, place.top(), wide, place.height()), said, role, fits, weight)
