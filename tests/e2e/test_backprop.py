"""The Backprop mode with real keys and clicks: through one row and one batch, kept and put back, and on."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from playground.session import Microscope
from playground.training.parameters import Parameter
from playground.training.trainer import Trainer
from playground.ui.backprop.diagram.view import Diagram
from playground.ui.network.diagram.element import Spot
from tests.e2e.driver import Driver


def enter(app: Driver) -> Microscope:
    """Switch the mode on."""
    app.press("mode_backprop")
    app.wait_for(lambda: app.session.microscope is not None, "the microscope")
    app.settle()
    return scope(app)


def scope(app: Driver) -> Microscope:
    assert app.session.microscope is not None
    return app.session.microscope


def to_stage(app: Driver, kind: str) -> None:
    """Press → up to the next stage of a kind."""
    app.keys("Right")
    while scope(app).stage.kind != kind:
        app.keys("Right")


def diagram(app: Driver) -> Diagram:
    return app.window.mode.page.diagram.diagram


def told(app: Driver) -> str:
    """The title, formulae and sentence that are on screen, as text."""
    return app.window.mode.page.telling.plain


def text(app: Driver, name: str) -> str:
    return app.find(name, QLabel).text()


def xor(app: Driver, hidden: str) -> Driver:
    app.press("data_xor")
    app.type("hidden_layers", hidden)
    app.settle()
    return app


# --- one row, one batch ------------------------------------------------------------------------------


@pytest.mark.parametrize("stride", ["row", "batch"])
def test_forward_and_back_through_a_step_ends_where_the_trainer_ends(app: Driver, stride: str) -> None:
    trainer = Trainer(app.session.experiment)
    enter(app)
    app.press(f"next_{stride}")
    start = scope(app)
    before, stages = app.theta, scope(app).stages
    said = []
    for place in range(len(stages)):
        assert scope(app).place == place
        said.append((told(app), app.words()))
        if place + 1 < len(stages):
            app.keys("Right")
    assert len(set(said)) == len(stages), "every stage tells something else"
    for place in reversed(range(len(stages) - 1)):
        app.keys("Left")
        assert (told(app), app.words()) == said[place], "and the same on the way back"
    assert scope(app).step.rows == (start.step.moment.row if stride == "row" else start.step.moment.batch)
    np.testing.assert_array_equal(app.theta, before)
    app.keys("End")
    app.keys("Right")
    app.settle()
    trainer.step("row" if stride == "row" else "batch")
    np.testing.assert_array_equal(app.theta, trainer.network.theta)
    assert scope(app).place == 0 and scope(app).own and scope(app).stride == stride
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
    assert app.session.microscope is None
    app.keys("S")
    app.settle()
    trainer.step("epoch")
    np.testing.assert_array_equal(app.theta, trainer.network.theta)


def test_space_leaves_the_mode_and_trains(app: Driver) -> None:
    enter(app)
    app.keys("Space")
    app.wait_for(lambda: app.epoch > 0, "an epoch")
    assert app.session.microscope is None and app.find("network_view").isVisible()
    app.press("play")
    app.settle()


# --- which row ---------------------------------------------------------------------------------------


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
    step, place = scope(app).step, scope(app).place
    np.testing.assert_allclose(app.session.data.X[step.rows[0]], (x, y))
    assert (place, app.rows, len(step.rows)) == (0, rows, 1)
    assert f"Row {step.rows[0] + 1} of {rows} · chosen by you" in text(app, "row_caption")
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
    assert scope(app).place == 5
    app.press("stage_next")
    app.press("stage_back")
    app.press("stage_back")
    assert scope(app).place == 4
    app.keys("Home")
    assert scope(app).place == 0 and not app.find("stage_back_button").isEnabled()
    app.press("next_batch")
    assert len(scope(app).step.rows) == 10 and "Batch of 10" in text(app, "row_caption")
    app.press("next_row")
    assert len(scope(app).step.rows) == 1


def test_it_begins_with_a_row_whose_step_can_be_seen_and_says_so(app: Driver) -> None:
    start = enter(app)
    assert start.picked and "a clear example" in text(app, "row_caption")
    assert "picked because its step can be seen" in app.words()
    moved = np.abs(start.step.change)
    own = Trainer(app.session.experiment).resume_point().row
    app.press("next_row")
    assert scope(app).step.rows == own and "clear" not in text(app, "row_caption")
    assert (moved > 0.0005).mean() > 1.3 * (np.abs(scope(app).step.change) > 0.0005).mean()


# --- leaving -----------------------------------------------------------------------------------------


def test_leaving_before_the_update_changes_nothing(app: Driver) -> None:
    enter(app)
    before = app.theta
    to_stage(app, "gradient")
    app.press("mode_explore")
    app.settle()
    assert app.session.microscope is None and app.find("network_view").isVisible()
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
    assert app.session.microscope is not None, "it waits for the answer"
    assert app.find("mode_backprop_button").isChecked()
    question, control = app.find("leave_question"), app.find("mode_explore_button")
    below = question.mapTo(app.window, QPoint()) - control.mapTo(app.window, QPoint(0, control.height()))
    assert 0 < below.y() < 20 and abs(below.x()) < 20, "at the control that leaves"
    assert app.find("leave_keep").hasFocus()
    if not keep:
        app.keys("Right")
    app.keys("Return")
    app.settle()
    assert app.session.microscope is None and app.find("network_view").isVisible()
    if keep:
        trainer.step("row")
    np.testing.assert_array_equal(app.theta, trainer.network.theta if keep else before)


def test_the_question_can_be_answered_by_its_keys_and_by_staying(app: Driver) -> None:
    before, _ = app.theta, enter(app)
    to_stage(app, "update")
    place = scope(app).place
    for stay in ("Esc", "leave_stay"):
        app.press("mode_explore")
        question = app.find("leave_question")
        app.keys(stay) if stay == "Esc" else app.press(stay)
        assert not question.isVisible() and scope(app).place == place and diagram(app).hasFocus()
    app.press("mode_explore")
    question = app.find("leave_question")
    app.find("canvas").setFocus()
    assert not question.isVisible() and scope(app).place == place, "looking elsewhere is staying"
    app.press("mode_explore")
    app.keys("P")
    app.settle()
    assert app.session.microscope is None
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


# --- choosing a weight -------------------------------------------------------------------------------


def test_links_and_neurons_are_chosen_by_click_and_by_keys(app: Driver) -> None:
    xor(app, "2")
    enter(app)
    to_stage(app, "slope")
    view = diagram(app)
    layout = view.layout_
    assert layout is not None
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=layout.net.anchor(Spot("node", 1, 1)).toPoint())
    app.frame()
    assert scope(app).chosen == Parameter(1, 1) and "b⁽¹⁾₂ = 0.1" in view.accessibleDescription()
    (chip,) = view.chips  # of the link in the formula
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=chip.box.center().toPoint())
    app.frame()
    assert scope(app).chosen == Parameter(2, 0, 0) and "W⁽²⁾₁₁" in told(app).upper()
    view.setFocus()
    app.keys("Down")
    assert scope(app).chosen == Parameter(2, 0, 1)
    app.keys("Down")
    assert scope(app).chosen == Parameter(2, 0)
    app.keys("PgUp")
    app.keys("Shift+Down")
    assert scope(app).chosen == Parameter(1, 1, 0)


def test_arrows_step_wherever_the_focus_is(app: Driver) -> None:
    enter(app)
    canvas = app.window.canvas_panel.canvas
    for widget in (
        canvas,
        diagram(app),
        app.find("digits"),
        app.find("formulae"),
        app.find("stage_next_button"),
    ):
        widget.setFocus()
        place = scope(app).place
        app.keys("Right")
        assert scope(app).place == place + 1, widget.objectName()
        app.keys("Left")
        assert scope(app).place == place
    app.keys("Esc")
    app.settle()
    canvas.setFocus()
    app.keys("Right")
    assert canvas.hand.cross.at is not None, "in the Explore mode they are the canvas's"


def test_digits_are_chosen_and_the_text_is_copied(app: Driver) -> None:
    enter(app)
    to_stage(app, "forward")
    app.choose("digits", "6 digits")
    app.frame()
    assert scope(app).digits == 6
    z = scope(app).step.trace.z[0][0, 0]
    assert f"{z:.6f}".replace("-", "−") in told(app)
    app.press("copy_telling")
    assert QApplication.clipboard().text() == told(app)


# --- the two worked examples -------------------------------------------------------------------------


def test_the_house_price_is_told_in_dollars(app: Driver) -> None:
    app.choose("source", "Houses")
    app.type("hidden_layers", "none")
    app.session.set_data("Add a house", app.session.data.with_row(np.array([60.0, 2.0, 60.0]), 100_000.0))
    app.settle()
    enter(app)
    place = app.place(60.0, 100_000.0)  # the one that was added: 60 m², $100,000
    QTest.mouseClick(app._viewport, Qt.MouseButton.LeftButton, pos=place)
    app.settle()
    to_stage(app, "error")
    seen = app.session.microscope
    assert seen is not None
    row, experiment = seen.step.rows[0], app.session.experiment
    assert row == len(app.session.data) - 1 and "$100,000" in told(app)
    predicted = float(experiment.decode(seen.step.trace.prediction)[0])
    true = float(experiment.data.y[row])
    for amount in (predicted, true, abs(predicted - true)):
        assert f"${amount:,.0f}" in told(app)
    app.keys("End")
    assert float(seen.step.loss_after) < float(seen.step.loss)
    app.keys("Right")
    app.settle()
    assert app.session.snapshot.steps == 1


@pytest.mark.parametrize("hidden", ["2", "4"])
def test_the_xor_net_shows_its_numbers_as_they_become_known(app: Driver, hidden: str) -> None:
    xor(app, hidden)
    enter(app)
    view = diagram(app)

    def known() -> tuple[bool, ...]:
        reading = view.reading
        assert reading is not None
        return (
            reading.a(1, 0) is not None,
            reading.a(2, 0) is not None,
            reading.error is not None,
            reading.delta(2, 0) is not None,
            reading.slope(Parameter(2, 0, 0)) is not None,
            reading.delta(1, 0) is not None,
            reading.slope(Parameter(1, 0, 0)) is not None,
            reading.new(Parameter(1, 0, 0)) is not None,
        )

    seen = [known()]
    while not scope(app).at_end:
        app.keys("Right")
        seen.append(known())
        view.grab()
    assert [sum(one) for one in seen] == [0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8]
    assert [sorted(one, reverse=True) for one in seen] == [list(one) for one in seen], "in this order"


# --- when there is nothing ---------------------------------------------------------------------------


def test_without_rows_it_says_so_and_stays(app: Driver) -> None:
    app.keys("Ctrl+Del")
    app.settle()
    app.press("mode_backprop")
    assert "No training data yet" in app.notice
    assert app.session.microscope is None and app.find("mode_explore_button").isChecked()
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
