"""The plane: which columns are drawn, over which range, and where the other columns are held meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Dataset
from playground.data.scaling import Scaling

Array = NDArray[np.float64]
Range = tuple[float, float]

_USUAL: Range = (-6.0, 6.0)  # where generated points lie: TensorFlow Playground's canvas
_MARGIN = 0.08


@dataclass(frozen=True)
class Plane:
    """A view of the inputs, in original units.

    x, y     indices of the columns on the axes; y is None when the target stands upright, so that the
             network is drawn as a curve over one column
    held     a value for every column, in force for those that are not on an axis
    """

    x: int
    y: int | None
    x_range: Range
    y_range: Range
    held: tuple[float, ...]

    def grid(self, points: int) -> Array:
        """Inputs (rows · points, D) all over the view: rows from the lowest y upwards, x from left to right.

        Each point is the middle of its pixel. Where the target stands upright there is one row.
        """
        xs = _middles(self.x_range, points)
        ys = np.zeros(1) if self.y is None else _middles(self.y_range, points)
        inputs = np.tile(np.array(self.held), (len(ys) * points, 1))
        inputs[:, self.x] = np.tile(xs, len(ys))
        if self.y is not None:
            inputs[:, self.y] = np.repeat(ys, points)
        return inputs

    def place(self, data: Dataset) -> tuple[Array, Array]:
        """Where the rows stand on the two axes; beside curves of probability, class 0 low and the last one high."""
        upright = data.y / max(1, len(data.class_names) - 1) if data.class_names else data.y
        return data.X[:, self.x], upright if self.y is None else data.X[:, self.y]

    def row_at(self, x: float, y: float) -> Array:
        """The inputs (D,) of a point put at this place."""
        row = np.array(self.held)
        row[self.x] = x
        if self.y is not None:
            row[self.y] = y
        return row

    def zoomed(self, x_range: Range, y_range: Range) -> Plane:
        return replace(self, x_range=x_range, y_range=y_range)


def plane_of(data: Dataset, inputs: Scaling, target: Scaling, x: int = 0, y: int | None = -1) -> Plane:
    """The view that shows all rows; without columns named, of the first two, or of a value over the first.

    One column is shown as a curve over it, and so is a value to be learnt from the columns of a file.
    """
    if y == -1:
        curve = len(data.columns) == 1 or not (data.class_names or data.generated)
        y = None if curve else 1
    columns = range(len(data.columns))
    spans = [_span(data.X[:, i], data.generated, inputs.shift[i], inputs.scale[i]) for i in columns]
    if y is not None:
        upright = spans[y]
    elif data.class_names:  # the probability of a class
        upright = (-_MARGIN, 1.0 + _MARGIN)
    else:
        upright = _span(data.y, data.generated, target.shift[0], target.scale[0])
    held = tuple(float(np.mean(data.X[:, i])) if len(data) else float(inputs.shift[i]) for i in columns)
    return Plane(x, y, spans[x], upright, held)


def _span(values: Array, generated: bool, centre: float, spread: float) -> Range:
    """A range that shows the values with a margin; the usual one for generated values that it shows."""
    if not len(values):
        return _USUAL if generated else (centre - 3.0 * spread, centre + 3.0 * spread)
    low, high = float(values.min()), float(values.max())
    if generated and _USUAL[0] <= low and high <= _USUAL[1]:
        return _USUAL
    margin = _MARGIN * (high - low) or 1.0
    return low - margin, high + margin


def _middles(span: Range, points: int) -> Array:
    step = (span[1] - span[0]) / points
    return span[0] + step * (np.arange(points) + 0.5)
