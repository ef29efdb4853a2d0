"""Points are added, moved and erased by hand, while it trains as well; every edit can be undone."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.driver import Driver

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
CORNER = (5.5, -5.5)  # where the circle has no points


@pytest.fixture
def playing(app: Driver) -> Driver:
    app.press("play")
    app.wait_for(lambda: app.epoch > 3)
    return app


def goes_on(app: Driver) -> None:
    """It trains, and was not set back."""
    epoch = app.epoch
    assert epoch > 3 and app.session.training
    app.wait_for(lambda: app.epoch > epoch + 3, "more epochs")


def test_a_click_adds_a_point_at_once(playing: Driver) -> None:
    rows, marks = playing.rows, playing.marks()
    playing.choose_class(1)
    playing.click_point(*CORNER)
    assert playing.rows == rows + 1
    assert playing.marks() == marks + 1  # in the very next frame
    np.testing.assert_allclose(playing.session.data.X[-1], CORNER, atol=0.05)
    assert playing.session.data.y[-1] == 1
    goes_on(playing)


def test_the_trainer_learns_the_point_that_was_added(playing: Driver) -> None:
    playing.keys("Ctrl+Del")
    assert not playing.session.training  # nothing to learn from
    assert "click on the canvas" in playing.notice
    playing.click_point(-3, 0)
    playing.choose_class(1)
    playing.click_point(3, 0)
    playing.type("learning_rate", "1")
    playing.press("play")
    playing.wait_for(lambda: playing.figure("accuracy") == "100 %")
    playing.wait_for(lambda: playing.session.snapshot.train.loss < 0.05)
    left, right = playing.session.network.predict(np.array([[-3.0, 0.0], [3.0, 0.0]]))[:, 0]
    assert left < 0.2 and right > 0.8


def test_erasing(playing: Driver) -> None:
    playing.click_point(*CORNER)
    rows = playing.rows
    playing.click_point(*CORNER, button=RIGHT)
    assert playing.rows == rows - 1
    playing.click_point(*CORNER)
    playing.press("tool_erase")
    playing.click_point(*CORNER)
    assert playing.rows == rows - 1
    playing.click_point(*CORNER)
    assert playing.rows == rows - 1  # nothing there
    goes_on(playing)


def test_the_eraser_wipes(app: Driver) -> None:
    for x in (-5.5, -5.0, -4.5):
        app.click_point(x, 5.5)
    rows = app.rows
    app.keys("E")
    app.wait_for(lambda: app.session.tools.brush.tool == "erase")
    app.drag((-5.9, 5.5), (-4.3, 5.5))
    assert app.rows == rows - 3


@pytest.mark.parametrize("tool", ["point", "move"])
def test_a_drag_moves_a_point(playing: Driver, tool: str) -> None:
    playing.click_point(*CORNER)
    rows = playing.rows
    if tool == "move":
        playing.press("tool_move")
    playing.drag(CORNER, (-5.5, 5.5))
    assert playing.rows == rows
    np.testing.assert_allclose(playing.session.data.X[-1], (-5.5, 5.5), atol=0.05)
    playing.keys("Ctrl+Z")  # the whole drag
    np.testing.assert_allclose(playing.session.data.X[-1], CORNER, atol=0.05)
    goes_on(playing)


def test_a_shaky_click_is_a_click(app: Driver) -> None:
    rows = app.rows
    x, y = CORNER
    app.drag((x, y), (x + 0.02, y))
    assert app.rows == rows + 1


def test_undo_and_redo_of_each_edit(app: Driver) -> None:
    start = app.session.data
    app.click_point(*CORNER)
    added = app.session.data
    app.drag(CORNER, (-5.5, 5.5))
    moved = app.session.data
    app.click_point(-5.5, 5.5, button=RIGHT)
    erased = app.session.data
    states = [start, added, moved, erased]
    for state in reversed(states[:-1]):
        app.press("undo")
        assert app.session.data is state
    assert not app.window.findChild(object, "undo").isEnabled()
    for state in states[1:]:
        app.keys("Ctrl+Shift+Z")
        assert app.session.data is state
    assert len(erased) == len(start)


def test_undo_of_reset_brings_weights_and_history_back(app: Driver) -> None:
    app.train(epochs=30)
    theta, epoch, losses = app.theta, app.epoch, app.session.history.losses.copy()
    first = app.session.experiment.network().theta
    app.press("reset")
    app.settle()
    np.testing.assert_array_equal(app.theta, first)
    assert app.figure("epoch") == "0" and len(app.session.history) == 1
    app.keys("Ctrl+Z")
    app.settle()
    np.testing.assert_array_equal(app.theta, theta)
    np.testing.assert_array_equal(app.session.history.losses, losses)
    assert app.figure("epoch") == str(epoch)
    curve = app.window.loss_panel.plot.curves.train.getData()[0]
    assert len(curve) == epoch + 1
    app.train(epochs=5)  # and it goes on from there
    assert app.epoch >= epoch + 5


def test_two_quick_clicks_are_two_points(app: Driver) -> None:
    rows = app.rows
    app.double_click_point(*CORNER)
    assert app.rows == rows + 2


@pytest.mark.parametrize(
    "take_away", [lambda app: app.click_point(4.0, -4.0, button=RIGHT), lambda app: app.keys("Ctrl+Z")]
)
def test_a_row_that_is_taken_away_during_its_drag(app: Driver, take_away) -> None:  # noqa: ANN001
    app.click_point(*CORNER)
    QTest.mousePress(app._viewport, LEFT, pos=app.place(*CORNER))
    app.hover(4.0, -4.0)
    app.frame()
    take_away(app)
    left = app.session.data
    app.hover(3.0, -3.0)
    QTest.mouseRelease(app._viewport, LEFT, pos=app.place(3.0, -3.0))
    assert app.session.data is left  # no other row was moved, and none was added


def test_zoom_shift_and_back(app: Driver) -> None:
    whole = app.session.view.plane
    app.turn_wheel(2.0, 1.0, notches=3)
    zoomed = app.session.view.plane
    assert zoomed.x_range[1] - zoomed.x_range[0] < 10
    share = (2.0 - zoomed.x_range[0]) / (zoomed.x_range[1] - zoomed.x_range[0])
    assert share == pytest.approx((2.0 + 6.0) / 12.0, abs=0.01)  # what is under the mouse stays there
    app.drag((1.0, 1.0), (2.0, 2.0), button=MIDDLE)
    np.testing.assert_allclose(app.session.view.plane.x_range[0], zoomed.x_range[0] - 1.0, atol=0.1)
    app.click_point(2.0, 1.0)
    np.testing.assert_allclose(app.session.data.X[-1], (2.0, 1.0), atol=0.05)
    app.press("fit")
    assert (app.session.view.plane.x_range, app.session.view.plane.y_range) == (whole.x_range, whole.y_range)
