"""Small pictures of datasets for the gallery: the very points the generator makes."""

from __future__ import annotations

from functools import cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from playground.data import Recipe, load
from playground.data.plane import plane_of
from playground.data.scaling import Scaling
from playground.ui.theme import Theme, mix

SIDE = 40
_COUNT = 90


@cache
def thumbnail(source: str, theme: Theme) -> QIcon:
    """A dataset as an icon, right side up."""
    data = load(Recipe(source=source, count=_COUNT, train_share=1.0))
    plane = plane_of(data, Scaling.identity(len(data.columns)), Scaling.identity(1))
    xs, ys = plane.place(data)
    pixmap = QPixmap(QSize(SIDE, SIDE) * 3)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(3.0)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, y, colour in zip(
        _pixels(xs, plane.x_range), _pixels(ys, plane.y_range), _colours(data, theme), strict=True
    ):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(QPointF(x - 1.1, SIDE - y - 1.1), QPointF(x + 1.1, SIDE - y + 1.1)))
    painter.end()
    return QIcon(pixmap)


def _pixels(values: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    return 3 + (values - span[0]) / (span[1] - span[0]) * (SIDE - 6)


def _colours(data, theme: Theme) -> list[str]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    if data.class_names:
        return [theme.classes[int(label)] for label in data.y]
    if len(data.columns) == 1:
        return [theme.accent] * len(data)
    reach = np.abs(data.y).max() or 1.0
    return [
        mix(theme.classes[0], theme.middle, 1 + v / reach)
        if v < 0
        else mix(theme.middle, theme.classes[1], v / reach)
        for v in data.y
    ]
