"""The data studio by hand: points are drawn, selected, held out, shaken and swapped, also while it trains."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.e2e.driver import Driver

LEFT = Qt.MouseButton.LeftButton
CENTRES = ((-3.0, 3.0), (3.0, 3.0), (-3.0, -3.0), (3.0, -3.0))


def ring(centre: tuple[float, float], radius: float = 1.4) -> list[tuple[float, float]]:
    """Places once around a centre."""
    turns = np.linspace(0.0, 2.0 * np.pi, 16)
    return [(centre[0] + radius * np.cos(t), centre[1] + radius * np.sin(t)) for t in turns]


def stroke(app: Driver, places: list[tuple[float, float]]) -> None:
    """Press, along the places, and release, with whatever frames come meanwhile."""
    port = app._viewport
    QTest.mousePress(port, LEFT, pos=app.place(*places[0]))
    for place in places[1:]:
        QTest.mouseMove(port, app.place(*place))
        QApplication.processEvents()
    QTest.mouseRelease(port, LEFT, pos=app.place(*places[-1]))
    app.frame()


def take(app: Driver, tool: str, label: int = 0) -> None:
    app.session.tools.set_brush(tool=tool, label=label)
    app.frame()


def draw_four_classes(app: Driver) -> None:
    app.keys("Ctrl+Del")
    app.session.classes.add()
    app.session.classes.add()
    for label, centre in enumerate(CENTRES):
        take(app, "brush", label)
        stroke(app, ring(centre))


@pytest.fixture
def drawn(app: Driver) -> Driver:
    """Four classes, as strokes of the brush leave them."""
    app.keys("Ctrl+Del")
    app.session.classes.add()
    app.session.classes.add()
    away = np.random.default_rng(0).normal(0.0, 0.2, (48, 2))
    for label, centre in enumerate(CENTRES):
        app.session.points.add(np.array(ring(centre) * 3) + away, np.full(48, float(label)))
    app.frame()
    return app


def test_four_classes_are_drawn_and_learnt_while_it_trains(app: Driver) -> None:
    app.keys("Ctrl+Del")
    app.session.classes.add()
    app.session.classes.add()
    for label, centre in enumerate(CENTRES[:2]):
        take(app, "brush", label)
        stroke(app, ring(centre))
    app.press("play")
    app.wait_for(lambda: app.epoch > 3)
    for label, centre in enumerate(CENTRES[2:], 2):
        take(app, "brush", label)
        rows, epoch = app.rows, app.epoch
        stroke(app, ring(centre))
        assert app.rows > rows + 30 and app.marks() == app.rows
        app.wait_for(lambda epoch=epoch: app.epoch > epoch, "more epochs")
    data = app.session.data
    for label, centre in enumerate(CENTRES):
        away = np.hypot(*(data.X[data.y == label] - centre).T)
        assert len(away) > 30 and away.max() < 3.0
    app.type("learning_rate", "1")
    app.wait_for(lambda: app.figure("accuracy") == "100 %")
    app.press("play")
    app.settle()
    assert len(np.unique(app.pixels.reshape(-1, app.pixels.shape[-1]), axis=0)) > 4


@pytest.mark.parametrize("playing", [False, True])
def test_stroke_by_stroke_back_to_the_empty_canvas_and_forth_again(app: Driver, *, playing: bool) -> None:
    draw_four_classes(app)
    if playing:
        app.press("play")
        app.wait_for(lambda: app.epoch > 3)
    whole = app.session.data
    states = [whole]
    for _ in CENTRES:
        app.keys("Ctrl+Z")
        assert app.marks() == app.rows < len(states[-1])
        states.append(app.session.data)
    assert app.rows == 0
    assert not app.session.training  # there is nothing to learn from
    for state in states[-2::-1]:
        app.press("redo")
        assert app.session.data is state
    assert app.session.data is whole
    app.settle()


def test_a_lasso_holds_rows_out(drawn: Driver) -> None:
    take(drawn, "lasso")
    stroke(drawn, ring(CENTRES[1], 2.9))
    selected = drawn.session.points.selected
    np.testing.assert_array_equal(selected, np.flatnonzero(drawn.session.data.y == 1))
    assert drawn.find("selection_count", QLabel).text().split()[0] == str(len(selected))
    drawn.press("hold_out")
    np.testing.assert_array_equal(np.flatnonzero(drawn.session.data.test), selected)
    assert f"{len(selected)} points moved to the test set" in drawn.notice
    assert drawn.session.view.settings.show_test and drawn.marks() == drawn.rows
    drawn.train(epochs=3)
    assert drawn.figure("test") != "–"
    drawn.press("take_back")
    assert not drawn.session.data.test.any()
    drawn.press("clear_selection")
    assert not drawn.window.canvas_panel.canvas.selection_bar.isVisible()


def test_erase_jitter_swap_and_move_each_undone_and_redone(drawn: Driver) -> None:
    steps = [drawn.session.data]
    take(drawn, "erase")
    stroke(drawn, ring(CENTRES[0]))
    assert drawn.rows < len(steps[0]) and (drawn.session.data.y == 0).sum() < (steps[0].y == 0).sum()
    steps.append(drawn.session.data)
    take(drawn, "jitter")
    stroke(drawn, ring(CENTRES[1]))
    moved = (drawn.session.data.X != steps[-1].X).any(axis=1)
    assert moved.sum() > 20 and (drawn.session.data.y[moved] == 1).all()
    steps.append(drawn.session.data)
    take(drawn, "swap", 0)
    stroke(drawn, ring(CENTRES[2]))
    swapped = drawn.session.data.y != steps[-1].y
    assert swapped.sum() > 5
    assert (drawn.session.data.y[swapped] == 0).all() and (steps[-1].y[swapped] == 2).all()
    steps.append(drawn.session.data)
    take(drawn, "lasso")
    stroke(drawn, ring(CENTRES[3], 2.9))
    selected = drawn.session.points.selected
    take(drawn, "move")
    at = tuple(drawn.session.data.X[selected[0]])
    stroke(drawn, [at, (at[0] - 0.5, at[1] + 0.5), (at[0] - 1.0, at[1] + 1.0)])
    shift = drawn.session.data.X[selected] - steps[-1].X[selected]
    np.testing.assert_allclose(shift, np.broadcast_to([-1.0, 1.0], shift.shape), atol=0.06)
    steps.append(drawn.session.data)
    for state in steps[-2::-1]:
        drawn.keys("Ctrl+Z")
        assert drawn.session.data is state
    for state in steps[1:]:
        drawn.keys("Ctrl+Shift+Z")
        assert drawn.session.data is state


def test_points_out_of_view_are_a_click_away(drawn: Driver) -> None:
    drawn.turn_wheel(3.0, 3.0, notches=8)
    chip = drawn.find("points_outside")
    assert chip.isVisible() and "points" in chip.text()
    drawn.press("points_outside")
    assert not chip.isVisible()
    take(drawn, "lasso")
    canvas = drawn.window.canvas_panel.canvas
    canvas.setFocus()
    drawn.keys("Ctrl+A")
    assert len(drawn.session.points.selected) == drawn.rows
    drawn.keys("Del")
    assert drawn.rows == 0
    drawn.keys("Ctrl+Z")
    assert drawn.rows > 100


def test_the_ring_leaves_with_the_mouse(app: Driver) -> None:
    take(app, "brush")
    app.hover(3.0, 3.0)
    cursor = app.window.canvas_panel.canvas.controller.cursor
    assert cursor.reach.isVisible()
    before = QPixmap(app.window.canvas_panel.canvas.grab()).toImage()
    QTest.mouseMove(app.window, QPoint(5, 5))
    app.wait_for(lambda: not cursor.reach.isVisible(), "the mouse to leave")
    assert app.window.canvas_panel.canvas.grab().toImage() != before
