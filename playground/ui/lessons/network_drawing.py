"""The network of an exercise as a drawing for paper: circles, links and their numbers, black on white."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from playground.data.features import label
from playground.lessons.moment import Moment
from playground.microscope.digits import short
from playground.typography import subscript

_MOST_NEURONS = 6  # in a layer: more are no drawing any more
_MOST_NUMBERS = 18  # links whose weights can be read
_RADIUS = 0.09  # of a neuron, as a share of the height
_ALONG = 0.3  # where on its link a weight stands: links from one neuron are apart there


def can_be_drawn(moment: Moment) -> bool:
    """Whether it is small enough for a drawing."""
    return max(moment.experiment.sizes) <= _MOST_NEURONS


def draw_network(painter: QPainter, area: QRectF, moment: Moment) -> None:
    """Draw it into this area, in the units of the device."""
    sizes = moment.experiment.sizes
    network = moment.experiment.network().at(moment.theta)
    radius = area.height() * _RADIUS
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(radius * 0.72)))
    painter.setFont(font)
    ink = QColor(Qt.GlobalColor.black)
    numbers = sum(W.size for W, _ in network.weights) <= _MOST_NUMBERS
    for layer, (W, _) in enumerate(network.weights, 1):
        for source, to in _links(W.shape):
            ends = _place(area, sizes, layer - 1, source), _place(area, sizes, layer, to)
            painter.setPen(QPen(ink, radius * 0.03))
            painter.drawLine(*ends)
    for layer, (W, _) in enumerate(network.weights, 1):
        for source, to in _links(W.shape) if numbers else ():
            start, end = _place(area, sizes, layer - 1, source), _place(area, sizes, layer, to)
            _text(painter, start + (end - start) * _ALONG, short(round(float(W[source, to]), 6)))
    for layer, size in enumerate(sizes):
        for k in range(size):
            place = _place(area, sizes, layer, k)
            painter.setPen(QPen(ink, radius * 0.05))
            painter.setBrush(QColor(Qt.GlobalColor.white))
            painter.drawEllipse(place, radius, radius)
            _text(painter, place, _name(moment, layer, k))
            if layer > 0:
                bias = short(round(float(network.weights[layer - 1][1][k]), 6))
                _text(painter, place + QPointF(0.0, radius * 1.5), f"b = {bias}")


def _links(shape: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return ((source, to) for source in range(shape[0]) for to in range(shape[1]))


def _place(area: QRectF, sizes: tuple[int, ...], layer: int, k: int) -> QPointF:
    """Where the middle of a neuron is."""
    across = (layer + 0.5) / len(sizes)
    down = (k + 0.5) / sizes[layer]
    return QPointF(area.left() + area.width() * across, area.top() + area.height() * down)


def _name(moment: Moment, layer: int, k: int) -> str:
    if layer == 0:
        return label(moment.experiment.features[k])
    return f"ŷ{subscript(k + 1)}" if layer == len(moment.experiment.sizes) - 1 else f"a{subscript(k + 1)}"


def _text(painter: QPainter, middle: QPointF, text: str) -> None:
    """A text on a white ground, so that no line runs through it."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    box = QRectF(0.0, 0.0, metrics.horizontalAdvance(text) * 1.1, metrics.height())
    box.moveCenter(middle)
    painter.fillRect(box, QColor(Qt.GlobalColor.white))
    painter.setPen(QColor(Qt.GlobalColor.black))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
