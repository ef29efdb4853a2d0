"""The network view: the mouse, and what a neuron's health says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from playground.session import Inspected
from playground.training.parameters import Parameter
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.plotting.colour_maps import diverging
from playground.ui.theme.theme import rgb
from tests.ui.network.diagram.views import LEFT, colour_at, hover
from tests.ui.views import view_of


def test_hovering_a_link_says_its_number_and_its_slope(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(4, 2))
    element = DiagramElement("link", 2, 1, 0)
    one.session.model.set_parameter(element.parameter, -1.51934)
    one.settle()
    hover(one, element)
    assert view_of(one).hovered is not None and view_of(one).hovered.kind == "link"
    lines = words.description(one.session, element, None, view_of(one).diagnostics.gradient())
    assert lines[0] == "w⁽²⁾₂₁ = −1.519"
    X, Y = (
        one.session.experiment.encode(one.session.data.X),
        one.session.experiment.encode_target(one.session.data.y),
    )
    train, e = ~one.session.data.test, 1e-6
    network, place = one.session.experiment.network(), element.parameter.index((2, 4, 2, 1))
    losses = []
    for nudge in (e, -e):
        network.theta[...] = one.session.network.theta
        network.theta[place] += nudge
        losses.append(float(network.loss(X[train], Y[train])))
    slope = (losses[0] - losses[1]) / (2 * e)
    assert float(lines[1].removeprefix("∂E/∂w = ").replace("−", "-")) == pytest.approx(slope, rel=2e-3)


def test_hovering_a_node_shows_it_on_the_canvas_and_leaving_restores(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(4, 2))
    canvas, view = one.window.canvas_panel.canvas, view_of(one)
    output = canvas.image._pixels.copy()
    hover(one, DiagramElement("node", 1, 2))
    assert one.session.view.inspected == Inspected(1, 2)
    caption = canvas.findChild(QLabel, "canvas_caption")
    assert caption.isVisible() and caption.text() == "Hidden 1, neuron 3: tanh(z)"
    signal = one.window.heatmap.signal(1)[2]
    shown = canvas.image._pixels
    assert (
        shown == diverging(one.window.theme)[(np.clip(signal, -1, 1) * 127.5 + 127.5).astype(np.uint8)]
    ).all()
    hover(one, DiagramElement("inactive_feature", 0, 0))
    assert caption.text() == "Feature x₁²"
    QTest.mouseMove(view, QPoint(2, view.height() - 3))
    one.window.frame()
    assert one.session.view.inspected is None and not caption.isVisible()
    assert (canvas.image._pixels == output).all()


def test_a_node_of_a_curve_is_shown_as_a_curve(of: Callable[..., Any]) -> None:
    one = of("sine", hidden_layers=(3,))
    curve = one.window.canvas_panel.canvas.curves[0]
    before = curve.getData()[1].copy()
    hover(one, DiagramElement("node", 1, 0))
    xs, ys = curve.getData()
    z = one.session.network.forward(one.session.experiment.encode(xs[:, None])).z[0][:, 0]
    low, high = one.session.view.plane.y_range
    np.testing.assert_allclose(ys, (low + high) / 2 + 0.45 * (high - low) * np.tanh(z), atol=1e-9)
    QTest.mouseMove(view_of(one), QPoint(2, 2))
    one.window.frame()
    np.testing.assert_allclose(curve.getData()[1], before)


def test_features_are_switched_by_click_and_one_stays(network_of: Callable[..., Any]) -> None:
    one = network_of()
    session, view = one.session, view_of(one)

    def click(element: DiagramElement) -> None:
        QTest.mouseClick(view, LEFT, pos=view.diagram_layout.anchor(element).toPoint())
        one.settle()

    assert words.inactive_features(session.experiment) == ("x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")
    click(DiagramElement("inactive_feature", 0, 2))
    assert session.experiment.features == ("x1", "x2", "x1*x2")
    click(DiagramElement("node", 0, 0))
    click(DiagramElement("node", 0, 0))
    assert session.experiment.features == ("x1*x2",)
    click(DiagramElement("node", 0, 0))
    assert session.experiment.features == ("x1*x2",) and "At least one feature" in session.notice.text
    session.undo()
    assert session.experiment.features == ("x2", "x1*x2")


def test_every_column_of_a_file_is_a_feature_by_its_own_name(network_of: Callable[..., Any]) -> None:
    one = network_of("iris", noise=0, hidden_layers=(3,), features=("x1", "x4"))
    names = [
        words.feature_name(one.session.view.names, name)
        for name in ("x1", "x4", *words.inactive_features(one.session.experiment))
    ]
    assert set(one.session.data.columns) < set(names)
    assert [words.node_name(one.session.experiment, one.session.view.names, 2, k) for k in range(3)] == [
        f"Output {name}" for name in one.session.data.class_names
    ]


def test_a_dead_neuron_is_marked_and_says_so(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(4,), activation=("relu",))
    view = view_of(one)
    corner = view.diagram_layout.columns[1].nodes[2].topRight()
    amber = rgb(one.window.theme.classes[3])
    assert np.abs(colour_at(one, corner + QPointF(-3, 3)) - amber).max() > 40
    one.session.model.set_parameter(Parameter(1, 2), -1000.0)
    one.settle()
    assert np.abs(colour_at(one, corner + QPointF(-4, 1)) - amber).max() < 12
    rows = int((~one.session.data.test).sum())
    lines = words.description(one.session, DiagramElement("node", 1, 2), view.diagnostics.health(), None)
    assert f"Dead: active on 0 of {rows} training rows" in lines
    one.session.model.update_spec(activation=("tanh",))
    one.session.model.set_parameter(Parameter(1, 2), -1000.0)
    one.settle()
    assert any(
        "Saturated: mean |f′| = 0 %" in line
        for line in words.warnings(view.diagnostics.health(), DiagramElement("node", 1, 2))
    )


def test_vanishing_is_said_of_the_layer(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(4,) * 6, activation=("sigmoid",))
    health = view_of(one).diagnostics.health()
    lines = words.description(one.session, DiagramElement("header", 1), health, None)
    assert lines[:2] == ["Hidden 1", "4 neurons · sigmoid"] and lines[2].startswith(
        "Vanishing gradient: |δ| is "
    )
    assert len(words.description(one.session, DiagramElement("header", 6), health, None)) == 2
    view_of(one).grab()
