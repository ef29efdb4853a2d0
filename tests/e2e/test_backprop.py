"""The Backprop mode: one row, one batch, and which row."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from playground.training.trainer import Trainer
from tests.e2e.driver import Driver
from tests.e2e.stages import enter, scope, told


def text(app: Driver, name: str) -> str:
    return app.find(name, QLabel).text()


@pytest.mark.parametrize("stride", ["row", "batch"])
def test_forward_and_back_through_a_step_ends_where_the_trainer_ends(app: Driver, stride: str) -> None:
    trainer = Trainer(app.session.experiment)
    enter(app)
    app.press(f"next_{stride}")
    start = scope(app)
    before, stages = app.theta, scope(app).stages
    said = []
    for place in range(len(stages)):
        assert scope(app).stage_index == place
        said.append((told(app), app.words()))
        if place + 1 < len(stages):
            app.keys("Right")
    assert len(set(said)) == len(stages), "every stage tells something else"
    for place in reversed(range(len(stages) - 1)):
        app.keys("Left")
        assert (told(app), app.words()) == said[place], "and the same on the way back"
    assert scope(app).step.rows == (start.step.start.row if stride == "row" else start.step.start.batch)
    np.testing.assert_array_equal(app.theta, before)
    app.keys("End")
    app.keys("Right")
    app.settle()
    trainer.step("row" if stride == "row" else "batch")
    np.testing.assert_array_equal(app.theta, trainer.network.theta)
    assert scope(app).stage_index == 0 and scope(app).is_next_in_order and scope(app).stride == stride
    assert scope(app).step.rows != start.step.rows, "the next one"
    app.press("undo")
    app.settle()
    np.testing.assert_array_equal(app.theta, before)


def test_play_goes_on_in_the_same_order_as_without_looking(app: Driver) -> None:
    trainer = Trainer(app.session.experiment)
    enter(app)
    app.press("next_row")
    for _ in range(2):
        app.keys("End")
        app.keys("K")
        app.settle()
        trainer.step("row")
    app.click_point(*point_of(app, 3))
    app.keys("Esc")
    app.settle()
    assert app.session.backprop.microscope is None
    app.keys("S")
    app.settle()
    trainer.step("epoch")
    np.testing.assert_array_equal(app.theta, trainer.network.theta)


def test_space_leaves_the_mode_and_trains(app: Driver) -> None:
    enter(app)
    app.keys("Space")
    app.wait_for(lambda: app.epoch > 0, "an epoch")
    assert app.session.backprop.microscope is None and app.find("network_view").isVisible()
    app.press("play")
    app.settle()


def point_of(app: Driver, place: int, *, test: bool = False) -> tuple[float, float]:
    """Where the training row (or the test row) of this number is drawn."""
    row = np.flatnonzero(app.session.data.test == test)[place]
    x, y = app.session.data.X[row]
    return float(x), float(y)


def test_a_click_on_a_point_looks_at_its_row_and_adds_none(app: Driver) -> None:
    enter(app)
    rows, (x, y) = app.rows, point_of(app, 7)
    app.keys("Right")
    app.click_point(x, y)
    step, place = scope(app).step, scope(app).stage_index
    np.testing.assert_allclose(app.session.data.X[step.rows[0]], (x, y))
    assert (place, app.rows, len(step.rows)) == (0, rows, 1)
    assert f"Row {step.rows[0] + 1} of {rows} · your choice" in text(app, "row_caption")
    ring = app.window.canvas_panel.canvas.marks.rings.data
    assert [(spot["x"], spot["y"]) for spot in ring] == [pytest.approx((x, y))]
    app.click_point(-5.9, 5.9)
    assert scope(app).step is step and app.rows == rows, "nothing is there, and nothing comes there"


def test_a_test_row_can_be_looked_at_and_says_that_it_is_not_learnt(app: Driver) -> None:
    app.press("show_test")
    enter(app)
    before = app.theta
    app.click_point(*point_of(app, 4, test=True))
    assert "test row" in text(app, "row_caption")
    app.keys("End")
    assert not app.find("keep_step_button").isEnabled()
    app.keys("K")
    app.settle()
    assert "in the test set" in app.notice
    np.testing.assert_array_equal(app.theta, before)


def test_stages_are_reached_by_a_click_and_next_by_buttons(app: Driver) -> None:
    enter(app)
    strip = app.find("stages")
    spot = app.window.mode.bar.strip.segment(5).center().toPoint()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot)
    app.frame()
    assert scope(app).stage_index == 5
    app.press("stage_next")
    app.press("stage_back")
    app.press("stage_back")
    assert scope(app).stage_index == 4
    app.keys("Home")
    assert scope(app).stage_index == 0 and not app.find("stage_back_button").isEnabled()
    app.press("next_batch")
    assert len(scope(app).step.rows) == 10 and "Batch of 10" in text(app, "row_caption")
    app.press("next_row")
    assert len(scope(app).step.rows) == 1


def test_it_begins_with_a_row_whose_step_can_be_seen_and_says_so(app: Driver) -> None:
    start = enter(app)
    assert start.picked and "a clear example" in text(app, "row_caption")
    assert "was picked" in app.words()
    moved = np.abs(start.step.change)
    own = Trainer(app.session.experiment).resume_point().row
    app.press("next_row")
    assert scope(app).step.rows == own and "clear" not in text(app, "row_caption")
    assert (moved > 0.0005).mean() > 1.3 * (np.abs(scope(app).step.change) > 0.0005).mean()


def test_without_rows_it_says_so_and_stays(app: Driver) -> None:
    app.keys("Ctrl+Del")
    app.settle()
    app.press("mode_backprop")
    assert "No training data yet" in app.notice
    assert app.session.backprop.microscope is None and app.find("mode_explore_button").isChecked()
    assert app.find("data_circle", QWidget).isVisible()


def test_the_canvas_is_one_and_comes_back(app: Driver) -> None:
    canvas = app.find("canvas")
    at_first = canvas.mapTo(app.window, QPoint())
    enter(app)
    assert app.find("canvas") is canvas
    app.keys("Esc")
    app.settle()
    QApplication.processEvents()
    assert app.find("canvas") is canvas and canvas.mapTo(app.window, QPoint()) == at_first
