"""What an import would give: a small picture of the points, as they will stand on the canvas, and words."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from playground.data import Dataset, Scaling
from playground.data.evenly import evenly
from playground.data.plane import plane_of
from playground.text import short
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets import number_format
from playground.ui.widgets.guard import recurring
from playground.wording import counted

_MOST = 2000  # points painted
_MARK = 7.0  # px
_MARGIN = 9.0
_TOP = 3  # px above and below the names of the axes
_NAMED = 5  # classes named in the words
_LONGEST = 24  # characters of a name there


def in_words(data: Dataset) -> str:
    """Rows, inputs and target: "150 rows: 4 inputs, 3 classes (setosa, versicolor, virginica)."."""
    return f"{counted(len(data), 'row')}: {counted(len(data.columns), 'input')}, {_target(data)}."


def _target(data: Dataset) -> str:
    names = data.class_names
    if names:
        some = (short(" ".join(name.split()), _LONGEST) for name in names[:_NAMED])
        return f"{counted(len(names), 'class', 'classes')} ({', '.join(some)}{', …' * (len(names) > _NAMED)})"
    low, high = number_format.value(float(data.y.min())), number_format.value(float(data.y.max()))
    return f"{short(data.target, _LONGEST)} from {low} to {high}"


class ResultPreview(QWidget):
    """The points along the axes that the canvas begins with, each class with its colour and marker."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._groups: list[tuple[str, str, list[list[float]]]] = []
        self._axes = ("", "")
        self.setObjectName("import_picture")
        self.setAccessibleName("Preview of the points on the canvas")
        self.setFixedSize(style.px(196), 150)

    def show_data(self, data: Dataset) -> None:
        """Show these rows."""
        self._groups = []
        with np.errstate(all="ignore"):  # values at the ends of floating point find no place
            self._place(_thinned(data))
        self.update()

    @property
    def points(self) -> int:
        """How many points are painted."""
        return sum(len(places) for *_, places in self._groups)

    @property
    def strip(self) -> int:
        """Height in px at the top and at the bottom, where the axes are named."""
        return _TOP + QFontMetrics(style.font(style.SMALL)).height()

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(self._theme.line))
            painter.setBrush(QColor(self._theme.middle))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.setPen(QPen(QColor(self._theme.outline), 0.7))
            for marker, colour, places in self._groups:
                mark = QTransform.fromScale(_MARK, _MARK).map(
                    pg.graphicsItems.ScatterPlotItem.Symbols[marker]
                )
                painter.setBrush(QColor(colour))
                for x, y in places:
                    painter.drawPath(mark.translated(x, y))
            if self._groups:
                self._write_axes(painter, *self._axes)

    def _place(self, data: Dataset) -> None:
        """Where the points are on the picture, class by class."""
        plane = plane_of(data, Scaling.identity(len(data.columns)), Scaling.identity(1))
        xs, ys = plane.to_axes(data)
        upright = self.strip + _MARK / 2 + 1  # the points leave the names of the axes their lines
        width, height = self.width() - 2 * _MARGIN, self.height() - 2 * upright
        across = _MARGIN + _share(xs, plane.x_range) * width
        places = np.stack([across, upright + (1 - _share(ys, plane.y_range)) * height], axis=1)
        there = np.isfinite(places).all(axis=1)
        for label in range(len(data.class_names)) if data.class_names else (None,):
            marker, colour = (
                ("o", self._theme.ink) if label is None else self._theme.mark(int(data.looks[label]))
            )
            rows = there if label is None else there & (data.y == label)
            self._groups.append((marker, colour, places[rows].tolist()))
        self._axes = data.columns[plane.x], data.target if plane.y is None else data.columns[plane.y]

    def _write_axes(self, painter: QPainter, across: str, upright: str) -> None:
        painter.setPen(QColor(mix(self._theme.dim, self._theme.ink, 0.2)))
        painter.setFont(style.font(style.SMALL))
        side, place = Qt.AlignmentFlag, self.rect().adjusted(6, _TOP, -6, -_TOP)
        for words, corner in (
            (f"{across} →", side.AlignRight | side.AlignBottom),
            (f"↑ {upright}", side.AlignLeft | side.AlignTop),
        ):
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, place.width())
            painter.drawText(place, corner, short)


def _share(values: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    """Where values lie within a range, 0 to 1; both are halved so that no range is too wide for a float."""
    return (values / 2 - span[0] / 2) / (span[1] / 2 - span[0] / 2)


def _thinned(data: Dataset) -> Dataset:
    return data.only(evenly(len(data), _MOST))
