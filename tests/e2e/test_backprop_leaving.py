"""Leaving the Backprop mode: the step is applied or discarded."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from playground.training.trainer import Trainer
from tests.e2e.driver import Driver
from tests.e2e.stages import diagram, enter, scope, to_stage


def test_leaving_before_the_update_changes_nothing(app: Driver) -> None:
    enter(app)
    before = app.theta
    to_stage(app, "gradient")
    app.press("mode_explore")
    app.settle()
    assert app.session.backprop.microscope is None and app.find("network_view").isVisible()
    np.testing.assert_array_equal(app.theta, before)
    assert app.session.snapshot.steps == 0


@pytest.mark.parametrize("leave", ["esc", "button", "key"])
@pytest.mark.parametrize("keep", [True, False])
def test_leaving_after_the_update_asks_in_place(app: Driver, leave: str, keep: bool) -> None:  # noqa: FBT001
    trainer = Trainer(app.session.experiment)
    before, _ = app.theta, enter(app)
    app.press("next_row")
    to_stage(app, "update")
    if leave == "button":
        app.press("mode_explore")
    else:
        app.keys({"esc": "Esc", "key": "G"}[leave])
    assert app.session.backprop.microscope is not None, "it waits for the answer"
    assert app.find("mode_backprop_button").isChecked()
    question, control = app.find("leave_question"), app.find("mode_explore_button")
    below = question.mapTo(app.window, QPoint()) - control.mapTo(app.window, QPoint(0, control.height()))
    assert 0 < below.y() < 20 and abs(below.x()) < 20, "at the control that leaves"
    assert app.find("leave_keep").hasFocus()
    if not keep:
        app.keys("Right")
    app.keys("Return")
    app.settle()
    assert app.session.backprop.microscope is None and app.find("network_view").isVisible()
    if keep:
        trainer.step("row")
    np.testing.assert_array_equal(app.theta, trainer.network.theta if keep else before)


def test_the_question_can_be_answered_by_its_keys_and_by_staying(app: Driver) -> None:
    before, _ = app.theta, enter(app)
    to_stage(app, "update")
    place = scope(app).stage_index
    for stay in ("Esc", "leave_stay"):
        app.press("mode_explore")
        question = app.find("leave_question")
        app.keys(stay) if stay == "Esc" else app.press(stay)
        assert not question.isVisible() and scope(app).stage_index == place and diagram(app).hasFocus()
    app.press("mode_explore")
    question = app.find("leave_question")
    app.find("canvas").setFocus()
    assert not question.isVisible() and scope(app).stage_index == place, "looking elsewhere is staying"
    app.press("mode_explore")
    app.keys("P")
    app.settle()
    assert app.session.backprop.microscope is None
    np.testing.assert_array_equal(app.theta, before)


def test_the_weights_can_be_put_back_without_leaving(app: Driver) -> None:
    enter(app)
    to_stage(app, "after")
    app.press("put_back")
    assert scope(app).stage.kind == "gradient" and not scope(app).stepped


def test_the_canvas_shows_the_boundary_before_and_after(app: Driver) -> None:
    enter(app)
    canvas = app.window.canvas_panel.canvas
    to_stage(app, "gradient")
    assert not canvas.marks.before.isVisible()
    old = np.stack(canvas.boundary.getData())
    pixels = app.pixels
    app.keys("Right")
    dashed, new = np.stack(canvas.marks.before.getData()), np.stack(canvas.boundary.getData())
    assert canvas.marks.before.isVisible()
    assert not np.array_equal(app.pixels, pixels)
    gaps = [
        np.nanmin(np.hypot(*(dashed - point[:, None]))) for point in old.T[::20] if not np.isnan(point).any()
    ]
    assert max(gaps) < 0.2, "the dashed line is the old boundary"
    assert new.shape != old.shape or not np.allclose(new, old, equal_nan=True)
    app.keys("Left")
    np.testing.assert_array_equal(app.pixels, pixels)
