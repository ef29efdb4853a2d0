"""The network by hand: built with the mouse; a weight edited at rest and in training, undone, locked."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.element import DiagramElement
from tests.e2e.driver import Driver

LEFT = Qt.MouseButton.LeftButton


def click(app: Driver, element: DiagramElement) -> None:
    """Click on a node, a inactive or the middle of a link."""
    view = app.window.network_panel.view
    QTest.mouseMove(view, place(app, element))
    QTest.mouseClick(view, LEFT, pos=place(app, element))
    app.frame()


def place(app: Driver, element: DiagramElement) -> QPoint:
    """Where only this element is: a link near one of its ends, away from all others."""
    view = app.window.network_panel.view
    if element.kind != "link":
        return view.diagram_layout.anchor(element).toPoint()
    path = view.links.path(element.layer, element.source, element.index)
    shares = [share / 100 for share in range(5, 96)]
    points = [path.pointAtPercent(share).toPoint() for share in shares]
    return next(point for point in points if view.element_at(point.toPointF()) == element)


def set_number(app: Driver, element: DiagramElement, typed: str) -> None:
    """Click the link or the node, type, Enter, and close."""
    click(app, element)
    field = app.find("weight_value", QLineEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, typed)  # over what is there, which is selected
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.mouseClick(app.find("weight_close"), LEFT)
    app.frame()


def number(app: Driver, element: DiagramElement) -> float:
    return words.number(app.session, element)


LINK = DiagramElement("link", 2, 1, 0)


@pytest.fixture
def built(app: Driver) -> Driver:
    """Seven features, three hidden layers, three activations; all by mouse."""
    for _ in range(5):
        click(app, DiagramElement("inactive_feature", 0, 0))
        app.settle()
    app.press("add_layer")
    app.press("add_neuron_3")
    app.press("remove_neuron_1")
    app.choose_from("activation_1", "ReLU")
    app.choose_from("activation_2", "sine")
    app.settle()
    assert app.session.experiment.sizes == (7, 3, 2, 3, 1)
    assert app.session.spec.activations() == ("relu", "sine", "tanh")
    return app


def test_edit_a_weight_see_the_loss_change_and_undo(built: Driver) -> None:
    built.train(epochs=5)
    epochs, before, losses = built.epoch, number(built, LINK), built.session.history.losses.copy()
    loss, boundary, shown = built.session.snapshot.train.loss, built.pixels, built.figure("train")
    set_number(built, LINK, "-7/2")
    assert number(built, LINK) == -3.5
    assert (built.pixels != boundary).any(), "the boundary moves at once"
    built.settle()
    assert built.session.snapshot.train.loss != loss and built.figure("train") != shown
    built.frame()
    drawn = built.find("loss_plot").curves.train.getData()[1][-1]
    assert drawn == pytest.approx(np.log10(built.session.snapshot.train.loss)), "the loss plot, too"
    assert built.session.history.losses[-1][0] == built.session.snapshot.train.loss
    assert built.epoch == epochs and len(built.session.history) == len(losses)
    built.keys("Ctrl+Z")
    built.settle()
    assert number(built, LINK) == before and built.session.snapshot.train.loss == loss
    assert built.figure("train") == shown and (built.pixels == boundary).all()
    assert (built.session.history.losses == losses).all()


def test_edit_a_weight_while_it_trains(built: Driver) -> None:
    built.slide("speed", 1)  # slow: the weight is not far away when we look
    built.press("play")
    built.wait_for(lambda: built.session.snapshot.steps > 3, "the first steps")
    loss = built.session.snapshot.train.loss
    set_number(built, LINK, "9")
    assert number(built, LINK) == pytest.approx(9.0, abs=0.5)
    built.wait_for(lambda: abs(built.session.snapshot.train.loss - loss) > 1e-3, "another loss")
    assert built.session.training
    built.press("play")
    built.settle()
    built.keys("Ctrl+Z")
    built.settle()
    assert abs(number(built, LINK)) < 2.0


def test_drag_the_slider_is_one_undo(built: Driver) -> None:
    before = number(built, LINK)
    click(built, LINK)
    boundary = built.pixels
    built.slide("weight_slider", 900)
    built.slide("weight_slider", 700)
    assert number(built, LINK) == pytest.approx(1.4, abs=0.1)
    assert (built.pixels != boundary).any()
    built.keys("Esc")
    built.keys("Ctrl+Z")
    assert number(built, LINK) == pytest.approx(1.8, abs=0.1)
    built.keys("Ctrl+Z")
    built.settle()
    assert number(built, LINK) == before


def test_a_locked_weight_stays_while_the_others_learn(built: Driver) -> None:
    bias = DiagramElement("node", 3, 1)
    set_number(built, LINK, "1/2")
    for element in (LINK, bias):
        click(built, element)
        built.press("weight_lock")
        QTest.mouseClick(built.find("weight_close"), LEFT)
    built.settle()
    held, theta = number(built, bias), built.theta
    built.train(epochs=10)
    assert (number(built, LINK), number(built, bias)) == (0.5, held)
    assert (built.theta != theta).sum() > 0.7 * len(theta)
    built.window.network_panel.view.grab()
    click(built, LINK)
    built.press("weight_lock")
    built.keys("Esc")
    built.train(epochs=10)
    assert number(built, LINK) != 0.5 and number(built, bias) == held


def test_the_matrices_are_the_same_numbers(built: Driver) -> None:
    set_number(built, LINK, "0.125")
    built.press("network_matrices")
    table = built.find("matrices")
    model = table.model()
    cells = [model.index(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())]
    assert sum(model.data(cell) == "0.1250" for cell in cells) == 1
    built.press("network_diagram")
    assert built.find("network_view", QWidget).isVisible()
