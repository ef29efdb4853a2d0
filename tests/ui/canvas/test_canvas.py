"""What the canvas draws for each kind of data, and where it says things are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QFontMetrics

from playground.data import BUNDLED, Dataset, Recipe
from playground.training import Experiment, Spec
from playground.ui.plotting import markers
from playground.ui.theme import style
from tests.in_process import show_weights

if TYPE_CHECKING:
    from conftest import Opened


def canvas_of(opened: Callable[..., Opened], experiment: Experiment):  # noqa: ANN201
    app = opened(experiment)
    return app, app.window.canvas_panel.canvas


def test_a_line_with_its_curve_and_residuals(opened: Callable[..., Opened]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source="sine", train_share=1.0)))
    xs, ys = canvas.curves[0].getData()
    session = app.session
    predicted = session.experiment.decode(session.network.predict(session.experiment.encode(xs[:, None])))
    np.testing.assert_allclose(ys, predicted)
    assert np.diff(xs).min() > 0
    assert all(curve.getData()[0] is None for curve in canvas.curves[1:])
    ends = canvas.points._residuals.getData()[1]
    np.testing.assert_array_equal(ends[::2], session.data.y)
    assert canvas.image._pixels is None


@pytest.mark.parametrize(("classes", "curves"), [(2, 1), (3, 3)])
def test_classes_of_one_column_are_curves_of_probability(
    opened: Callable[..., Opened], classes: int, curves: int
) -> None:
    X = np.linspace(0, 9, 30)[:, None]
    names = tuple("abc"[:classes])
    data = Dataset(
        X, np.arange(30) % classes * 1.0, ("size",), "kind", names, name="one.csv", generated=False
    )
    _, canvas = canvas_of(opened, Experiment.create(data, Spec()))
    shown = [curve.getData()[1] for curve in canvas.curves if curve.getData()[1] is not None]
    assert len(shown) == curves
    if classes == 3:
        np.testing.assert_allclose(np.sum(shown, axis=0), 1.0)
    assert canvas.getAxis("left").labelText == "probability"


def test_a_regression_plane(opened: Callable[..., Opened]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source="plane")))
    assert canvas.image._pixels.shape == (160, 160)
    assert not len(canvas.boundary.getData()[0][np.isfinite(canvas.boundary.getData()[0])])
    groups = canvas.points.marks.groups
    assert len(groups) > 5  # shaded by value
    assert sum(map(len, groups)) == (~app.session.data.test).sum()


def test_the_columns_that_are_not_drawn_are_named(opened: Callable[..., Opened]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source="iris")))
    app.window.resize(1440, 1000)
    app.settle()
    columns, plane = app.session.data.columns, app.session.view.plane
    label = canvas.getAxis("bottom").labelText
    assert label.startswith(columns[plane.x])
    assert all(name in label for i, name in enumerate(columns) if i not in (plane.x, plane.y))
    assert canvas.getAxis("left").labelText == columns[plane.y]


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
@pytest.mark.parametrize(
    "source", [name for name, entry in BUNDLED.items() if entry.dataset().X.shape[1] > 2]
)
def test_no_name_of_an_axis_is_cut(opened: Callable[..., Opened], source: str, size: tuple[int, int]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source=source)))
    app.window.resize(*size)
    app.settle()
    assert (app.window.width(), app.window.height()) == size
    data, plane = app.session.data, app.session.view.plane
    for side in ("bottom", "left"):
        axis = canvas.getAxis(side)
        words, drawn = axis.labelText, canvas.mapFromScene(axis.label.sceneBoundingRect()).boundingRect()
        advance = QFontMetrics(style.font(style.SMALL)).horizontalAdvance(words)
        begin, length, room = (
            (drawn.left(), drawn.width(), canvas.width())
            if side == "bottom"
            else (drawn.top(), drawn.height(), canvas.height())
        )
        assert length >= advance and begin + (length - advance) / 2 >= 0, words
        assert begin + (length + advance) / 2 <= room, words
        assert "…" not in words
    bottom = canvas.getAxis("bottom")
    assert bottom.labelText.startswith(data.columns[plane.x])
    told = bottom.toolTip() or bottom.labelText
    assert all(name in told for i, name in enumerate(data.columns) if i != plane.y)


def test_names_longer_than_their_axes_are_cut_with_a_tooltip(opened: Callable[..., Opened]) -> None:
    names = tuple(f"{'the very long name of ' * 4}{name}" for name in "xyz")
    X = np.random.default_rng(0).normal(size=(20, 3))
    data = Dataset(X, X[:, 0], names, "t", name="long.csv", generated=False)
    app, canvas = canvas_of(opened, Experiment.create(data, Spec(loss="mse")))
    app.session.view.set_axes(0, 1)
    app.window.resize(1280, 720)
    app.settle()
    for side, name in (("bottom", names[0]), ("left", names[1])):
        axis = canvas.getAxis(side)
        assert axis.labelText.endswith("…") and axis.toolTip().startswith(name)
    app.window.resize(4000, 2400)
    app.settle()
    assert canvas.getAxis("left").labelText == names[1] and not canvas.getAxis("left").toolTip()


def test_held_out_rows_are_hollow_and_shown_on_demand(opened: Callable[..., Opened]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source="circle", count=100, train_share=0.7)))
    app.session.view.update(show_test=True)
    app.window.frame()
    hollow = [group.fill.alpha() < 255 for group in canvas.points.marks.groups]
    shown = [len(group) for group in canvas.points.marks.groups]
    assert (np.dot(shown, np.invert(hollow)), np.dot(shown, hollow)) == (70, 30)


def test_an_empty_canvas_says_how_points_come(opened: Callable[..., Opened]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source="circle")))
    app.session.points.clear()
    for tool, words in (("brush", "Click to add"), ("lasso", "press P or A")):
        app.session.tools.set_brush(tool=tool)
        app.settle()
        assert canvas.hint.isVisible() and words in canvas.hint.text()


def test_of_many_rows_an_even_choice_is_drawn(opened: Callable[..., Opened]) -> None:
    _, canvas = canvas_of(
        opened, Experiment.load(Recipe(source="circle", count=30_000, train_share=1.0), Spec(batch_size=0))
    )
    assert sum(map(len, canvas.points.marks.groups)) == 10_000


def test_what_is_under_the_mouse(opened: Callable[..., Opened]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source="houses", train_share=1.0)))
    data = app.session.data
    words = canvas.points.describe(app.session, data.X[0], 0)
    assert words.startswith("size_m2 171 · price_usd 391,500 · predicted ")
    assert words.endswith(" · rooms 7 · age_years 25"), "what no axis shows comes last"
    line = app.window.status_line
    line.point_at(words)
    line.words.resize(line.words.fontMetrics().horizontalAdvance(words) - 1, 20)
    assert line.words.shown() == words.removesuffix(" · age_years 25"), "nor is it missed first"
    place = canvas.hit_test.pixel(data.X[0, 0], data.y[0])
    assert canvas.hit_test.row_near(np.array(place.toTuple())) is not None


def test_weights_that_are_not_numbers_are_drawn_as_nothing(opened: Callable[..., Opened]) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(source="circle")))
    show_weights(app.session, np.nan)
    app.session.view.update(dark=True)
    app.window.frame()
    assert not canvas.image._pixels.any()
    app.window.grab()


def test_marks_are_where_the_rows_are_and_only_there(opened: Callable[..., Opened]) -> None:
    """One red and one green row far from each other; one outside the view."""
    X = np.array([[-3.0, -3.0], [3.0, 3.0], [50.0, 0.0]])
    data = Dataset(X, np.array([0.0, 1.0, 1.0]), ("x1", "x2"), "y", ("red", "green"))
    app, canvas = canvas_of(opened, Experiment.create(data, Spec(batch_size=0, hidden_layers=())))
    app.session.view.set_range(app.session.view.plane.zoomed((-6.0, 6.0), (-6.0, 6.0)))
    app.window.frame()
    shown = canvas.grab().toImage()
    for label, (x, y) in enumerate(X[:2]):
        colour = shown.pixelColor(canvas.hit_test.pixel(x, y).toPoint())
        assert colour.name().upper() == app.window.theme.classes[label]
        beside = shown.pixelColor(canvas.hit_test.pixel(x + 0.6, y).toPoint())
        assert beside.name().upper() not in app.window.theme.classes


def test_marks_are_painted_where_python_takes_their_memory_for_something_else(
    opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object that Qt has deleted may still be known by the place where it was."""
    _, canvas = canvas_of(opened, Experiment.load(Recipe(source="circle", count=100)))
    before, real, calls = canvas.grab().toImage(), markers.Shiboken.wrapInstance, []

    def stale_at_first(place: int, kind: type) -> object:
        calls.append(place)
        return object() if len(calls) == 1 else real(place, kind)

    monkeypatch.setattr(markers.Shiboken, "wrapInstance", stale_at_first)
    groups = canvas.points.marks.groups
    for shown in ((), groups):
        canvas.points.marks.show_groups(shown)
        after = canvas.grab().toImage()
    assert after == before
    assert canvas.grab().toImage() == before
    assert len(calls) > 1 and calls[1] != calls[0]


@pytest.mark.parametrize(("task", "said"), [("classes", "class"), ("regression", "height")])
def test_an_empty_canvas_says_what_to_do(opened: Callable[..., Opened], task: str, said: str) -> None:
    app, canvas = canvas_of(opened, Experiment.load(Recipe(count=50)))
    assert canvas.hint.isHidden()
    app.session.source.new_drawing(task)
    app.settle()
    assert canvas.hint.isVisible() and said in canvas.hint.text()
    assert canvas.rect().contains(canvas.hint.geometry())
    columns = len(app.session.data.columns)
    app.session.points.add(np.ones((1, columns)), np.ones(1))
    app.settle()
    assert canvas.hint.isHidden()


@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_two_inputs_have_the_same_scale_whatever_room_the_figures_take(
    opened: Callable[..., Opened], text_size: int
) -> None:
    one = opened(Experiment.load(Recipe(source="circle"), Spec()))
    one.session.view.update(text_size=text_size)
    one.window.resize(1280, 720)
    one.settle()
    canvas = one.window.canvas_panel.canvas
    box = canvas.getViewBox()
    assert canvas.width() == canvas.height()
    assert box.width() == pytest.approx(box.height())
    one.session.source.update_recipe(source="sine")
    one.settle()
    assert canvas.getPlotItem().getContentsMargins()[3] == 0, "a curve takes all the room there is"
