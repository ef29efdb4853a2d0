"""What lies over the network: numbers, locks and warnings, and what the mouse and the keyboard point at."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from playground.session import Session
from playground.training.parameters import parameter
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.diagnostics import Diagnostics
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.layout import NetworkLayout
from playground.ui.network.diagram.links import Links
from playground.ui.network.diagram.nodes import Nodes
from playground.ui.theme import style
from playground.ui.widgets import number_format

_FEW_LINKS = 6  # that bear their numbers


class Pointed(Struct, frozen=True):
    """Where the mouse, the keyboard (if it has the focus) and the editor are, in a view of this size."""

    hovered: DiagramElement | None
    current: DiagramElement | None
    edited: DiagramElement | None
    mouse: QPointF
    view: QRect

    @property
    def elements(self) -> set[DiagramElement]:
        return {element for element in (self.hovered, self.current, self.edited) if element is not None}


class Overlay:
    """Paints over the nodes and links of one view."""

    def __init__(self, session: Session, nodes: Nodes, links: Links, diagnostics: Diagnostics) -> None:
        self.session, self.nodes, self.links, self.diagnostics = session, nodes, links, diagnostics

    def paint_links(self, painter: QPainter, layout: NetworkLayout, pointed: Pointed) -> None:
        """The links that are pointed at, in full colour: below the nodes."""
        for element in pointed.elements:
            if element.kind == "link" and layout.has(element):
                weight = words.number(self.session, element)
                path = self.links.path(element.layer, element.source, element.index)
                painter.setPen(QPen(QColor(self.nodes.theme.accent), 7))
                painter.drawPath(path)
                painter.setPen(
                    QPen(QColor(self.nodes.theme.positive if weight > 0 else self.nodes.theme.negative), 3.5)
                )
                painter.drawPath(path)

    def paint_marks(self, painter: QPainter, layout: NetworkLayout) -> None:
        """What is to be seen without pointing: numbers, locks and warnings."""
        self._paint_numbers(painter, layout)
        self._paint_locks(painter, layout)
        self._paint_warnings(painter, layout)

    def paint_pointed(self, painter: QPainter, layout: NetworkLayout, pointed: Pointed) -> None:
        """Rings around what is pointed at, and what it says."""
        self._paint_rings(painter, layout, pointed)
        element = pointed.hovered or pointed.current
        if element is not None and pointed.edited is None:
            self._paint_chip(painter, layout, element, pointed)

    def _paint_numbers(self, painter: QPainter, layout: NetworkLayout) -> None:
        """On few links there is room for their numbers: a perceptron can be read without pointing."""
        if sum(W.size for W, _ in self.session.network.weights) > _FEW_LINKS:
            return
        taken: list[QRectF] = []
        for layer, (W, _) in enumerate(self.session.network.weights, 1):
            for source, to in sorted(np.ndindex(W.shape), key=lambda link: -abs(W[link])):
                anchor = layout.anchor(DiagramElement("link", layer, to, source))
                box = self.nodes.label_box(anchor)
                if not any(box.intersects(other) for other in taken):  # of two that meet, the larger number
                    taken.append(box)
                    number = number_format.signed(float(W[source, to]))
                    self.nodes.paint_label(painter, anchor, number)

    def _paint_locks(self, painter: QPainter, layout: NetworkLayout) -> None:
        """A small lock on every frozen number."""
        for element in self._locked(layout):
            anchor = layout.anchor(element)
            if element.kind == "link":
                path = self.links.path(element.layer, element.source, element.index)
                anchor = path.pointAtPercent(0.3)  # where no number is
            if element.kind == "node":
                node = layout.columns[element.layer].nodes[element.index]
                anchor = node.bottomRight()
            painter.setPen(QPen(QColor(self.nodes.theme.line), 1))
            painter.setBrush(QColor(self.nodes.theme.card))
            painter.drawEllipse(anchor, 9.0, 9.0)
            painter.drawPixmap(
                (anchor - QPointF(6.5, 7.0)).toPoint(), style.pixmap("lock", self.nodes.theme.ink, 13)
            )

    def _locked(self, layout: NetworkLayout) -> list[DiagramElement]:
        elements = [DiagramElement.of(parameter(name)) for name in self.session.spec.frozen]
        return [element for element in elements if layout.has(element)]

    def _paint_warnings(self, painter: QPainter, layout: NetworkLayout) -> None:
        health = self.diagnostics.health()
        if health is None:
            return
        for layer, (column, dead) in enumerate(zip(layout.columns[1:-1], health.dead, strict=False)):
            ill = dead.astype(bool) | health.saturated(layer)
            for index in np.flatnonzero(ill[: len(column.nodes)]):
                self.nodes.paint_mark(painter, column, int(index))
            if health.vanishing(layer):
                self.nodes.paint_head_warning(painter, layout, layer + 1)

    def _paint_rings(self, painter: QPainter, layout: NetworkLayout, pointed: Pointed) -> None:
        for element in pointed.elements:
            if element.kind in {"node", "inactive_feature"}:
                nodes = (
                    layout.inactive_features
                    if element.kind == "inactive_feature"
                    else layout.columns[element.layer].nodes
                )
                node = nodes[element.index]
                if element.kind == "node":
                    self.nodes.paint_ring(painter, node, self.nodes.theme.accent)
                if element == pointed.current:
                    self.nodes.paint_ring(
                        painter, node.adjusted(-3.5, -3.5, 3.5, 3.5), self.nodes.theme.accent, 1.5
                    )

    def _paint_chip(
        self, painter: QPainter, layout: NetworkLayout, element: DiagramElement, pointed: Pointed
    ) -> None:
        """What the element under the mouse, or under the keyboard, says; dark on light and light on dark."""
        health, gradient = self.diagnostics.health(), self.diagnostics.gradient()
        lines = words.description(self.session, element, health, gradient)
        strong, plain = style.font(12, QFont.Weight.DemiBold), style.font(11)
        painter.setFont(strong)
        wide = max(painter.fontMetrics().horizontalAdvance(line) for line in lines) + 24
        high = style.px(18)
        size = QSizeF(wide, high * len(lines) + 12)
        at = pointed.mouse + QPointF(16, -10) if element == pointed.hovered else _beside(layout, element)
        box = _inside(at, size, pointed.view)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.nodes.theme.ink))
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(QColor(self.nodes.theme.card))
        for row, line in enumerate(lines):
            painter.setFont(plain if row else strong)
            painter.setOpacity(0.8 if row else 1.0)
            place = QRectF(box.left() + 12, box.top() + 6 + high * row, wide - 12, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
        painter.setOpacity(1.0)


def _inside(at: QPointF, size: QSizeF, view: QRect) -> QRectF:
    """A box at a point, or left of it where there is no room, inside the view."""
    x = at.x() if at.x() + size.width() < view.width() - 4 else at.x() - size.width() - 32
    y = max(4.0, min(at.y(), view.height() - size.height() - 4))
    return QRectF(QPointF(max(4.0, x), y), size)


def _beside(layout: NetworkLayout, element: DiagramElement) -> QPointF:
    """A point right of an element."""
    side = 8.0 if element.kind == "link" else layout.columns[element.layer].side / 2
    return layout.anchor(element) + QPointF(side + 12, -10)
