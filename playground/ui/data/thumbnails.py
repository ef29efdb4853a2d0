"""Small pictures: of a dataset, the very points that its recipe makes; of work, what its network computes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from playground.arrays import Array
from playground.data import Dataset, Recipe, load
from playground.data.plane import Plane, plane_of
from playground.data.scaling import Scaling
from playground.training.experiment import Experiment
from playground.ui.plotting.colour_maps import field, image
from playground.ui.theme.theme import Theme, mix

SIDE = 36
_COUNT = 90  # rows made, and most rows drawn
_MARGIN, _DOT, _ROUND = 3.0, 1.1, 5.0  # px
_KEPT = 64  # pictures; those of a noise that is no longer there make room for others


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
    with _painting(pixmap := _empty()) as painter:
        _draw_rows(painter, data, plane, theme)
    return QIcon(pixmap)


def trained(experiment: Experiment, theta: Array, theme: Theme) -> QPixmap:
    """The rows of an experiment, before what a network with these parameters computes there."""
    network, plane = experiment.network(), plane_of(experiment.data, experiment.inputs, experiment.target)
    network.theta[...] = theta
    with np.errstate(all="ignore"), _painting(pixmap := _empty()) as painter:
        prediction = network.predict(experiment.encode(plane.grid(SIDE)))
        if plane.y is None:
            _draw_curve(painter, _upright(experiment, prediction), plane, theme)
        else:
            pixels = np.ascontiguousarray(field(experiment, prediction, theme).reshape(SIDE, SIDE)[::-1])
            (outline := QPainterPath()).addRoundedRect(QRectF(0.0, 0.0, SIDE, SIDE), _ROUND, _ROUND)
            painter.setClipPath(outline)
            painter.drawImage(QRectF(0.0, 0.0, SIDE, SIDE), image(pixels))
        _draw_rows(painter, experiment.data, plane, theme)
    return pixmap


def _empty() -> QPixmap:
    pixmap = QPixmap(QSize(SIDE, SIDE) * 3)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(3.0)
    return pixmap


@contextmanager
def _painting(pixmap: QPixmap) -> Iterator[QPainter]:
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        yield painter


def _upright(experiment: Experiment, prediction: Array) -> Array:
    """Predictions as heights: values or, for classes, how likely the last one is."""
    if experiment.data.class_names:
        return experiment.probabilities(prediction)[..., -1]
    return experiment.decode(prediction)


def _draw_curve(painter: QPainter, heights: Array, plane: Plane, theme: Theme) -> None:
    xs, ys = np.linspace(_MARGIN, SIDE - _MARGIN, len(heights)), SIDE - _pixels(heights, plane.y_range)
    painter.setPen(QPen(QColor(theme.ink), 1.2))
    inside = np.isfinite(ys) & (ys > 0.0) & (ys < SIDE)
    painter.drawPolyline([QPointF(x, y) for x, y in zip(xs[inside], ys[inside], strict=True)])
    painter.setPen(Qt.PenStyle.NoPen)


def _draw_rows(painter: QPainter, data: Dataset, plane: Plane, theme: Theme) -> None:
    """Some of them, of very many."""
    step = max(1, -(-len(data) // _COUNT))
    some = data.only(slice(None, None, step))
    xs, ys = plane.to_axes(some)
    shades = [theme.accent] * len(some) if plane.y is None else _shades(some, theme)
    for x, y, colour in zip(_pixels(xs, plane.x_range), _pixels(ys, plane.y_range), shades, strict=True):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x, SIDE - y), _DOT, _DOT)  # px are counted from the top


def _pixels(values: Array, span: tuple[float, float]) -> Array:
    pixels: Array = _MARGIN + (values - span[0]) / (span[1] - span[0]) * (SIDE - 2 * _MARGIN)
    return pixels


def _shades(data: Dataset, theme: Theme) -> list[str]:
    if data.class_names:
        return [theme.mark(look)[1] for look in data.looks[data.y.astype(int)].tolist()]
    reach = np.abs(data.y).max(initial=0.0) or 1.0
    return [
        mix(theme.negative, theme.middle, 1 + v / reach)
        if v < 0
        else mix(theme.middle, theme.positive, v / reach)
        for v in data.y
    ]
