"""The nodes of the network: live pictures in frames, captions below, marks on those that do not learn."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from playground.arrays import Indices, Mask
from playground.data.scaling import Scaling
from playground.session import Session
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.layout import BIAS, HEAD, Column, NetworkLayout
from playground.ui.plotting.colour_maps import Pixels, diverging, image, opaque_pixel, paint, scale_of
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.plotting.paper import on_paper
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix

_FRAME = 2  # px around a node for its outline
_MOST_WORDS = 256  # captions kept as pixmaps
_HEAD = (12, QFont.Weight.DemiBold)  # px and weight of a layer's name


class Nodes:
    """Paints the nodes of one view. What does not change from frame to frame is kept as pixmaps."""

    def __init__(self, session: Session, heatmap: Heatmap, theme: Theme) -> None:
        self.session, self.heatmap = session, heatmap
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        self.theme, self._scale = theme, diverging(theme)
        self._ground = opaque_pixel(theme.card)
        self._frames: dict[object, QPixmap] = {}
        self._words: dict[object, QPixmap] = {}
        self._inactive: dict[object, Pixels] = {}
        self._ghosts_of: Scaling | None = None  # the inputs that they are pictures of

    @property
    def flat(self) -> bool:
        """Whether the nodes show curves along a single axis, no pictures over a plane."""
        return self.session.view.plane.y is None

    def paint_column(self, painter: QPainter, layout: NetworkLayout, layer: int) -> None:
        """The frames of one layer's nodes, and what stands below; what they compute, if it is a curve."""
        column = layout.columns[layer]
        for index, node in enumerate(column.nodes):
            painter.fillRect(node, QColor(self.theme.middle))
            self._paint_frame(painter, node)
            self._paint_caption(painter, layout, layer, index)
        if column.hidden:
            below = _line_below(column.nodes[-1], style.px(8))
            self.write(painter, below, f"+ {column.hidden:,} more", self.theme.dim)

    def paint_curves(self, painter: QPainter, layout: NetworkLayout) -> None:
        """What every node computes along the single axis."""
        self.heatmap.update()
        points = np.arange(0, self.heatmap.side, 4)
        for layer, column in enumerate(layout.columns):
            for node, values in zip(
                column.nodes, self.heatmap.signal(layer, points, len(column.nodes)), strict=True
            ):
                self._paint_curve(painter, node, values)
                self._paint_frame(painter, node)

    def paint_maps(self, painter: QPainter, layout: NetworkLayout) -> None:
        """What every node computes over the plane, as a picture within its frame."""
        self.heatmap.update()
        side = self.heatmap.side
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for layer, column in enumerate(layout.columns):
            pixels = self.pixels(layer, np.arange(side * side), len(column.nodes))
            for node, picture in zip(column.nodes, pixels, strict=True):
                painter.drawImage(node, image(np.ascontiguousarray(picture.reshape(side, side)[::-1])))
                self._paint_frame(painter, node)

    def pixels(self, layer: int, points: Indices, most: int) -> Pixels:
        """What so many nodes of a layer compute at these points of the grid, as colours: (nodes, points)."""
        signal = self.heatmap.signal(layer, points, most)
        if layer < words.last(self.session.experiment) or len(signal) == 1:
            return paint(signal, self._scale, self._ground)
        scales = [scale_of(self.theme, self.session.experiment, layer, k) for k in range(len(signal))]
        return np.stack([paint(one, scale, self._ground) for one, scale in zip(signal, scales, strict=True)])

    def free_pixels(self, side: float, ratio: float) -> Mask:
        """Which pixels of a node (rows, columns) its frame leaves free."""
        frame = self._frame(side, ratio).toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        alpha = np.frombuffer(frame.constBits(), dtype=np.uint32).reshape(frame.height(), frame.width()) >> 24
        first, count = round(_FRAME * ratio), round(side * ratio)
        return alpha[first : first + count, first : first + count] == 0

    def paint_inactive(self, painter: QPainter, layout: NetworkLayout) -> None:
        """The features that are not in use: a small faint picture and the name."""
        for name, row in zip(
            words.inactive_features(self.session.experiment), layout.inactive_features, strict=False
        ):
            square = QRectF(row.left(), row.center().y() - 9, 18, 18)
            painter.setOpacity(0.45)
            if self.session.view.plane.y is None:
                self._paint_curve(painter, square, self.heatmap.feature(name, 24)[0])
            else:
                painter.drawImage(square, image(self._ghost(name)))
            painter.setOpacity(1.0)
            painter.setPen(QPen(QColor(mix(self.theme.dim, self.theme.card, 0.5)), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square, 4, 4)
            place = QRectF(square.right() + 6, row.top(), row.right() - square.right() - 6, row.height())
            self.write(
                painter, place, words.feature_name(self.session.view.names, name), self.theme.dim, left=True
            )

    def _ghost(self, name: str) -> Pixels:
        inputs, key = self.session.experiment.inputs, (name, self.session.view.plane)
        if inputs is not self._ghosts_of:
            self._ghosts_of = inputs
            self._inactive.clear()
        if key not in self._inactive:
            self._inactive[key] = np.ascontiguousarray(
                paint(self.heatmap.feature(name, 24), self._scale)[::-1]
            )
        return self._inactive[key]

    def paint_mark(self, painter: QPainter, column: Column, index: int) -> None:
        """A small warning on the corner of a node."""
        self.paint_warning(
            painter, column.nodes[index].topRight(), style.px(6.5) if column.side > 40.0 else 4.0
        )

    def paint_warning(self, painter: QPainter, place: QPointF, radius: float) -> None:
        painter.setPen(QPen(QColor(self.theme.card), 1.5))
        painter.setBrush(QColor(self.theme.classes[3]))
        painter.drawEllipse(place, radius, radius)
        if radius > 5:
            square = QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius)
            painter.setFont(style.font(10, QFont.Weight.Bold))
            painter.setPen(QColor(self.theme.card))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, "!")

    @staticmethod
    def label_box(place: QPointF) -> QRectF:
        """What a number on a link takes, around this place."""
        wide, high = style.px(48), style.px(20)
        return QRectF(place.x() - wide / 2, place.y() - high / 2, wide, high)

    def paint_label(self, painter: QPainter, place: QPointF, line: str) -> None:
        """A number on a link."""
        box = self.label_box(place).toRect()
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(QColor(self.theme.card))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self.write(painter, QRectF(box), line, self.theme.ink)

    def paint_head_warning(self, painter: QPainter, layout: NetworkLayout, layer: int) -> None:
        """A small warning right of a layer's name."""
        name = words.layer_header(self.session.experiment, layer, self._room(layout))[0]
        wide = QFontMetrics(style.font(*_HEAD)).horizontalAdvance(name)
        self.paint_warning(painter, QPointF(layout.columns[layer].centre + wide / 2 + 6, style.px(11)), 3.5)

    def _room(self, layout: NetworkLayout) -> float:
        """The width (px) that each layer has for its words."""
        centres = [column.centre for column in layout.columns]
        return centres[1] - centres[0]

    def paint_ring(self, painter: QPainter, node: QRectF, colour: str, width: float = 2.0) -> None:
        """An outline around a node that is pointed at."""
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = min(7.0, node.width() / 5)
        painter.drawRoundedRect(node, radius, radius)

    def paint_header(self, painter: QPainter, layout: NetworkLayout, layer: int) -> None:
        """What a layer is called, and what is in it."""
        room = self._room(layout)
        name, about = words.layer_header(self.session.experiment, layer, room)
        high = style.px(HEAD / 2)
        place = QRectF(layout.columns[layer].centre - room / 2, 0, room, high - 4)
        self.write(painter, place, name, self.theme.ink, size=_HEAD[0], weight=_HEAD[1])
        self.write(painter, place.translated(0, high - 5), about, self.theme.dim)

    def _paint_caption(self, painter: QPainter, layout: NetworkLayout, layer: int, index: int) -> None:
        column = layout.columns[layer]
        node = column.nodes[index]
        if column.writes:
            below = _line_below(node, 2)
            if layer:  # no further than to the edge of the view, which is as far off as another layer's words
                spare = max(0.0, below.width() - self._room(layout)) / 2
                below.adjust(spare, 0, -spare, 0)
            colour = self.theme.dim if layer else self.theme.ink
            self.write(painter, below, words.caption(self.session, layer, index, below.width()), colour)
        elif layer:
            self._paint_bias(painter, node, float(self.session.network.weights[layer - 1][1][index]))
        else:
            wide = min(style.px(92), node.left() - 6)
            beside = QRectF(node.left() - wide - 4, node.center().y() - style.px(8), wide, style.px(16))
            self.write(
                painter, beside, words.input_caption(self.session, index, wide), self.theme.ink, right=True
            )

    def _paint_bias(self, painter: QPainter, node: QRectF, bias: float) -> None:
        """Where words find no room, the bias is a dot in the corner: colour by sign, shade by size."""
        colour = QColor(self.theme.positive if bias > 0 else self.theme.negative)
        colour.setAlphaF(min(1.0, 0.25 + abs(bias)) if math.isfinite(bias) else 0.0)
        painter.fillRect(QRectF(node.left() - 1, node.bottom() - 3, 4, 4), colour)

    def _paint_curve(self, painter: QPainter, node: QRectF, values: np.ndarray) -> None:
        """What the node computes along the one axis, with a thin line at zero."""
        painter.fillRect(node, QColor(self.theme.middle))
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(QPointF(node.left(), node.center().y()), QPointF(node.right(), node.center().y()))
        xs = np.linspace(node.left(), node.right(), len(values))
        ys = node.center().y() - np.nan_to_num(np.clip(values, -1.1, 1.1)) * node.height() * 0.4
        painter.setPen(QPen(QColor(self.theme.accent), 1.8 if node.width() > 20 else 1.2))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(xs, ys, strict=True)]))

    def _paint_frame(self, painter: QPainter, node: QRectF) -> None:
        if on_paper(painter):
            _draw_frame(painter, node, self.theme)
        else:
            frame = self._frame(node.width(), painter.device().devicePixelRatio())
            painter.drawPixmap(node.topLeft() - QPointF(_FRAME, _FRAME), frame)

    def _frame(self, side: float, ratio: float) -> QPixmap:
        """The frame of a node: rounded corners in the colour of the card, and the outline. Painted once."""
        if (side, ratio) not in self._frames:
            whole = side + 2 * _FRAME
            frame = _clear(whole, whole, ratio)
            with QPainter(frame) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                _draw_frame(painter, QRectF(_FRAME, _FRAME, side, side), self.theme)
            self._frames[side, ratio] = frame
        return self._frames[side, ratio]

    def write(
        self,
        painter: QPainter,
        place: QRectF,
        line: str,
        colour: str,
        *,
        size: int = style.SMALL,
        weight: QFont.Weight = QFont.Weight.Normal,
        left: bool = False,
        right: bool = False,
    ) -> None:
        """A line of words, from a pixmap if it was written before: shaping text is dear."""
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag.AlignRight if right else side
        if on_paper(painter):
            _write(painter, place, line, (colour, style.font(size, weight)), side)
            return
        ratio = painter.device().devicePixelRatio()
        key = (line, colour, size, weight, side, place.size().toTuple(), ratio)
        if key not in self._words:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            made = _clear(place.width(), place.height(), ratio)
            with QPainter(made) as inside:
                whole = QRectF(QPointF(), made.deviceIndependentSize())
                _write(inside, whole, line, (colour, style.font(size, weight)), side)
            self._words[key] = made
        painter.drawPixmap(place.topLeft().toPoint(), self._words[key])


def _line_below(node: QRectF, gap: float) -> QRectF:
    """Room for a line of words below a node."""
    wide = style.px(120)
    return QRectF(node.center().x() - wide / 2, node.bottom() + gap, wide, style.px(BIAS - 1))


def _draw_frame(painter: QPainter, node: QRectF, theme: Theme) -> None:
    side = node.width()
    radius = min(7.0, side / 5)
    corners = QPainterPath()
    corners.addRect(node.adjusted(-0.5, -0.5, 0.5, 0.5))
    corners.addRoundedRect(node, radius, radius)
    painter.fillPath(corners, QColor(theme.card))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ink), 1.6 if side > 20 else 1.0))
    painter.drawRoundedRect(node, radius, radius)


def _write(
    painter: QPainter, place: QRectF, line: str, look: tuple[str, QFont], side: Qt.AlignmentFlag
) -> None:
    """A line of words at a place, cut short where there is no room."""
    colour, font = look
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elided = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideMiddle, int(place.width()))
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, elided)


def _clear(width: float, height: float, ratio: float) -> QPixmap:
    size = QSize(math.ceil(width * ratio), math.ceil(height * ratio))
    empty = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    empty.fill(Qt.GlobalColor.transparent)
    made = QPixmap.fromImage(empty)
    made.setDevicePixelRatio(ratio)
    return made
