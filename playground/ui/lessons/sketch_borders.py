"""The lines between the regions of a sketch."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.data.plane import Plane
from playground.lessons.sketch import CELLS, Sketch
from playground.ui.plotting.contours import zero_lines

_GRID = Plane(0, 1, (0.0, CELLS), (0.0, CELLS), ())  # in cells


def borders(sketch: Sketch) -> tuple[Array, Array]:
    """Where two drawn classes meet, as x and y in cells, pieces parted by NaN."""
    xs, ys = [np.empty(0)], [np.empty(0)]
    for label in np.unique(sketch.cells[sketch.cells >= 0]).tolist():
        x, y = zero_lines(np.where(sketch.cells == label, 0.5, -0.5), _GRID)
        lowest = _lowest_near(sketch, x, y)
        beside = lowest < label  # not drawn, or told by the other class
        xs += [np.where(beside, np.nan, x), np.array([np.nan])]
        ys += [np.where(beside, np.nan, y), np.array([np.nan])]
    return np.concatenate(xs), np.concatenate(ys)


def _lowest_near(sketch: Sketch, x: Array, y: Array) -> Array:
    """The lowest class of the cells between which a point lies."""
    across, up = (np.nan_to_num(axis) - 0.5 for axis in (x, y))
    corners = [
        sketch.cells[_within(to_up(up)), _within(to_across(across))]
        for to_up in (np.floor, np.ceil)
        for to_across in (np.floor, np.ceil)
    ]
    lowest: Array = np.min(corners, axis=0)
    return lowest


def _within(cells: Array) -> Array:
    inside: Array = np.clip(cells, 0, CELLS - 1).astype(np.intp)
    return inside
