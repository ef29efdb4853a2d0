"""What colours, lines and marks mean: each sign painted small, as it is in the window, and its meaning."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from playground.ui.plotting.marker_icon import SIDE, mark_icon
from playground.ui.theme import style
from playground.ui.theme.theme import Theme

WIDE, HIGH = 46, 28  # px of a picture
_RATIO = 3.0  # sharp at 300 % scale, too
_AT, _ICON = QPointF(WIDE / 2, HIGH / 2), 18

Paint = Callable[[QPainter, Theme], None]


def signs(theme: Theme) -> list[tuple[QPixmap, str]]:
    """The pictures in the colours of a theme, and what they mean."""
    return [(_picture(paint, theme), words) for paint, words in _SIGNS]


def _picture(paint: Paint, theme: Theme) -> QPixmap:
    growth = style.px(100) / 100
    made = QPixmap((QSizeF(WIDE, HIGH) * growth * _RATIO).toSize())
    made.setDevicePixelRatio(_RATIO)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(growth, growth)
        painter.setFont(_font())
        paint(painter, theme)
    return made


def _font() -> QFont:
    """For a painter that is scaled itself."""
    font = style.font(style.SMALL, QFont.Weight.DemiBold)
    font.setPixelSize(style.SMALL)
    return font


def _scale(painter: QPainter, theme: Theme) -> None:
    """The diverging scale."""
    ground = QLinearGradient(0, 0, WIDE, 0)
    for place, colour in ((0.0, theme.tints[0]), (0.5, theme.middle), (1.0, theme.tints[1])):
        ground.setColorAt(place, QColor(colour))
    bar = QRectF(0.5, 5.5, WIDE - 1, HIGH - 11)
    path = QPainterPath()
    path.addRoundedRect(bar, 4, 4)
    painter.fillPath(path, ground)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawPath(path)
    painter.setPen(QColor(theme.ink))
    painter.drawText(
        bar.adjusted(5, 0, -5, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "−"
    )
    painter.drawText(
        bar.adjusted(5, 0, -5, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "+"
    )


def _links(painter: QPainter, theme: Theme) -> None:
    for top, colour, width in (
        (6, theme.positive, 1.0),
        (14, theme.positive, 3.5),
        (23, theme.negative, 3.5),
    ):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLine(QPointF(3, top), QPointF(WIDE - 3, top))


def _tinted(
    painter: QPainter, theme: Theme, place: QRectF, to: QPointF, *, corner: float, reach: float
) -> QPainterPath:
    """Red to green from the top left corner on; the colours are so far, as a share, from the middle."""
    ground = QLinearGradient(place.topLeft(), to)
    for at, colour in ((0.5 - reach, theme.tints[0]), (0.5, theme.middle), (0.5 + reach, theme.tints[1])):
        ground.setColorAt(at, QColor(colour))
    path = QPainterPath()
    path.addRoundedRect(place, corner, corner)
    painter.fillPath(path, ground)
    return path


def _neuron(painter: QPainter, theme: Theme) -> None:
    square = QRectF(_AT.x() - 12, 2, 24, 24)
    path = _tinted(painter, theme, square, square.bottomRight(), corner=5, reach=0.25)
    painter.setPen(QPen(QColor(theme.ink), 1.6))
    painter.drawPath(path)


def _boundary(painter: QPainter, theme: Theme) -> None:
    place = QRectF(0, 2, WIDE, HIGH - 4)
    _tinted(painter, theme, place, place.topRight(), corner=4, reach=0.3)
    painter.setPen(QPen(QColor(theme.ink), 1.2))
    painter.drawLine(QPointF(_AT.x(), place.top()), QPointF(_AT.x(), place.bottom()))


def _marks(painter: QPainter, theme: Theme, *, hollow: bool = False) -> None:
    for label, left in enumerate((5, WIDE - SIDE - 5)):
        painter.drawPixmap(
            QPointF(left, (HIGH - SIDE) / 2), mark_icon(theme, label, hollow=hollow).pixmap(SIDE)
        )


def _test(painter: QPainter, theme: Theme) -> None:
    _marks(painter, theme, hollow=True)


def _selected(painter: QPainter, theme: Theme) -> None:
    painter.drawPixmap(_AT - QPointF(SIDE / 2, SIDE / 2), mark_icon(theme, 0).pixmap(SIDE))
    painter.setPen(QPen(QColor(theme.accent), 2.2))
    painter.drawEllipse(_AT, 9, 9)


def _warning(painter: QPainter, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.classes[3]))
    painter.drawEllipse(_AT, 8, 8)
    painter.setPen(QColor(theme.card))
    painter.drawText(QRectF(0, 0, WIDE, HIGH), Qt.AlignmentFlag.AlignCenter, "!")


def _lock(painter: QPainter, theme: Theme) -> None:
    painter.drawPixmap(_AT - QPointF(_ICON / 2, _ICON / 2), style.pixmap("lock", theme.ink))


def _losses(painter: QPainter, theme: Theme) -> None:
    for top, colour in ((9, theme.ink), (19, theme.accent)):
        painter.setPen(QPen(QColor(colour), 2.0))
        painter.drawLine(QPointF(3, top), QPointF(WIDE - 3, top))


_SIGNS: tuple[tuple[Paint, str], ...] = (
    (_scale, "Weights, activations and predictions: left is negative, right is positive, pale is near 0."),
    (_links, "A link is a weight: its colour is the sign, its thickness the size."),
    (_neuron, "The picture in a neuron is its activation map: its activation at every point of the plane."),
    (_boundary, "The background of the output is the prediction; the thin line is the decision boundary."),
    (_marks, "Each class has its own colour and marker. Filled: a training point."),
    (_test, "Hollow: a test point. The network is not trained on it."),
    (_selected, "A ring: a selected point."),
    (_losses, "The losses: training loss above, test loss below."),
    (_lock, "A frozen weight or bias: it is not trained."),
    (_warning, "A dead, saturated or vanishing neuron. Point at it to read why."),
)
