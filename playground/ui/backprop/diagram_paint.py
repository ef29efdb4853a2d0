"""Paints the diagram: neurons with their numbers, the layers' names, the arrow that says what travels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.training.parameters import Parameter
from playground.ui import network_words, style
from playground.ui.backprop import diagram_words as words
from playground.ui.backprop import ink
from playground.ui.backprop.diagram_layout import FOOT, DiagramLayout, Grade
from playground.ui.backprop.reading import Reading
from playground.ui.network_layout import HEAD
from playground.ui.network_spot import Spot
from playground.ui.theme import Theme, mix

_ARROW = 170.0  # px at least
_ASIDE = 14.0  # px that words below a neuron may be wider than it: beside them stand chips
_NARROW = 110.0  # px from layer to layer below which words are shortened
_NAMES = 58.0  # px of a neuron in which there is room for "a" and "z" before the numbers


class DiagramPainter:
    """Paints one look at the microscope on one layout."""

    def __init__(self, theme: Theme, layout: DiagramLayout, reading: Reading) -> None:
        self.theme, self.layout, self.reading = theme, layout, reading
        columns = layout.net.columns
        self._right = columns[-1].centre + columns[0].centre  # the columns stand in the middle
        self._across = columns[1].centre - columns[0].centre  # px from layer to layer

    # --- heads and foot ----------------------------------------------------------------------------

    def paint_heads(self, painter: QPainter) -> None:
        room = self._across
        for layer, column in enumerate(self.layout.net.columns):
            name, about = network_words.head(self.reading.experiment, layer, room)
            place = QRectF(column.centre - room / 2.0 + 2.0, 2.0, room - 4.0, HEAD / 2.0 - 4.0)
            active = layer in self.reading.nodes
            ink.write(
                painter,
                place,
                name,
                self.theme.accent if active else self.theme.ink,
                size=12,
                weight=ink.BOLD,
            )
            ink.write(painter, place.translated(0.0, HEAD / 2.0 - 5.0), about, self.theme.dim)

    def paint_arrow(self, painter: QPainter, area: QRectF) -> None:
        """Which way numbers travel at this stage."""
        arrow = self.reading.arrow
        if arrow is None:
            return
        start, end = (self.layout.net.columns[layer].centre for layer in arrow)
        half = max(_ARROW, abs(end - start)) / 2.0 * (1.0 if end > start else -1.0)
        middle = max(area.left() + abs(half) + 4.0, min((start + end) / 2.0, area.right() - abs(half) - 4.0))
        y, tip = area.bottom() - FOOT + 20.0, middle + half
        back = tip - (14.0 if half > 0.0 else -14.0)
        accent = QColor(self.theme.accent)
        painter.setPen(QPen(accent, 2.0))
        painter.drawLine(QPointF(middle - half, y), QPointF(back, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(back, y - 8.0), QPointF(back, y + 8.0)]))
        said = "activations travel forwards" if half > 0.0 else "deltas travel backwards"
        ink.write(painter, QRectF(middle - 120.0, y + 12.0, 240.0, 16.0), said, self.theme.accent, size=12)

    # --- neurons -----------------------------------------------------------------------------------

    def paint_nodes(self, painter: QPainter) -> None:
        for layer, (column, first) in enumerate(
            zip(self.layout.net.columns, self.layout.firsts, strict=True)
        ):
            for place, box in enumerate(column.nodes):
                self._paint_node(painter, self.layout.grades[layer], box, layer, first + place)
            self._paint_more(painter, layer)
        self._paint_verdict(painter)

    def _paint_node(self, painter: QPainter, grade: Grade, box: QRectF, layer: int, index: int) -> None:
        said = words.node(self.reading, layer, index, short=box.width() < _NAMES)
        self._paint_box(painter, box, layer, index, known=bool(said.first))
        self._paint_lines(painter, grade, box, layer, said)
        if grade.above and said.above:
            wide = self._across - 4.0
            above = QRectF(box.center().x() - wide / 2.0, box.top() - grade.above, wide, grade.above - 2.0)
            ink.write(painter, above, said.above, self.theme.accent, size=grade.first + 1, weight=ink.BOLD)
        if grade.below and said.below:
            chosen = layer > 0 and Parameter(layer, index) == self.reading.microscope.chosen
            self._paint_below(painter, grade, box, said.below, chosen=chosen)

    def _paint_box(self, painter: QPainter, box: QRectF, layer: int, index: int, *, known: bool) -> None:
        """Its rim: in accent where the layer takes part, broad for the neurons of the chosen weight."""
        theme, active = self.theme, layer in self.reading.nodes
        rim = theme.accent if active else theme.ink if known else mix(theme.dim, theme.card, 0.5)
        chosen = Spot("node", layer, index) in self.reading.spots
        painter.setPen(QPen(QColor(rim), 3.0 if active and chosen else 1.6))
        painter.setBrush(QColor(theme.card))
        radius = min(10.0, box.height() / 4.0)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_lines(
        self, painter: QPainter, grade: Grade, box: QRectF, layer: int, said: words.NodeWords
    ) -> None:
        """Two lines; where δ has no room above, it takes the place of z, or of a where it is just found."""
        inner, theme = box.adjusted(2.0, 2.0, -2.0, -2.0), self.theme
        first, second = (said.first, theme.ink), (said.second, theme.dim)
        if said.above and not grade.above:
            delta = said.above.replace(" = ", " ")
            second = (delta if box.width() >= _NAMES else delta.removeprefix("δ "), theme.accent)
        if not grade.second:
            first = second if second[1] == theme.accent and layer in self.reading.nodes else first
            ink.write(painter, inner, *first, size=grade.first, weight=ink.BOLD)
            return
        half = min(20.0, inner.height() / 2.0)
        top = QRectF(inner.left(), box.center().y() - half, inner.width(), half)
        ink.write(painter, top, *first, size=grade.first, weight=ink.BOLD)
        weight = ink.BOLD if second[1] == theme.accent else ink.PLAIN
        ink.write(painter, top.translated(0.0, half), *second, size=grade.second, weight=weight)

    def _paint_below(
        self, painter: QPainter, grade: Grade, box: QRectF, lines: tuple[str, ...], *, chosen: bool
    ) -> None:
        """The bias below a neuron; in a dark chip when it is the chosen one."""
        wide = self._across - 4.0
        if chosen:
            size = ink.chip_size(lines)
            middle = QPointF(box.center().x(), box.bottom() + 4.0 + size.height() / 2.0)
            ink.chip(painter, self.theme, ink.centred(middle, size), lines, dark=True)
            return
        line = "  ".join(lines)
        if ink.width(line, grade.second) > min(wide, box.width() + _ASIDE):
            line = lines[-1]  # what is new at this stage
        row = QRectF(box.center().x() - wide / 2.0, box.bottom() + 2.0, wide, 16.0)
        ink.write(painter, row, line, self.theme.dim, size=grade.second)

    def _paint_more(self, painter: QPainter, layer: int) -> None:
        """How many neurons there are above and below those that are drawn."""
        column = self.layout.net.columns[layer]
        above, below = self.layout.more(layer)
        for count, y in ((above, column.nodes[0].top() - 19.0), (below, column.nodes[-1].bottom() + 3.0)):
            if count:
                place = QRectF(column.centre - 60.0, y, 120.0, 16.0)
                ink.write(painter, place, f"{count:,} more", self.theme.dim)

    def _paint_verdict(self, painter: QPainter) -> None:
        """Target and error below the output."""
        lines = words.verdict(self.reading, short=self._across < _NARROW)
        column, grade = self.layout.net.columns[-1], self.layout.grades[-1]
        top = column.nodes[-1].bottom() + grade.below + (24.0 if grade.below else 4.0)
        wide = max((ink.width(line, style.BODY, ink.BOLD) for line in lines), default=0.0) + 6.0
        left = min(column.centre - wide / 2.0, self._right - wide)
        for place, line in enumerate(lines):
            row = QRectF(left, top + 20.0 * place, wide, 20.0)
            painter.fillRect(row, QColor(self.theme.card))
            colour = (self.theme.ink, self.theme.classes[0])[place] if place < 2 else self.theme.dim
            ink.write(
                painter, row, line, colour, size=style.BODY, weight=ink.BOLD if place == 1 else ink.PLAIN
            )

    # --- the chosen one where there is no room -----------------------------------------------------

    def paint_chosen(self, painter: QPainter) -> None:
        """The neurons of the chosen weight, large enough to be read, where their layer is crowded."""
        large = Grade(0.0, 40.0, 13, 11)
        for spot in self.reading.spots:
            drawn = self.layout.drawn(spot)
            if spot.kind != "node" or drawn is None or self.layout.grades[spot.layer].second:
                continue
            node = self.layout.net.columns[drawn.layer].nodes[drawn.index]
            said = words.node(self.reading, spot.layer, spot.index)
            wide = max(node.width(), ink.width(said.first, 13, ink.BOLD) + 12.0)
            box = QRectF(node.center().x() - wide / 2.0, node.center().y() - 20.0, wide, 40.0)
            self._paint_box(painter, box, spot.layer, spot.index, known=bool(said.first))
            self._paint_lines(painter, large, box, spot.layer, said)
