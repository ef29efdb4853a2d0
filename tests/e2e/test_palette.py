"""Tools, classes, gallery and held columns, by mouse and keys."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSlider, QToolButton, QWidget

from playground.session import TOOLS
from tests.e2e.driver import Driver

KEYS = {tool.key: name for name, tool in TOOLS.items()}


def test_eight_classes_are_drawn_renamed_removed_and_undone(app: Driver) -> None:
    start = app.session.data
    for _ in range(6):
        app.press("add_class")
    assert app.session.experiment.sizes[-1] == 8
    for index in range(8):
        app.keys(str(index + 1))
        app.click_point(-5.6 + 1.6 * index, 5.7)
    assert app.session.data.y[-8:].tolist() == list(range(8))
    app.keys("3")
    assert app.shown("class_name") == "blue"
    app.type("class_name", "berries 1")  # a key of a class, typed, is a digit
    assert app.session.data.class_names[2] == "berries 1" and app.session.tools.brush.label == 2
    assert "berries 1: 1 training" in app.find("class_2").toolTip()
    app.keys("8")  # the keys are free again
    assert app.session.tools.brush.label == 7
    app.press("remove_class")
    assert len(app.session.data.class_names) == 7 and len(app.session.data) == len(start) + 7
    assert app.session.tools.brush.label == 6 and app.shown("class_name") == "pink"
    while app.session.undo_stack.undo_label:
        app.press("undo")
    assert app.session.data is start
    assert app.shown("class_name") == "red" and app.session.tools.brush.label == 0
    app.settle()
    assert app.session.experiment.sizes[-1] == 1


def test_a_name_that_is_taken_is_refused_in_a_line_of_text(app: Driver) -> None:
    app.type("class_name", "green")
    assert "already" in app.notice and app.session.data.class_names == ("red", "green")
    QTest.keyClick(app.find("class_name"), Qt.Key.Key_Escape)
    assert app.shown("class_name") == "red"


def test_every_tool_has_its_key(app: Driver) -> None:
    for key, name in KEYS.items():
        app.keys(key)
        assert app.session.tools.brush.tool == name
        assert app.find(f"tool_{name}", QToolButton).isChecked()
    app.keys("2")  # the class goes on the swap tool, which came last
    assert (app.session.tools.brush.tool, app.session.tools.brush.label) == ("swap", 1)
    app.keys("E")
    app.keys("1")
    assert (app.session.tools.brush.tool, app.session.tools.brush.label) == ("point", 0)


def test_keys_are_letters_where_one_types(app: Driver) -> None:
    app.choose("source", "Plane")
    app.press("tool_move")
    for name, typed in (("learning_rate", "pea"), ("brush_value", "31")):
        widget = app.find(name)
        field = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        assert field.text().startswith(typed)
        assert app.session.tools.brush.tool == ("move" if name == "learning_rate" else "point")
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_in_the_backprop_mode_the_keys_belong_to_it(app: Driver) -> None:
    app.keys("M")
    app.keys("G")
    app.settle()
    assert app.session.backprop.is_open
    for key in (*KEYS, "2"):
        app.keys(key)  # P puts the weights back; an ambiguous key would be a warning, which fails the test
    assert app.session.tools.brush.tool == "move" and app.session.tools.brush.label == 0
    app.keys("G")
    app.settle()
    app.keys("P")
    assert app.session.tools.brush.tool == "point"


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_nothing_jumps_when_tools_change(app: Driver, size: tuple[int, int]) -> None:
    app.window.resize(*size)
    for _ in range(6):
        app.press("add_class")
    places = set()
    for key in KEYS:
        app.keys(key)
        app.settle()
        noise = app.find("noise")
        places.add((noise.mapTo(app.window, QPoint()).y(), app.window.learning_panel.y()))
    assert len(places) == 1
    for prefix, names in (("tool", list(TOOLS)), ("class", [str(index) for index in range(8)])):
        row = [app.find(f"{prefix}_{name}") for name in names]
        spots = [QRect(part.mapTo(app.window.data_panel, QPoint()), part.size()) for part in row]
        assert all(a.right() < b.left() for a, b in pairwise(spots))
        assert np.ptp([part.width() for part in row]) <= 1
        assert spots[-1].right() <= 248 - 14


def test_the_learning_card_is_there_in_a_low_window(app: Driver) -> None:
    app.window.resize(1280, 640)
    app.settle()
    learning = app.window.learning_panel
    assert learning.height() >= 120
    assert app.window.data_panel.geometry().bottom() < learning.y()
    rows = [app.find(name) for name in ("learning_rate", "batch_size")]
    assert all(not row.visibleRegion().isEmpty() for row in rows)


def test_noise_cannot_wipe_out_a_drawing(app: Driver) -> None:
    app.click_point(5.5, -5.5)
    drawn = app.session.data
    assert not app.find("noise").isEnabled() and "edited by hand" in _tip(app.find("noise"))
    app.keys("D")  # which of them train
    assert app.session.data.X is drawn.X
    app.press("data_circle")
    assert app.find("noise").isEnabled() and app.rows == len(drawn) - 1
    app.slide("noise", 25)
    assert app.session.experiment.recipe.noise == app.find("noise", QSlider).value() > 15
    app.keys("Ctrl+Z")  # one undo for the drag
    assert app.session.experiment.recipe.noise == 0


def _tip(widget: QWidget) -> str:
    return widget.toolTip() or _tip(widget.parentWidget())


def test_the_split_is_said(app: Driver) -> None:
    app.slide("train_share", 80)
    share = app.find("train_share", QSlider).value()
    train = int(500 * share / 100)
    assert app.find("split_counts").text() == f"{train} train · {500 - train} test"


def test_points_are_duplicated_held_out_and_scaled_by_the_menu(app: Driver) -> None:
    app.keys("Ctrl+Del")
    app.keys("Ctrl+H")
    assert "No points are selected" in app.notice
    for x, y in ((-1, -1), (1, 1), (0, 0.5)):
        app.click_point(x, y)
    app.choose_from("points_menu", "scale_to_view")
    assert np.ptp(app.session.data.X, axis=0) == pytest.approx(0.84 * 12)
    app.keys("Ctrl+A")
    app.choose_from("points_menu", "duplicate")
    assert app.rows == 6 and app.session.points.selected.tolist() == [3, 4, 5]
    app.choose_from("points_menu", "hold_out")
    assert app.session.data.test.tolist() == [False] * 3 + [True] * 3
    assert app.find("split_counts").text() == "3 train · 3 test"
    assert "3 points moved to the test set" in app.notice and app.session.view.settings.show_test
    app.keys("Ctrl+Shift+H")
    assert not app.session.data.test.any()
    app.keys("Ctrl+Backspace")
    assert app.rows == 3
    app.choose_from("points_menu", "clear_points")
    assert app.rows == 0


@pytest.fixture
def houses(app: Driver) -> Driver:
    app.choose("source", "Houses")
    app.settle()
    app.train(epochs=60)
    return app


def curve(app: Driver) -> np.ndarray:
    return app.window.canvas_panel.canvas.curves[0].getData()[1].copy()


def label(app: Driver) -> str:
    return app.window.canvas_panel.canvas.getAxis("bottom").labelText


def test_a_held_column_moves_the_curve(houses: Driver) -> None:
    houses.window.resize(1440, 900)
    houses.frame()
    data, before, held = houses.session.data, curve(houses), houses.session.view.plane.held
    assert label(houses) == "size_m2 · rooms, age_years at the mean"
    assert [houses.find(f"held_{i}", QSlider).accessibleName() for i in (1, 2)] == [
        "Value of rooms used in this plot",
        "Value of age_years used in this plot",
    ]
    houses.slide("held_2", 1000)
    oldest = houses.session.view.plane.held[2]
    assert oldest > 0.9 * data.X[:, 2].max() and houses.session.view.plane.held[:2] == held[:2]
    xs = houses.window.canvas_panel.canvas.curves[0].getData()[0]
    places = np.column_stack([xs, np.full_like(xs, held[1]), np.full_like(xs, oldest)])
    experiment = houses.session.experiment
    wanted = experiment.decode(houses.session.network.predict(experiment.encode(places)))
    np.testing.assert_allclose(curve(houses), wanted)
    assert np.abs(curve(houses) - before).max() > 1.0
    assert "held" in label(houses) and "rooms at the mean" in label(houses)
    QTest.mouseDClick(houses.find("held_2"), Qt.MouseButton.LeftButton)
    houses.frame()
    np.testing.assert_allclose(curve(houses), before)
    assert label(houses) == "size_m2 · rooms, age_years at the mean"


def test_a_held_column_moves_the_boundary_while_training(app: Driver) -> None:
    app.choose("source", "Iris")
    app.settle()
    app.press("play")
    app.wait_for(lambda: app.epoch > 20, "20 epochs")
    others = [i for i in range(4) if i not in (app.session.view.plane.x, app.session.view.plane.y)]
    app.slide(f"held_{others[0]}", 0)
    least = app.session.data.X[:, others[0]].min()
    assert app.session.view.plane.held[others[0]] == pytest.approx(least, abs=0.3)
    assert app.session.training and app.window.heatmap.plane is app.session.view.plane
    app.press("play")
    app.settle()
    before = app.pixels
    app.press("hold_at_means")
    assert (app.pixels != before).any()
    assert not app.find("hold_at_means").isEnabled()
    app.keys("G")
    app.settle()
    strip = app.window.canvas_panel.held
    assert not strip.isVisible()  # the card is small there
    app.keys("G")
    app.settle()
    assert strip.isVisible()
    app.choose("source", "Circle")
    assert not strip.isVisible()
