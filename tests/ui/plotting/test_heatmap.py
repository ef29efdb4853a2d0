"""The picture shows the engine's own numbers, the right way round, and is evaluated once for all panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from playground.data import Dataset, Recipe
from playground.fastpath import Inference
from playground.session import Session
from playground.training import Experiment, Spec
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme.theme import rgb, theme
from tests.in_process import show_weights

if TYPE_CHECKING:
    from conftest import Opened

THEME = theme(dark=False, safe=False)


def test_the_numbers_are_the_engines(session_of: Callable[..., Session]) -> None:
    session = session_of()
    heatmap = Heatmap(session)
    last = len(session.experiment.sizes) - 1
    values = heatmap.layer(last)
    side = heatmap.side
    assert values.shape == (1, side, side)
    rng = np.random.default_rng(0)
    (x0, x1), (y0, y1) = session.view.plane.x_range, session.view.plane.y_range
    for row, column in rng.integers(0, side, (20, 2)):
        x = x0 + (x1 - x0) * (column + 0.5) / side
        y = y0 + (y1 - y0) * (row + 0.5) / side  # the first row is the lowest
        direct = session.network.predict(session.experiment.encode(np.array([[x, y]])))
        np.testing.assert_allclose(values[:, row, column], direct[0], rtol=1e-12)
        np.testing.assert_allclose(heatmap.signal(last)[0, row, column], 2 * direct[0, 0] - 1, atol=1e-12)


def test_numbers_beyond_single_precision_are_drawn_without_a_warning(
    session_of: Callable[..., Session],
) -> None:
    rng = np.random.default_rng(0)
    y = 1e100 * (1.0 - 1e-15 * rng.integers(0, 3, 20))
    data = Dataset(rng.normal(size=(20, 2)), y, ("a", "b"))
    session = session_of(Experiment.create(data, Spec(scale_target="none", loss="mse")))
    show_weights(session, 1e50)
    session.run.training = True
    heatmap = Heatmap(session)
    assert heatmap.signal(heatmap.last).shape == (1, heatmap.side, heatmap.side)
    session.run.training = False


@pytest.mark.parametrize(("weights", "green"), [((5.0, 0.0), "right"), ((0.0, 5.0), "top")])
def test_right_side_up_on_the_screen(
    opened: Callable[..., Opened], weights: tuple[float, float], green: str
) -> None:
    spec = Spec(hidden_layers=(), learning_rate=0.03)
    data = Dataset(np.array([[-5.0, -5.0], [5.0, 5.0]]), np.array([0.0, 1.0]), ("x1", "x2"), "y", ("a", "b"))
    app = opened(Experiment.create(data, spec))
    show_weights(app.session, (*weights, 0.0))
    app.session.view.update(hard_boundary=True)
    app.window.frame()
    canvas = app.window.canvas_panel.canvas
    grab = canvas.grab().toImage()
    places = {"right": (3.0, 0.3), "left": (-3.0, 0.3), "top": (0.3, 3.0), "bottom": (0.3, -3.0)}
    opposite = {"right": "left", "top": "bottom"}[green]
    seen = {}
    for name in (green, opposite):
        pixel = canvas.hit_test.pixel(*places[name]).toPoint()
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
    heatmap = Heatmap(session)
    heatmap.layer(1), heatmap.signal(3), heatmap.z(3), heatmap.update()
    assert len(calls) == 1
    session.view.set_range(session.view.plane.zoomed((0.0, 1.0), (0.0, 1.0)))
    heatmap.signal(2)
    heatmap.signal(3)
    assert len(calls) == 2


def test_far_from_all_rows_a_product_is_nothing(session_of: Callable[..., Session]) -> None:
    """Warnings are errors here."""
    tiny = Dataset(np.array([[1e-100], [-1e-100]]), np.array([0.0, 1.0]), ("x",), "y", ("a", "b"))
    session = session_of(Experiment.create(tiny, Spec(scale_inputs="standardise")))
    session.view.set_range(session.view.plane.zoomed((-1e100, 1e100), (-1.0, 1.0)))
    heatmap = Heatmap(session)
    assert not np.isfinite(heatmap.feature("x1^2", 24)).all()
    assert heatmap.feature("x1", 24).max() == pytest.approx(1.0)
    session.model.update_spec(features=("x1", "x1^2"))
    heatmap.update()


def test_what_is_infinite_is_not_drawn(session_of: Callable[..., Session]) -> None:
    """Warnings are errors here."""
    large = Dataset(np.array([[1e98], [-1e98]]), np.array([1.0, 2.0]), ("x",), "y")
    spec = Spec(scale_inputs="none", features=("x1", "x1^2"), activation=("relu",))
    session = session_of(Experiment.create(large, spec))
    show_weights(session, 1e200)
    heatmap = Heatmap(session)
    assert not np.isfinite(heatmap.signal(1)).all()
    assert not np.isfinite(heatmap.signal(heatmap.last)).all()


def test_the_reach_of_values() -> None:
    experiment = Experiment.load(Recipe(source="houses"))
    y = experiment.data.y
    assert experiment.value_reach == pytest.approx(np.abs(experiment.target.apply(y[:, None])).max())
