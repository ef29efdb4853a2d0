"""The network: each node a live picture of what it computes, links coloured by sign and wide by size."""

from __future__ import annotations

import math
from time import perf_counter
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from playground.data import label
from playground.engine import ACTIVATIONS
from playground.session import Change, Session
from playground.ui import numbers, style
from playground.ui.network_layout import HEAD, NetworkLayout, lay_out
from playground.ui.picture import Picture, diverging, image, paint
from playground.ui.theme import Theme
from playground.ui.widgets.guard import guarded

_PIXELS = 40  # of a node's picture, along a side
_RIM = 1.5  # px around a node for its outline
_MOST_LINKS = 300  # drawn between two layers: the largest ones
_PATIENCE = 8.0  # links are repainted at most after so many times what their painting costs


class NetworkView(QWidget):
    """Paints the network of the session."""

    laid_out = Signal()  # the nodes stand elsewhere now
    watches: ClassVar[Change] = Change.SPEC | Change.DATA | Change.WEIGHTS | Change.VIEW

    def __init__(self, session: Session, picture: Picture, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("network_view")
        self.setAccessibleName("Network")
        self.session, self.picture, self.theme = session, picture, theme
        self.layout_ = NetworkLayout((), 0.0)
        self._layout_key: object = None
        self._frame_key: object = None
        self._frame_pixmap = QPixmap()
        self._links = QPixmap()
        self._links_key: object = None
        self._links_at, self._links_cost = 0.0, 0.0
        self.setMinimumSize(300, 220)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        self.theme, self._scale, self._links_key = theme, diverging(theme), None
        self.update()

    def refresh(self, changes: Change) -> None:
        key = (self.session.experiment.sizes, self.size())
        if key != self._layout_key:
            self._layout_key = key
            self.layout_ = lay_out(self.session.experiment.sizes, QRectF(self.rect()))
            self.laid_out.emit()
        sizes = " to ".join(str(size) for size in self.session.experiment.sizes)
        self.setAccessibleDescription(f"{sizes} neurons, {self.session.network.parameters} parameters")
        self.update()

    @guarded
    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self.refresh(Change.VIEW)
        super().resizeEvent(event)

    # --- painting ----------------------------------------------------------------------------------

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.session.training:  # blending costs ten times the drawing
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(0, 0, self._link_picture())
        for layer in range(len(self.layout_.columns)):
            self._paint_head(painter, layer)
            self._paint_nodes(painter, layer)
        painter.end()

    def _paint_head(self, painter: QPainter, layer: int) -> None:
        column = self.layout_.columns[layer]
        room = self.width() / len(self.layout_.columns)
        name, about = self._head(layer, room)
        place = QRectF(column.centre - room / 2, 0, room, HEAD / 2 - 4)
        _write(painter, place, name, self.theme.ink, style.font(12, QFont.Weight.DemiBold))
        _write(painter, place.translated(0, HEAD / 2 - 5), about, self.theme.dim, style.font(style.SMALL))

    def _head(self, layer: int, room: float) -> tuple[str, str]:
        """The name of a layer and what is in it, in as many words as there is room for (px)."""
        experiment, last = self.session.experiment, len(self.layout_.columns) - 1
        size = experiment.sizes[layer]
        if layer == 0:
            return "Inputs", _count(size, "feature") if room > 72 else str(size)
        if layer == last:
            return "Output", f"{size} · {experiment.loss.link_name}" if room > 72 else str(size)
        activation = ACTIVATIONS[experiment.spec.activations()[layer - 1]].label
        name = f"Hidden {layer}" if room > 72 else f"H {layer}"
        return name, f"{_count(size, 'neuron') if room > 120 else size} · {activation}"

    def _paint_nodes(self, painter: QPainter, layer: int) -> None:
        column, curve = self.layout_.columns[layer], self.session.plane.y is None
        signal = self.picture.signal(layer)
        step = max(1, signal.shape[1] // _PIXELS)
        for index, node in enumerate(column.nodes):
            values = signal[..., index]
            self._paint_frame(painter, node, values if curve else values[::-step, ::step], curve=curve)
            if self.layout_.writes_biases:
                words, colour = self._caption(layer, index)
                below = QRectF(node.center().x() - 60, node.bottom() + 2, 120, 15)
                _write(painter, below, words, colour, style.font(style.SMALL))
        if column.hidden:
            bottom = column.nodes[-1].bottom() if column.nodes else HEAD
            place = QRectF(column.centre - 60, bottom + 14, 120, 16)
            _write(painter, place, f"+ {column.hidden} more", self.theme.dim, style.font(style.SMALL))

    def _paint_frame(self, painter: QPainter, node: QRectF, values: np.ndarray, *, curve: bool) -> None:
        if curve:
            painter.fillRect(node, QColor(self.theme.middle))
            self._paint_curve(painter, node, values[0])
        else:
            pixels = paint(values, self._scale)
            painter.drawImage(node, image(pixels))
        painter.drawPixmap(node.topLeft() - QPointF(_RIM, _RIM), self._frame())

    def _frame(self) -> QPixmap:
        """The rim of a node: rounded corners in the colour of the card, and the outline. Painted once."""
        side, ratio = self.layout_.side, self.devicePixelRatioF()
        if (side, ratio, self.theme) != self._frame_key:
            self._frame_key = (side, ratio, self.theme)
            whole = side + 2 * _RIM
            self._frame_pixmap = QPixmap(QSize(math.ceil(whole * ratio), math.ceil(whole * ratio)))
            self._frame_pixmap.setDevicePixelRatio(ratio)
            self._frame_pixmap.fill(Qt.GlobalColor.transparent)
            radius, node = min(7.0, side / 5), QRectF(_RIM, _RIM, side, side)
            corners = QPainterPath()
            corners.addRect(node.adjusted(-0.5, -0.5, 0.5, 0.5))
            corners.addRoundedRect(node, radius, radius)
            painter = QPainter(self._frame_pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(corners, QColor(self.theme.card))
            painter.setPen(QPen(QColor(self.theme.ink), 1.6))
            painter.drawRoundedRect(node, radius, radius)
            painter.end()
        return self._frame_pixmap

    def _paint_curve(self, painter: QPainter, node: QRectF, values: np.ndarray) -> None:
        """What the node computes along the one axis, with a thin line at zero."""
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(QPointF(node.left(), node.center().y()), QPointF(node.right(), node.center().y()))
        xs = np.linspace(node.left(), node.right(), len(values))
        ys = node.center().y() - np.nan_to_num(np.clip(values, -1.1, 1.1)) * node.height() * 0.4
        painter.setPen(QPen(QColor(self.theme.accent), 1.8))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(xs[::4], ys[::4], strict=True)]))

    def _caption(self, layer: int, index: int) -> tuple[str, str]:
        """What stands below a node: the feature's name or the neuron's bias."""
        if layer == 0:
            return self.feature_name(index), self.theme.ink
        bias = float(self.session.network.weights[layer - 1][1][index])
        classes = self.session.data.class_names
        words = f"b {numbers.signed(bias)}"
        if layer == len(self.layout_.columns) - 1 and self.session.experiment.loss.targets == "one_hot":
            words = f"{classes[index]} · {words}"
        return words, self.theme.dim

    def feature_name(self, index: int) -> str:
        """A feature as it is called in these data: a column's own name, or x₁²."""
        name = self.session.experiment.features[index]
        plain = name[1:]
        if plain.isdigit() and not self.session.data.generated:
            return self.session.data.columns[int(plain) - 1]
        return label(name)

    # --- links -------------------------------------------------------------------------------------

    def _link_picture(self) -> QPixmap:
        """The links, from a pixmap that is painted anew no more often than its cost allows."""
        now, ratio = perf_counter(), self.devicePixelRatioF()
        key = (self.size(), ratio, self.session.experiment.signature, self.theme)
        fresh = key == self._links_key
        if fresh and self.session.training and now - self._links_at < _PATIENCE * self._links_cost:
            return self._links
        if not fresh:
            self._links = QPixmap(QSize(round(self.width() * ratio), round(self.height() * ratio)))
            self._links.setDevicePixelRatio(ratio)
        self._links.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._links)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for layer, (W, _) in enumerate(self.session.network.weights):
            self._paint_links(painter, layer, W)
        painter.end()
        self._links_key, self._links_at = key, now
        self._links_cost = perf_counter() - now
        return self._links

    def _paint_links(self, painter: QPainter, layer: int, W: np.ndarray) -> None:
        starts, ends = self.layout_.columns[layer].nodes, self.layout_.columns[layer + 1].nodes
        W = np.nan_to_num(W[: len(starts), : len(ends)])
        size = np.abs(W)
        largest = max(1.0, float(size.max(initial=0.0)))
        order = np.argsort(size, axis=None)[-_MOST_LINKS:]  # the strongest on top
        for place in order:
            start, end = np.unravel_index(place, W.shape)
            part = float(size[start, end]) / largest
            colour = QColor(self.theme.positive if W[start, end] > 0 else self.theme.negative)
            colour.setAlphaF(0.18 + 0.77 * part)
            painter.setPen(QPen(colour, 0.7 + 4.3 * part))
            painter.drawPath(_link(starts[start], ends[end]))

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().event(event)
        self._show_tip(event)
        return True

    @guarded
    def _show_tip(self, event: QHelpEvent) -> None:
        found = self.layout_.node_at(QPointF(event.pos()))
        words = self.describe(*found) if found else ""
        QToolTip.showText(event.globalPos(), words, self)

    def describe(self, layer: int, index: int) -> str:
        """A node in words, with its formula and bias."""
        experiment = self.session.experiment
        if layer == 0:
            return f"Input {self.feature_name(index)}"
        bias = float(self.session.network.weights[layer - 1][1][index])
        last = layer == len(self.layout_.columns) - 1
        formula = (
            experiment.loss.link_name if last else ACTIVATIONS[experiment.spec.activations()[layer - 1]].label
        )
        name = "Output" if last else f"Hidden {layer}, neuron"
        return f"{name} {index + 1}\na = {formula}(z), z = w·a + b\nb = {bias:.4g}"


def _link(start: QRectF, end: QRectF) -> QPainterPath:
    """A smooth curve from the right of one node to the left of another."""
    a = QPointF(start.right() + 1, start.center().y())
    b = QPointF(end.left() - 1, end.center().y())
    bend = (b.x() - a.x()) * 0.5
    path = QPainterPath(a)
    path.cubicTo(QPointF(a.x() + bend, a.y()), QPointF(b.x() - bend, b.y()), b)
    return path


def _count(number: int, things: str) -> str:
    return f"{number} {things}{'s' * (number != 1)}"


def _write(painter: QPainter, place: QRectF, words: str, colour: str, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, elided)
