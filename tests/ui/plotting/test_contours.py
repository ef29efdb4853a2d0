"""Boundaries lie where they are known to lie."""

from __future__ import annotations

import numpy as np

from playground.data import Recipe
from playground.data.plane import Plane
from playground.training import Experiment
from playground.ui.plotting.contours import boundary_lines, boundary_surfaces, zero_lines


def test_zero_lines_against_a_known_line() -> None:
    plane = Plane(0, 1, (-2.0, 4.0), (0.0, 3.0), (0.0, 0.0))
    grid = plane.grid(60).reshape(60, 60, 2)
    surface = grid[..., 1] - 0.5 * grid[..., 0] - 1.0  # y = x / 2 + 1
    xs, ys = zero_lines(surface, plane)
    known = np.isfinite(xs)
    assert known.sum() > 30
    np.testing.assert_allclose(ys[known], 0.5 * xs[known] + 1.0, atol=1e-9)
    assert xs[known].min() < -1.8 and xs[known].max() > 3.8
    for nothing in (surface + 100, surface - 100, np.full((60, 60), np.nan)):
        assert len(zero_lines(nothing, plane)[0]) == 0


def test_boundary_surfaces_by_task() -> None:
    z = np.array([1.0, 3.0, 2.0]).reshape(3, 1, 1)
    iris = Experiment.load(Recipe(source="iris"))
    np.testing.assert_array_equal(np.ravel(boundary_surfaces(z, iris)), (1 - 3, 3 - 2, 2 - 3))
    circle = Experiment.load(Recipe(source="circle"))
    np.testing.assert_array_equal(boundary_surfaces(z[:1], circle)[0], z[0])
    assert boundary_surfaces(z[:1], Experiment.load(Recipe(source="houses"))) == []


def test_several_boundaries_are_parted_by_gaps() -> None:
    plane = Plane(0, 1, (0.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    across = plane.grid(20).reshape(20, 20, 2)[..., 0]
    xs, _ = boundary_lines([across - 0.25, across - 0.75, across + 1.0], plane)
    groups = [np.unique(xs[part]) for part in np.ma.clump_unmasked(np.ma.masked_invalid(xs))]
    np.testing.assert_allclose(groups, [[0.25], [0.75]])
    nothing, _ = boundary_lines([], plane)
    assert np.isnan(nothing).all()
