"""The plane: which columns are drawn, over which range, and where the other columns are held meanwhile."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.arrays import Array, RowIndices
from playground.data.dataset import Dataset
from playground.data.scaling import Scaling

Range = tuple[float, float]
Axes = tuple[int, int | None]  # columns across and upright; None: the target stands upright

_USUAL: Range = (-6.0, 6.0)  # where generated points lie: TensorFlow Playground's canvas
# What is farther away is out of view, a smaller range counts as none: drawing takes products of such numbers.
_FARTHEST, _NARROWEST = 1e150, 1e-150
_MARGIN = 0.08
_SAMPLE_ROWS = 50_000  # rows that are asked which axes tell most


class Plane(Struct, frozen=True):
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
        xs = pixel_centres(self.x_range, points)
        ys = np.zeros(1) if self.y is None else pixel_centres(self.y_range, points)
        inputs = np.tile(np.array(self.held), (len(ys) * points, 1))
        inputs[:, self.x] = np.tile(xs, len(ys))
        if self.y is not None:
            inputs[:, self.y] = np.repeat(ys, points)
        return inputs

    def to_axes(self, data: Dataset) -> tuple[Array, Array]:
        """Where the rows stand on the two axes; beside curves of probability, class 0 low, the last high."""
        across = data.X[:, self.x]
        if self.y is not None:
            return across, data.X[:, self.y]
        return across, data.y / max(1, len(data.class_names) - 1) if data.class_names else data.y

    def row_at(self, x: float | Array, y: float | Array) -> Array:
        """The inputs (D,) of a point put at this place; of K places, (K, D)."""
        row = np.tile(np.array(self.held), (*np.shape(x), 1)).reshape(*np.shape(x), -1)
        row[..., self.x] = x
        if self.y is not None:
            row[..., self.y] = y
        return row

    def from_axes(self, data: Dataset, rows: RowIndices, xs: Array, ys: Array) -> tuple[Array, Array]:
        """Inputs (K, D) and targets (K,) of rows that are put at other places; a class stays as it is."""
        X, y = data.X[rows].copy(), data.y[rows].copy()
        X[:, self.x] = xs
        if self.y is not None:
            X[:, self.y] = ys
        elif not data.class_names:
            y[:] = ys
        return X, y

    def zoomed(self, x_range: Range, y_range: Range) -> Plane:
        return replace(self, x_range=x_range, y_range=y_range)


def plane_of(data: Dataset, inputs: Scaling, target: Scaling, axes: Axes | None = None) -> Plane:
    """The view that shows all rows on these axes; without axes named, on those that tell most."""
    x, y = axes or telling_axes(data)
    spans = column_ranges(data, inputs)
    if y is not None:
        upright = spans[y]
    elif data.class_names:  # the probability of a class
        upright = (-_MARGIN, 1.0 + _MARGIN)
    else:
        upright = _span(data.y, target.shift[0], target.scale[0], generated=data.generated)
    held = data.means if len(data) else tuple(float(shift) for shift in inputs.shift)
    return Plane(x, y, spans[x], upright, held)


def column_ranges(data: Dataset, inputs: Scaling) -> list[Range]:
    """A range for each input column that shows all rows, with a margin."""
    columns = zip(data.X.T, inputs.shift.tolist(), inputs.scale.tolist(), strict=True)
    return [_span(values, shift, scale, generated=data.generated) for values, shift, scale in columns]


def telling_axes(data: Dataset) -> Axes:
    """The axes to begin with: one column is shown with a curve over it, and so is a value to be learnt from
    the columns of a file. Of many columns, those two in which the classes lie furthest apart.
    """
    if len(data.columns) == 1 or not (data.class_names or data.generated):
        return 0, None
    if len(data.columns) == 2 or not data.class_names or not len(data):
        return 0, 1
    first, second = sorted(np.argsort(_separation(data), kind="stable")[-2:])
    return int(first), int(second)


def _separation(data: Dataset) -> Array:
    """For each column, the variance between the classes' means over the variance within (Fisher, 1936).

    Of many rows every so many are enough to tell.
    """
    step = max(1, len(data) // _SAMPLE_ROWS)
    X, y = data.X[::step], data.y[::step]
    groups = [X[y == label] for label in range(len(data.class_names))]
    groups = [group for group in groups if len(group)]
    means = np.array([group.mean(axis=0) for group in groups])
    within = np.mean([group.var(axis=0) for group in groups], axis=0)
    separation: Array = means.var(axis=0) / np.maximum(within, 1e-300)
    return separation


def _span(values: Array, centre: float, spread: float, *, generated: bool) -> Range:
    """A range that shows the values with a margin; the usual one for generated values that it shows."""
    if not len(values):
        return _USUAL if generated else (centre - 3.0 * spread, centre + 3.0 * spread)
    low, high = (min(max(float(end), -_FARTHEST), _FARTHEST) for end in (values.min(), values.max()))
    if generated and _USUAL[0] <= low and high <= _USUAL[1]:
        return _USUAL
    wide = high - low
    margin = _MARGIN * (wide if wide > _NARROWEST else max(1.0 / _MARGIN, abs(low)))
    return low - margin, high + margin


def pixel_centres(span: Range, points: int) -> Array:
    """The middles of so many equal parts of a range: where a picture of the plane is evaluated."""
    step = (span[1] - span[0]) / points
    return np.asarray(span[0] + step * (np.arange(points) + 0.5), dtype=np.float64)
