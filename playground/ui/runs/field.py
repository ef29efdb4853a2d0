"""What a run makes of the plane: its answers on a grid, its boundaries, and both as something to be drawn."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from msgspec import Struct, field
from PySide6.QtGui import QColor, QPainterPath

from playground.arrays import Array
from playground.data import Dataset
from playground.data.evenly import evenly
from playground.data.plane import Plane, pixel_centres
from playground.session.comparison import RunThere
from playground.training.difference import AskedRows, answers
from playground.training.experiment import Experiment
from playground.ui.plotting import colour_maps
from playground.ui.plotting.colour_maps import Pixels
from playground.ui.plotting.contours import boundary_lines, boundary_surfaces
from playground.ui.theme.theme import Theme

_SIDE, _ROUGH_SIDE, _CURVE = 64, 36, 160  # points along a side of a picture, along a curve
_LARGE = 1_000  # parameters from which on a network is asked about fewer points: a frame has 16 ms
_FARTHEST = 1e3  # heights of the plot beyond which no curve is drawn


class Line(Struct, frozen=True):
    """A line in the plane's units; px wide."""

    path: QPainterPath
    colour: QColor
    width: float


class Sketch(Struct, frozen=True):
    """What a small plot shows: a picture of the plane and lines on it; or, in place of both, words."""

    pixels: Pixels | None = None
    lines: list[Line] = field(default_factory=list)
    words: str = ""


class RunField:
    """The answers of a run over the plane, kept as long as its weights are the same."""

    def __init__(self) -> None:
        self._made_of: tuple[object, ...] = ()
        self.answers = np.empty(0)
        self._prediction, self._boundary = np.empty(0), QPainterPath()
        self._sketch, self._sketch_of = Sketch(), object()  # its theme
        self._plane, self._rows = lru_cache(maxsize=1)(_asked_plane), lru_cache(maxsize=1)(_asked_rows)

    def compute(self, run: RunThere, plane: Plane, *, rough: bool = False) -> bool:
        """Bring it up to date, at fewer points if `rough`; says whether the plane is one of its columns."""
        if len(plane.held) != len(run.experiment.data.columns):
            return False
        made_of = run.theta, run.experiment, plane, rough
        if not self._made_of or any(a is not b for a, b in zip(made_of, self._made_of, strict=True)):
            self._made_of, self._sketch_of = made_of, object()
            self._forward(run.experiment, run.theta, plane, _ROUGH_SIDE if rough else _SIDE)
        return True

    def sketch(self, experiment: Experiment, plane: Plane, theme: Theme) -> Sketch:
        """The run on the plane, as the canvas shows it: the same object as long as it looks the same."""
        if theme != self._sketch_of:
            self._sketch_of, self._sketch = theme, self._draw(experiment, plane, theme)
        return self._sketch

    def _draw(self, experiment: Experiment, plane: Plane, theme: Theme) -> Sketch:
        if plane.y is None:
            return Sketch(lines=self.curves(experiment, plane, theme))
        pixels = colour_maps.field(experiment, self._prediction, theme)
        lines = [self.boundary(theme.ink, theme.stroke(1.2))] if self._boundary.elementCount() else []
        return Sketch(upright(pixels), lines)

    def boundary(self, colour: str, width: float) -> Line:
        """The lines between the classes."""
        return Line(self._boundary, QColor(colour), width)

    def answers_for(self, run: RunThere, data: Dataset, most: int) -> Array:
        """What it answers about rows of a dataset, evenly chosen so many at the most."""
        return self._rows(run.experiment, data, most).answers(run.theta)

    def curves(self, experiment: Experiment, plane: Plane, theme: Theme, colour: str = "") -> list[Line]:
        """Over the column on the axis: the value, or the probability of each class (of two: the second)."""
        across = pixel_centres(plane.x_range, _CURVE)
        low, high = plane.y_range
        values = self.answers[0]
        values = np.where(np.abs(values - low) < _FARTHEST * (high - low), values, np.nan)
        if values.shape[-1] <= 2:
            values, looks = values[:, -1:], []
        else:
            looks = experiment.data.looks.tolist()
        colours = [colour] if colour else [theme.mark(look)[1] for look in looks] or [theme.accent]
        return [
            Line(_path(across, column), QColor(colours[place % len(colours)]), theme.stroke(2.0))
            for place, column in enumerate(values.T)
        ]

    def _forward(self, experiment: Experiment, theta: Array, plane: Plane, side: int) -> None:
        points = _CURVE if plane.y is None else side
        z, prediction = self._plane(experiment, plane, points).outputs(theta)
        shape = (1 if plane.y is None else points, points, -1)
        self._prediction = prediction.reshape(shape)
        with np.errstate(all="ignore"):  # far from all rows a product can overflow: drawn as nothing
            self.answers = answers(experiment, self._prediction)
        self._boundary = QPainterPath()
        if plane.y is not None:  # over one column there are curves, and nothing to bound
            surfaces = boundary_surfaces(np.moveaxis(z.reshape(shape), -1, 0), experiment)
            self._boundary = _path(*boundary_lines(surfaces, plane))


def _path(xs: Array, ys: Array) -> QPainterPath:
    """A line whose pieces are parted by NaN."""
    path: QPainterPath = pg.arrayToQPath(xs, ys, connect="finite")
    return path


def _asked_plane(experiment: Experiment, plane: Plane, points: int) -> AskedRows:
    return AskedRows(experiment, plane.grid(points))


def _asked_rows(experiment: Experiment, data: Dataset, most: int) -> AskedRows:
    return AskedRows(experiment, data.X[evenly(len(data), most)])


def is_large(theta: Array) -> bool:
    """Whether to ask a network takes so long that it is done at fewer points."""
    return len(theta) > _LARGE


def upright(pixels: Pixels) -> Pixels:
    """The rows of a grid begin below, those of an image above."""
    return np.ascontiguousarray(pixels[::-1])


def difference_pixels(gap: Array, experiment: Experiment, theme: Theme) -> Pixels:
    """Where one run's answers are other than another's: `gap` (rows, columns, classes or 1) is what the first
    has more. Of classes: the tint of that which the first thinks more likely, the fuller, the more it does.
    Of values: towards green where they are higher, towards red where lower; full at half the range of the
    rows.
    """
    if not experiment.data.class_names:
        y = experiment.data.y
        reach = float(np.ptp(y)) / 2.0 if len(y) else 0.0
        return colour_maps.paint(gap[..., 0] / (reach or 1.0), colour_maps.diverging(theme))
    return colour_maps.paint_shift(gap, experiment.data.looks, theme)
