"""The network with its numbers at the present stage, and the mouse and keys that choose in it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.session import Change, Session
from playground.training.parameters import Parameter
from playground.ui.backprop.diagram import text as words
from playground.ui.backprop.diagram.figures import Figures
from playground.ui.backprop.diagram.keyboard import next_parameter
from playground.ui.backprop.diagram.labels import LinkLabel, link_labels
from playground.ui.backprop.diagram.layout import DiagramLayout, lay_out
from playground.ui.backprop.diagram.painter import DiagramPainter
from playground.ui.backprop.diagram.values import StageValues
from playground.ui.backprop.diagram.wish import label_letters, wish
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.links import Links
from playground.ui.theme import draw_text
from playground.ui.theme.scale import PRESENTED
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.soon import soon

_PALE = 0.3  # how much is seen of links that do not stand in the formula
_FULL, _BROAD = 2.5, 5.0  # px of those that do, and of the chosen one
_SLICE = 0.012  # seconds of one painting that links may take; the next painting goes on with them
_REACH = QPainterPathStroker()
_REACH.setWidth(10.0)  # px around a link within which the mouse finds it


class Diagram(QWidget):
    """Shows one look through the microscope. A click on a link or a neuron chooses its weight or bias.

    Up and down walk through the weights, with Shift from neuron to neuron, page keys from layer to layer.
    """

    watches: ClassVar[Change] = Change.MICROSCOPE

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("diagram")
        self.setAccessibleName("Network with the numbers of this stage")
        self.setMinimumSize(320, 180)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.session, self.theme = session, theme
        self.links, self.values = Links(), None  # type: Links, StageValues | None
        self.diagram_layout: DiagramLayout | None = None
        self.figures: Figures | None = None
        self.link_labels: list[LinkLabel] = []
        self.hovered: DiagramElement | None = None
        self._mouse = QPointF()

    # --- what a panel has --------------------------------------------------------------------------

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def refresh(self, changes: Change) -> None:
        microscope = self.session.backprop.microscope
        self.values = StageValues(microscope, self.session.lesson.covered) if microscope is not None else None
        self.diagram_layout, self.figures, self.link_labels = None, None, []
        if self.values is not None:
            self._lay_out()
        self.hovered = None
        self._point(self._mouse)
        self.setAccessibleDescription(self._spoken())
        self.update()

    def _lay_out(self) -> None:
        """Where all of it stands at this stage."""
        assert self.values is not None
        values, area = self.values, QRectF(self.rect()).adjusted(4.0, 0.0, -4.0, -2.0)
        self.diagram_layout = lay_out(values.sizes, area, wish(values, self._least_letters), values.ends)
        self.figures, self.link_labels = (
            Figures(self.diagram_layout, values),
            link_labels(self.diagram_layout, values),
        )

    @property
    def _least_letters(self) -> int:
        """How high the numbers of a presentation are (px), where there is a way."""
        return PRESENTED if self.session.view.presenting else 0

    def _spoken(self) -> str:
        """What is chosen, and all that is known of it."""
        if self.values is None:
            return ""
        return ", ".join(words.pointed(self.values, self.values.elements[0]))

    # --- painting ----------------------------------------------------------------------------------

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(self.theme.card))
            if self.values is not None and self.diagram_layout is not None:
                self._paint(painter, self.diagram_layout, self.values)

    def _paint(self, painter: QPainter, layout: DiagramLayout, values: StageValues) -> None:
        self._paint_links(painter, layout, values)
        diagram, chosen = DiagramPainter(painter, self.theme), values.microscope.followed
        if self.figures is not None:
            diagram.paint(self.figures)
        diagram.paint_link_labels(self.link_labels, chosen, label_letters(layout.size))
        if self.hovered is not None:
            self._paint_hovered(painter, values, self.hovered)

    def _paint_links(self, painter: QPainter, layout: DiagramLayout, values: StageValues) -> None:
        """All links pale, those of the formula in full through their labels, the chosen one broad."""
        network = values.step.after if values.kind == "after" else values.step.before
        self.links.lay(layout.net, self.size(), self.devicePixelRatioF(), self.theme)
        drawn = [W[np.ix_(*layout.shown[i : i + 2])] for i, (W, _) in enumerate(network.weights)]
        for label in self.link_labels:
            element = layout.drawn(DiagramElement.of(label.parameter))
            if element is not None and element.kind == "link":
                drawn[element.layer - 1][element.source, element.index] = np.nan  # drawn through its label
        complete = self.links.paint(drawn, _SLICE)
        painter.setOpacity(_PALE)
        painter.drawPixmap(0, 0, self.links.picture)
        painter.setOpacity(1.0)
        for element in (*map(DiagramElement.of, values.focus), values.elements[0], self.hovered):
            self._paint_link(painter, layout, values, element)
        if not complete:
            soon(self, self.update)  # the next slice

    def _paint_link(
        self, painter: QPainter, layout: DiagramLayout, values: StageValues, element: DiagramElement | None
    ) -> None:
        path = self._way(layout, element) if element is not None else None
        if element is None or path is None or element.parameter is None:
            return
        positive = values.present(element.parameter) > 0.0
        chosen = element == values.elements[0] and element.parameter in values.focus
        wide = _BROAD if chosen or element == self.hovered else _FULL
        colour = self.theme.positive if positive else self.theme.negative
        painter.setPen(QPen(QColor(colour), self.theme.stroke(wide)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _way(self, layout: DiagramLayout, element: DiagramElement) -> QPainterPath | None:
        """The curve of a link, or of a bias that has a label."""
        for label in self.link_labels:
            if DiagramElement.of(label.parameter) == element:
                return label.path
        drawn = layout.drawn(element) if element.kind == "link" else None
        return self.links.path(drawn.layer, drawn.source, drawn.index) if drawn is not None else None

    def _paint_hovered(self, painter: QPainter, values: StageValues, element: DiagramElement) -> None:
        """All numbers of what is under the mouse."""
        lines = words.pointed(values, element)
        size = draw_text.chip_size(lines)
        x = self._mouse.x() + 16.0
        if x + size.width() > self.width() - 4.0:
            x = max(4.0, self._mouse.x() - size.width() - 16.0)
        y = max(4.0, min(self._mouse.y() - 10.0, self.height() - size.height() - 4.0))
        draw_text.tip(painter, self.theme, QRectF(QPointF(x, y), size), lines)

    # --- mouse and keys ----------------------------------------------------------------------------

    def element_at(self, place: QPointF) -> DiagramElement | None:
        """The link or neuron under a point, labels included."""
        if self.diagram_layout is None:
            return None
        for label in self.link_labels:
            if label.box.contains(place) or _REACH.createStroke(label.path).contains(place):
                return DiagramElement.of(label.parameter)
        net = self.diagram_layout.net
        found = net.element_at(place) or self.links.element_at(net, place)
        return self.diagram_layout.real(found) if found is not None and found.kind != "header" else None

    def _point(self, place: QPointF) -> None:
        element = self.element_at(place) if self.underMouse() else None
        if element is not None or self.hovered is not None:
            self.update()
        if element != self.hovered:
            self.hovered = element
            can = element is not None and element.parameter is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        self._point(self._mouse)

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = None
        self.update()
        super().leaveEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        element = self.element_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and element is not None:
            self._choose(element.parameter)
            if element.parameter is not None and self.values is not None:
                self.session.lesson.pick(element.parameter, self.values.kind)
        event.accept()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        chosen = self.values and next_parameter(
            self.values.sizes, self.values.microscope.followed, Qt.Key(event.key()), by_neuron=shift
        )
        if chosen:
            self._choose(chosen)
        else:
            event.ignore()

    def _choose(self, parameter: Parameter | None) -> None:
        if parameter is not None:
            self.session.backprop.follow(parameter)

    @recurring
    def resizeEvent(self, event: QEvent) -> None:
        self.refresh(Change.MICROSCOPE)
        super().resizeEvent(event)  # type: ignore[arg-type]
