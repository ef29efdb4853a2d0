"""Decision boundaries: the surfaces whose zero lines they are, and those lines."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

from playground.arrays import Array
from playground.data.plane import Plane, Range, pixel_centres
from playground.training.experiment import Experiment


def boundary_surfaces(z: Array, experiment: Experiment) -> list[Array]:
    """The surfaces (rows, side) whose zero lines are the boundaries between classes; none for regression.

    Made from the last z (outputs, rows, side), since ŷ is flat where the network is sure.
    """
    match experiment.loss.targets:
        case "one_hot":
            classes = len(z)
            rest = [np.delete(z, k, axis=0).max(axis=0) for k in range(classes)]
            return [z[k] - rest[k] for k in range(classes - (classes == 2))]
        case "zero_one" | "plus_minus_one":
            return [z[0]]
        case _:
            return []


def zero_lines(surface: Array, plane: Plane) -> tuple[Array, Array]:
    """The contour at 0 as x and y in the plane's units, pieces parted by NaN."""
    rows, columns = surface.shape
    if not np.isfinite(surface).all() or surface.min() > 0.0 or surface.max() < 0.0:
        return np.empty(0), np.empty(0)
    xs, ys = _mesh(plane.x_range, plane.y_range, rows, columns)
    # Not by `contour_generator`, which looks for a mask, and imports numpy.ma; else the same.
    generator = SerialContourGenerator(
        xs,
        ys,
        surface.astype(float),
        None,  # type: ignore[arg-type]
        corner_mask=False,
        line_type=LineType.ChunkCombinedNan,
        fill_type=FillType.OuterCode,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
        x_chunk_size=0,
        y_chunk_size=0,
    )
    lines = generator.lines(0.0)[0][0]
    return (np.empty(0), np.empty(0)) if lines is None else (lines[:, 0], lines[:, 1])


@lru_cache(maxsize=4)
def _mesh(x_range: Range, y_range: Range, rows: int, columns: int) -> list[Array]:
    """X and y of every point of a surface."""
    return list(np.meshgrid(pixel_centres(x_range, columns), pixel_centres(y_range, rows)))


def boundary_lines(surfaces: list[Array], plane: Plane) -> tuple[Array, Array]:
    """The lines where any of the surfaces is 0, as x and y in the plane's units, parted by NaN."""
    lines = [zero_lines(surface, plane) for surface in surfaces]
    gap = np.array([np.nan])
    parted = [tuple(np.append(axis, gap) for axis in line) for line in lines]
    return np.concatenate([gap, *(x for x, _ in parted)]), np.concatenate([gap, *(y for _, y in parted)])
