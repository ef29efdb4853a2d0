"""The plane: which columns are drawn, over which range, and where its pixels lie."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Dataset, Recipe, Scaling, load
from playground.data.plane import Plane, plane_of, telling_axes


def view_of(source: str, axes: tuple[int, int | None] | None = None) -> tuple[Dataset, Plane]:
    data = load(Recipe(source=source))
    return data, plane_of(data, Scaling.identity(len(data.columns)), Scaling.identity(1), axes)


def test_the_grid_goes_from_the_lowest_y_upwards_and_from_left_to_right() -> None:
    plane = Plane(0, 2, (0.0, 4.0), (10.0, 18.0), (1.0, 7.0, 3.0))
    grid = plane.grid(4).reshape(4, 4, 3)
    np.testing.assert_allclose(grid[0, :, 0], (0.5, 1.5, 2.5, 3.5))
    np.testing.assert_allclose(grid[:, 0, 2], (11, 13, 15, 17))
    assert (grid[..., 1] == 7.0).all()


def test_a_curve_has_one_row() -> None:
    plane = Plane(1, None, (0.0, 1.0), (0.0, 1.0), (5.0, 0.0))
    grid = plane.grid(10)
    assert grid.shape == (10, 2)
    assert (grid[:, 0] == 5.0).all() and (np.diff(grid[:, 1]) > 0).all()


def test_generated_points_have_the_usual_canvas() -> None:
    _, plane = view_of("circle")
    assert (plane.x, plane.y, plane.x_range, plane.y_range) == (0, 1, (-6.0, 6.0), (-6.0, 6.0))


@pytest.mark.parametrize("source", ["iris", "penguins", "cities", "houses", "old-faithful", "sine", "moons"])
def test_all_rows_are_in_view(source: str) -> None:
    data, plane = view_of(source)
    xs, ys = plane.to_axes(data)
    assert plane.x_range[0] < xs.min() and xs.max() < plane.x_range[1]
    assert plane.y_range[0] < ys.min() and ys.max() < plane.y_range[1]


@pytest.mark.parametrize(
    ("source", "axes"),
    [("circle", (0, 1)), ("sine", (0, None)), ("houses", (0, None)), ("plane", (0, 1))],
)
def test_the_axes_to_begin_with(source: str, axes: tuple[int, int | None]) -> None:
    assert telling_axes(load(Recipe(source=source))) == axes


def test_of_many_columns_those_that_part_the_classes() -> None:
    iris = load(Recipe(source="iris"))
    x, y = telling_axes(iris)
    assert all("petal" in iris.columns[index] for index in (x, y))  # as every textbook has it


def test_chosen_axes_and_held_columns() -> None:
    data, plane = view_of("iris", (3, 0))
    assert (plane.x, plane.y) == (3, 0)
    np.testing.assert_allclose(plane.held, data.X.mean(axis=0))
    row = plane.row_at(9.0, 8.0)
    assert (row[3], row[0]) == (9.0, 8.0)
    np.testing.assert_allclose(row[1:3], data.X[:, 1:3].mean(axis=0))


def test_a_point_over_a_curve_has_its_target_upright() -> None:
    data, plane = view_of("houses")
    assert plane.row_at(100.0, 250_000.0)[0] == 100.0
    np.testing.assert_array_equal(plane.to_axes(data)[1], data.y)


def test_classes_beside_a_curve_of_probability_stand_between_0_and_1() -> None:
    data = Dataset(np.arange(6.0)[:, None], np.array([0, 1, 2, 0, 1, 2.0]), ("x",), "kind", ("a", "b", "c"))
    plane = plane_of(data, Scaling.identity(1), Scaling.identity(1))
    assert plane.y is None and plane.y_range[0] < 0 and plane.y_range[1] > 1
    np.testing.assert_array_equal(np.unique(plane.to_axes(data)[1]), (0.0, 0.5, 1.0))


def test_no_rows_and_equal_rows_have_a_range_all_the_same() -> None:
    empty = Dataset(np.empty((0, 2)), np.empty(0), ("a", "b"), class_names=("n", "m"), generated=False)
    plane = plane_of(empty, Scaling(np.array([10.0, 0.0]), np.array([2.0, 1.0])), Scaling.identity(1))
    assert plane.x_range == (4.0, 16.0) and plane.held == (10.0, 0.0)
    same = Dataset(np.full((3, 2), 5.0), np.zeros(3), ("a", "b"), class_names=("n", "m"), generated=False)
    plane = plane_of(same, Scaling.identity(2), Scaling.identity(1))
    assert plane.x_range[0] < 5.0 < plane.x_range[1]


@pytest.mark.parametrize("values", [(1e308, -1e308), (1e20, 1e20), (0.0, 1e-310), (-1e308, 0.0)])
def test_a_view_of_huge_values_is_finite_and_has_a_width(values: tuple[float, float]) -> None:
    data = Dataset(np.array([values, (0.0, 1.0)]).T, np.zeros(2), ("a", "b"), class_names=("n", "m"))
    plane = plane_of(data, Scaling.identity(2), Scaling.identity(1), (0, 1))
    assert 0.0 < plane.x_range[1] - plane.x_range[0] < np.inf
    assert np.isfinite(plane.grid(20)).all()


def test_zooming_keeps_the_rest() -> None:
    _, plane = view_of("circle")
    zoomed = plane.zoomed((0.0, 1.0), (2.0, 3.0))
    assert (zoomed.x_range, zoomed.y_range, zoomed.held) == ((0.0, 1.0), (2.0, 3.0), plane.held)
