"""What a network makes of the plane, small: a picture, or curves where the plane shows a single input."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.arrays import Array
from playground.data.plane import Plane
from playground.training.experiment import Experiment
from playground.ui.plotting.colour_maps import Pixels
from playground.ui.plotting.small_picture import draw_picture, small_picture
from playground.ui.theme.theme import Theme

_POINTS = 60  # of a curve
_ROUND = 4.0  # px of the corners


class SmallView(Struct, frozen=True):
    """`pixels`, or `curves` (k, points) between 0, the bottom, and 1 in these colours."""

    pixels: Pixels | None = None
    curves: Array | None = None
    colours: tuple[str, ...] = ()

    def draw(self, painter: QPainter, place: QRectF, theme: Theme) -> None:
        """Draw it with round corners."""
        if self.pixels is not None:
            draw_picture(painter, self.pixels, place)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.middle))
        painter.drawRoundedRect(place, _ROUND, _ROUND)
        painter.save()
        painter.setClipRect(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for curve, colour in zip(() if self.curves is None else self.curves, self.colours, strict=False):
            painter.setPen(QPen(QColor(colour), theme.stroke(1.5)))
            for piece in _pieces(curve):
                painter.drawPolyline(_on(place, piece, len(curve)))
        painter.restore()


def small_view(
    experiment: Experiment, theta: Array, plane: Plane, theme: Theme, side: int
) -> SmallView | None:
    """What it makes of the plane, drawn as the canvas draws it, with so many points along a side; None where
    there are no such columns, or weights that are no numbers.
    """
    if len(plane.held) != len(experiment.data.columns) or not np.isfinite(theta).all():
        return None
    if plane.y is not None:
        return SmallView(pixels=small_picture(experiment, theta, plane, theme, side))
    with np.errstate(all="ignore"):
        prediction = experiment.network().at(theta).predict(experiment.encode(plane.grid(_POINTS)))
        if experiment.data.class_names:
            values = experiment.probabilities(prediction).T
            values = values[1:] if len(values) == 2 else values
        else:
            values = experiment.decode(prediction)[None]
        low, high = plane.y_range
        curves = (values - low) / (high - low)
    looks = experiment.data.looks.tolist() if len(values) > 1 else ()
    return SmallView(curves=curves, colours=tuple(theme.mark(look)[1] for look in looks) or (theme.accent,))


def _pieces(curve: Array) -> list[Array]:
    """The places of points in a row that are numbers; far outside of the picture nothing is drawn."""
    known = np.flatnonzero(np.isfinite(curve) & (np.abs(curve) < 1e3))
    cuts = np.flatnonzero(np.diff(known) > 1) + 1
    return [np.stack([piece, curve[piece]]) for piece in np.split(known, cuts) if len(piece) > 1]


def _on(place: QRectF, piece: Array, points: int) -> QPolygonF:
    xs = place.left() + (piece[0] + 0.5) / points * place.width()
    ys = place.bottom() - piece[1] * place.height()
    return QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
