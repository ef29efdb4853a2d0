"""The picture shows the engine's own numbers, the right way round, and is evaluated once for all panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage

from playground.data import Dataset, Recipe
from playground.data.plane import Plane
from playground.fastpath import Inference
from playground.session import Session
from playground.training import Experiment, Spec
from playground.ui.plotting.heatmap import (
    Picture,
    diverging,
    image,
    margins,
    paint,
    paint_classes,
    zero_lines,
)
from playground.ui.theme.theme import rgb, theme

if TYPE_CHECKING:
    from conftest import Opened

THEME = theme(dark=False, safe=False)
SCALE = diverging(THEME)


def colour(pixel: int) -> tuple[int, int, int]:
    return (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255


def test_the_numbers_are_the_engines(session_of: Callable[..., Session]) -> None:
    session = session_of()
    picture = Picture(session)
    last = len(session.experiment.sizes) - 1
    values = picture.layer(last)
    side = picture.side
    assert values.shape == (1, side, side)
    rng = np.random.default_rng(0)
    (x0, x1), (y0, y1) = session.plane.x_range, session.plane.y_range
    for row, column in rng.integers(0, side, (20, 2)):
        x = x0 + (x1 - x0) * (column + 0.5) / side
        y = y0 + (y1 - y0) * (row + 0.5) / side  # the first row is the lowest
        direct = session.network.predict(session.experiment.encode(np.array([[x, y]])))
        np.testing.assert_allclose(values[:, row, column], direct[0], rtol=1e-12)
        np.testing.assert_allclose(picture.signal(last)[0, row, column], 2 * direct[0, 0] - 1, atol=1e-12)


def test_numbers_beyond_single_precision_are_drawn_without_a_warning(
    session_of: Callable[..., Session],
) -> None:
    rng = np.random.default_rng(0)
    y = 1e100 * (1.0 - 1e-15 * rng.integers(0, 3, 20))
    data = Dataset(rng.normal(size=(20, 2)), y, ("a", "b"))
    session = session_of(Experiment.create(data, Spec(scale_target="none", loss="mse")))
    session.network.theta[:] = 1e50
    session.training = True
    picture = Picture(session)
    assert picture.signal(picture.last).shape == (1, picture.side, picture.side)
    session.training = False


@pytest.mark.parametrize(("weights", "green"), [((5.0, 0.0), "right"), ((0.0, 5.0), "top")])
def test_right_side_up_on_the_screen(
    opened: Callable[..., Opened], weights: tuple[float, float], green: str
) -> None:
    spec = Spec(hidden_layers=(), learning_rate=0.03)
    data = Dataset(np.array([[-5.0, -5.0], [5.0, 5.0]]), np.array([0.0, 1.0]), ("x1", "x2"), "y", ("a", "b"))
    app = opened(Experiment.create(data, spec))
    app.session.network.theta[...] = (*weights, 0.0)
    app.session.snapshot = replace(app.session.snapshot, theta=app.session.network.theta.copy())
    app.session.set_view(hard_boundary=True)
    app.window.frame()
    canvas = app.window.canvas_panel.canvas
    grab = canvas.grab().toImage()
    places = {"right": (3.0, 0.3), "left": (-3.0, 0.3), "top": (0.3, 3.0), "bottom": (0.3, -3.0)}
    opposite = {"right": "left", "top": "bottom"}[green]
    seen = {}
    for name in (green, opposite):
        pixel = canvas.sight.pixel(*places[name]).toPoint()
        ratio = grab.devicePixelRatio()
        seen[name] = grab.pixelColor(int(pixel.x() * ratio), int(pixel.y() * ratio)).getRgb()[:3]
    assert seen[green] == pytest.approx(rgb(THEME.tints[1]), abs=3)
    assert seen[opposite] == pytest.approx(rgb(THEME.tints[0]), abs=3)


def test_evaluated_once_for_all_panels(
    session_of: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of()
    calls = []
    whole = Inference.run
    monkeypatch.setattr(Inference, "run", lambda self: calls.append(self) or whole(self))
    picture = Picture(session)
    picture.layer(1), picture.signal(3), picture.z(3), picture.look()
    assert len(calls) == 1
    session.look(session.plane.zoomed((0.0, 1.0), (0.0, 1.0)))
    picture.signal(2)
    picture.signal(3)
    assert len(calls) == 2


def test_the_scale() -> None:
    assert colour(SCALE[0]) == rgb(THEME.tints[0])
    assert colour(SCALE[255]) == rgb(THEME.tints[1])
    assert colour(SCALE[127]) == pytest.approx(rgb(THEME.middle), abs=2)
    pixels = paint(np.array([-9.0, -1.0, 0.0, 1.0, np.inf, np.nan]), SCALE)
    assert list(pixels[[0, 1]]) == [SCALE[0]] * 2 and list(pixels[[3, 4]]) == [SCALE[255]] * 2
    assert pixels[5] == 0  # nothing at all


def test_classes_are_mixed() -> None:
    probabilities = np.array([[1.0, 0, 0], [0, 0, 1.0], [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0.0]])
    pixels = [colour(p) for p in paint_classes(probabilities, np.arange(3), THEME)]
    assert pixels[0] == rgb(THEME.tints[0]) and pixels[1] == rgb(THEME.tints[2])
    assert pixels[2] == rgb(THEME.middle)
    assert pixels[3] not in {rgb(t) for t in THEME.tints}
    hard = [colour(p) for p in paint_classes(probabilities, np.arange(3), THEME, hard=True)]
    assert hard[:2] == pixels[:2] and hard[2] == rgb(THEME.tints[0])


@pytest.mark.parametrize("hard", [False, True])
def test_what_is_not_a_number_is_transparent(hard: bool) -> None:  # noqa: FBT001
    pixels = paint_classes(np.array([[np.nan, 0.2, 0.1], [0.2, 0.7, 0.1]]), np.arange(3), THEME, hard=hard)
    assert pixels[0] == 0 and pixels[1] >> 24 == 255


def test_more_classes_than_colours() -> None:
    looks = np.array([8, 0, 1, 8, 2, 3, 4, 5, 6, 7])
    pixels = [colour(p) for p in paint_classes(np.eye(10), looks, THEME, hard=True)]
    assert pixels[0] == pixels[3] and len(set(pixels)) == 9
    assert pixels[9] == rgb(THEME.tints[7])


def test_the_image_has_the_colours() -> None:
    pixels = paint(np.array([[-1.0, 1.0]]), SCALE)
    shown = image(pixels)
    assert shown.size().toTuple() == (2, 1)
    assert shown.pixelColor(0, 0).name().upper() == THEME.tints[0]
    assert shown.pixelColor(1, 0).name().upper() == THEME.tints[1]
    assert shown.format() == QImage.Format.Format_ARGB32_Premultiplied


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


def test_far_from_all_rows_a_product_is_nothing(session_of: Callable[..., Session]) -> None:
    """Warnings are errors here."""
    tiny = Dataset(np.array([[1e-100], [-1e-100]]), np.array([0.0, 1.0]), ("x",), "y", ("a", "b"))
    session = session_of(Experiment.create(tiny, Spec(scale_inputs="standardise")))
    session.look(session.plane.zoomed((-1e100, 1e100), (-1.0, 1.0)))
    picture = Picture(session)
    assert not np.isfinite(picture.feature("x1^2", 24)).all()
    assert picture.feature("x1", 24).max() == pytest.approx(1.0)
    session.set(features=("x1", "x1^2"))
    picture.look()


def test_margins_by_task() -> None:
    z = np.array([1.0, 3.0, 2.0]).reshape(3, 1, 1)
    iris = Experiment.load(Recipe(source="iris"))
    np.testing.assert_array_equal(np.ravel(margins(z, iris)), (1 - 3, 3 - 2, 2 - 3))
    circle = Experiment.load(Recipe(source="circle"))
    np.testing.assert_array_equal(margins(z[:1], circle)[0], z[0])
    assert margins(z[:1], Experiment.load(Recipe(source="houses"))) == []


def test_the_reach_of_values() -> None:
    experiment = Experiment.load(Recipe(source="houses"))
    y = experiment.data.y
    assert experiment.value_reach == pytest.approx(np.abs(experiment.target.apply(y[:, None])).max())
