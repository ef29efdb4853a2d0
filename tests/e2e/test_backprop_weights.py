"""The Backprop mode: a weight is chosen and followed; two worked examples."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.training.parameters import Parameter
from playground.ui.network.diagram.element import DiagramElement
from tests.e2e.driver import Driver
from tests.e2e.stages import diagram, enter, scope, to_stage, told


def xor(app: Driver, hidden: str) -> Driver:
    app.press("data_xor")
    app.type("hidden_layers", hidden)
    app.settle()
    return app


def test_links_and_neurons_are_chosen_by_click_and_by_keys(app: Driver) -> None:
    xor(app, "2")
    enter(app)
    to_stage(app, "slope")
    view = diagram(app)
    layout = view.diagram_layout
    assert layout is not None
    QTest.mouseClick(
        view, Qt.MouseButton.LeftButton, pos=layout.net.anchor(DiagramElement("node", 1, 1)).toPoint()
    )
    app.frame()
    assert scope(app).followed == Parameter(1, 1) and "b⁽¹⁾₂ = 0.1" in view.accessibleDescription()
    (chip,) = view.link_labels  # of the link in the formula
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=chip.box.center().toPoint())
    app.frame()
    assert scope(app).followed == Parameter(2, 0, 0) and "W⁽²⁾₁₁" in told(app).upper()
    view.setFocus()
    app.keys("Down")
    assert scope(app).followed == Parameter(2, 0, 1)
    app.keys("Down")
    assert scope(app).followed == Parameter(2, 0)
    app.keys("PgUp")
    app.keys("Shift+Down")
    assert scope(app).followed == Parameter(1, 1, 0)


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
        place = scope(app).stage_index
        app.keys("Right")
        assert scope(app).stage_index == place + 1, widget.objectName()
        app.keys("Left")
        assert scope(app).stage_index == place
    app.keys("Esc")
    app.settle()
    canvas.setFocus()
    app.keys("Right")
    assert canvas.controller.cross.at is not None, "in the Explore mode they are the canvas's"


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


def test_the_house_price_is_told_in_dollars(app: Driver) -> None:
    app.choose("source", "Houses")
    app.type("hidden_layers", "none")
    app.session.points.set_data(
        "Add a house", app.session.data.with_rows(np.array([[60.0, 2.0, 60.0]]), np.array([100_000.0]))
    )
    app.settle()
    enter(app)
    place = app.place(60.0, 100_000.0)  # the one that was added: 60 m², $100,000
    QTest.mouseClick(app._viewport, Qt.MouseButton.LeftButton, pos=place)
    app.settle()
    to_stage(app, "error")
    seen = app.session.backprop.microscope
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
        reading = view.values
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
