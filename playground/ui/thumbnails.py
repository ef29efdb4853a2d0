"""Small pictures of datasets: the very points that a recipe makes, in a view of all of them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from playground.data import Dataset, Recipe, load
from playground.data.plane import plane_of
from playground.data.scaling import Scaling
from playground.ui.theme import Theme, mix

SIDE = 36
_COUNT = 90  # rows made, and most rows drawn
_MARGIN, _DOT = 3.0, 1.1  # px
_KEPT = 64  # pictures; those of a noise that is no longer there make room for others

Array = NDArray[np.float64]


def sample(source: str, like: Recipe) -> Recipe:
    """A few rows of a dataset, with the noise, the classes and the seed of another recipe."""
    return Recipe(
        source=source, count=_COUNT, noise=like.noise, classes=like.classes, seed=like.seed, train_share=1.0
    )


@lru_cache(_KEPT)
def thumbnail(recipe: Recipe, theme: Theme) -> QIcon:
    """A dataset as an icon, right side up; some 1 ms."""
    data = load(recipe)
    plane = plane_of(data, Scaling.identity(len(data.columns)), Scaling.identity(1))
    xs, ys = plane.place(data)
    pixmap = QPixmap(QSize(SIDE, SIDE) * 3)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(3.0)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shades = [theme.accent] * len(data) if plane.y is None else _shades(data, theme)
        places = zip(_pixels(xs, plane.x_range), _pixels(ys, plane.y_range), shades, strict=True)
        for x, y, colour in list(places)[:: -(-len(data) // _COUNT)]:
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QPointF(x, SIDE - y), _DOT, _DOT)  # px are counted from the top
    return QIcon(pixmap)


def _pixels(values: Array, span: tuple[float, float]) -> Array:
    pixels: Array = _MARGIN + (values - span[0]) / (span[1] - span[0]) * (SIDE - 2 * _MARGIN)
    return pixels


def _shades(data: Dataset, theme: Theme) -> list[str]:
    if data.class_names:
        return [theme.mark(look)[1] for look in data.looks[data.y.astype(int)].tolist()]
    reach = np.abs(data.y).max() or 1.0
    return [
        mix(theme.negative, theme.middle, 1 + v / reach)
        if v < 0
        else mix(theme.middle, theme.positive, v / reach)
        for v in data.y
    ]
