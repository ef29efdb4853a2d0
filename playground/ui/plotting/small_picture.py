"""A small picture of what a network makes of the plane, at any weights."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from playground.arrays import Array
from playground.data.plane import Plane
from playground.training.experiment import Experiment
from playground.ui.plotting.colour_maps import Pixels, field, image
from playground.ui.theme.theme import Theme

_POINTS, _ROUND = 40, 4.0  # along a side; px of its corners


def small_picture(
    experiment: Experiment, theta: Array, plane: Plane, theme: Theme, points: int = _POINTS
) -> Pixels | None:
    """The prediction over the plane, so many points along a side; None where the plane shows a single input,
    or has others.
    """
    if plane.y is None or len(plane.held) != len(experiment.data.columns):
        return None
    with np.errstate(all="ignore"):  # far from all rows a product can overflow: drawn as nothing
        X = experiment.encode(plane.grid(points))
        pixels = field(experiment, experiment.network().at(theta).predict(X), theme)
    return np.ascontiguousarray(pixels.reshape(points, points)[::-1])


def draw_picture(painter: QPainter, pixels: Pixels, place: QRectF) -> None:
    """Draw it with round corners."""
    outline = QPainterPath()
    outline.addRoundedRect(place, _ROUND, _ROUND)
    painter.save()
    painter.setClipPath(outline)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image(pixels))
    painter.restore()
