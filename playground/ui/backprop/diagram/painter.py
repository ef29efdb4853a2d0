"""Paints what stands in the diagram: neurons with their numbers, words, labels, the arrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.training.parameters import Parameter
from playground.ui.backprop.diagram.figures import Arrow, Figures, Node, Text
from playground.ui.backprop.diagram.labels import LinkLabel
from playground.ui.theme import draw_text
from playground.ui.theme.theme import Theme


class DiagramPainter:
    """Paints with the colours of a theme."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter, self.theme = painter, theme

    def paint(self, figures: Figures) -> None:
        """All but links and labels."""
        for node in figures.nodes:
            self._paint_node(node)
        for text in figures.texts:
            self._paint_text(text)
        if figures.arrow is not None:
            self._paint_arrow(figures.arrow)

    def paint_link_labels(self, labels: Sequence[LinkLabel], chosen: Parameter, size: int) -> None:
        for one in labels:
            draw_text.chip(
                self.painter, self.theme, one.box, one.lines, size=size, dark=one.parameter == chosen
            )

    def _paint_node(self, node: Node) -> None:
        """Its rim: in accent where it takes part, broad for the neurons of the chosen weight."""
        theme = self.theme
        rim = theme.accent if node.active else theme.dim if node.known else theme.faint
        self.painter.setPen(QPen(QColor(rim), theme.stroke(3.0 if node.active and node.chosen else 1.6)))
        self.painter.setBrush(QColor(theme.card))
        radius = min(10.0, node.box.height() / 4.0)
        self.painter.drawRoundedRect(node.box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        for line in node.lines:
            self._paint_text(line)

    def _paint_text(self, text: Text) -> None:
        theme = self.theme
        colours = {
            "ink": theme.ink,
            "dim": theme.dim,
            "accent": theme.accent,
            "loss": theme.bad,
            "chosen": theme.card,
        }
        if text.role == "chosen":
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(QColor(theme.ink))
            self.painter.drawRoundedRect(text.box.adjusted(-5.0, -1.0, 5.0, 1.0), 4.0, 4.0)
        draw_text.write(
            self.painter, text.box, text.words, colours[text.role], size=text.size, weight=text.weight
        )

    def _paint_arrow(self, arrow: Arrow) -> None:
        forwards = arrow.tip > arrow.start
        y, back = arrow.box.center().y(), arrow.tip - (14.0 if forwards else -14.0)
        accent = QColor(self.theme.accent)
        self.painter.setPen(QPen(accent, self.theme.stroke(2.0)))
        self.painter.drawLine(QPointF(arrow.start, y), QPointF(back, y))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(accent)
        head = [QPointF(arrow.tip, y), QPointF(back, y - 8.0), QPointF(back, y + 8.0)]
        self.painter.drawPolygon(QPolygonF(head))
        if arrow.said is not None:
            self._paint_text(arrow.said)
