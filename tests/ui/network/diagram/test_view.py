"""The network on screen: pictures against the engine's numbers, links, words, keys and marks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from playground.session import Inspected
from playground.training.parameters import Parameter
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.element import Spot
from playground.ui.network.diagram.links import _looks
from playground.ui.plotting.colour_maps import diverging
from playground.ui.theme import style
from playground.ui.theme.theme import rgb
from tests.ui.views import view_of

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def colour_at(one: Any, place: QPointF) -> np.ndarray:
    shown = view_of(one).grab().toImage()
    ratio = shown.devicePixelRatio()
    colour = QColor(shown.pixelColor((place * ratio).toPoint()))
    return np.array([colour.red(), colour.green(), colour.blue()])


def expected_colour(one: Any, signal: float) -> np.ndarray:
    pixel = int(diverging(one.window.theme)[int(np.clip(signal, -1, 1) * 127.5 + 127.5)])
    return np.array([pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255])


def hover(one: Any, spot: Spot) -> None:
    QTest.mouseMove(view_of(one), view_of(one).layout_.anchor(spot).toPoint())
    one.window.frame()


# --- pictures ----------------------------------------------------------------------------------------


def test_the_picture_in_each_node_is_what_the_engine_computes_there(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(3, 2), loss="half_mse_tanh", features=("x1", "x2", "x1*x2"))
    theta = np.random.default_rng(5).normal(0.0, 0.7, one.session.network.parameters)
    for place, number in enumerate(theta):
        one.session._put(place, float(number))
    one.settle()
    view, plane, experiment = view_of(one), one.session.plane, one.session.experiment
    (x0, x1), (y0, y1) = plane.x_range, plane.y_range
    checked = 0
    for layer, column in enumerate(view.layout_.columns):
        for index, node in enumerate(column.nodes):
            for right, down in ((0.2, 0.3), (0.8, 0.3), (0.3, 0.75), (0.7, 0.8)):
                place = node.topLeft() + QPointF(round(right * node.width()), round(down * node.height()))
                x = x0 + (place.x() + 0.5 - node.left()) / node.width() * (x1 - x0)
                y = y1 - (place.y() + 0.5 - node.top()) / node.height() * (y1 - y0)
                trace = one.session.network.forward(experiment.encode(np.array([[x, y]])))
                most = (6.0, 6.0, 36.0)[index] if layer == 0 else 1.0
                expected = expected_colour(one, trace.a[layer][0, index] / most)
                assert np.abs(colour_at(one, place) - expected).max() <= 16, (layer, index, right, down)
                checked += 1
    assert checked == 4 * (3 + 3 + 2 + 1)


def test_outputs_of_many_classes_bear_the_colours_of_the_canvas(of: Callable[..., Any]) -> None:
    one = of("iris", noise=0, hidden_layers=(4,))
    session, theme = one.session, one.window.theme
    for place in range(session.network.parameters - 15, session.network.parameters):
        session._put(place, 0.0)
    for k, bias in enumerate((-50.0, 50.0, -50.0)):
        session.set_parameter(Parameter(2, k), bias)
    one.settle()
    nodes = view_of(one).layout_.columns[2].nodes
    for node, colour in zip(nodes, (theme.middle, theme.tints[1], theme.middle), strict=True):
        assert np.abs(colour_at(one, node.center()) - rgb(colour)).max() <= 2
    hover(one, Spot("node", 2, 1))
    assert (one.window.canvas_panel.canvas.image._pixels & 0xFFFFFF == int(theme.tints[1][1:], 16)).all()


def test_pictures_while_training_are_the_same_ones(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(2,), learning_rate=1e-9)
    view = view_of(one)
    still = view.grab().toImage()
    one.session.play()
    one.window.frame()
    assert one.session.training
    live = view.grab().toImage()
    for node in view.layout_.columns[1].nodes:
        for place in (node.center(), node.topLeft() + QPointF(6, 6), node.bottomRight() - QPointF(6, 6)):
            before, now = (QColor(shown.pixelColor(place.toPoint())).getRgb() for shown in (still, live))
            assert np.abs(np.subtract(before, now)).max() < 12
    one.session.pause()


# --- links -------------------------------------------------------------------------------------------


def paint_links(one: Any) -> None:
    """At rest they are soon all there, however little of them a slice may be."""
    links, looks = view_of(one).links, [_looks(W) for W, _ in one.session.network.weights]
    for _ in range(1000):
        view_of(one).grab()
        painted = [gap.looks for gap in links._gaps if not gap.busy]
        if len(painted) == len(looks) and all(map(np.array_equal, painted, looks)):
            return
    pytest.fail("the links never show the weights")


def test_links_show_sign_and_size(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=())
    view = view_of(one)
    for source, number in ((0, 3.0), (1, -3.0)):
        one.session.set_parameter(Parameter(1, 0, source), number)
    one.settle()
    paint_links(one)
    theme = one.window.theme
    for source, colour in ((0, theme.positive), (1, theme.negative)):
        middle = view.links.path(1, source, 0).pointAtPercent(0.2)
        assert np.abs(colour_at(one, middle) - rgb(colour)).max() < 40
    one.session.set_parameter(Parameter(1, 0, 0), 0.01)
    one.settle()
    paint_links(one)
    thin = colour_at(one, view.links.path(1, 0, 0).pointAtPercent(0.2))
    assert thin.min() > 170, "a small weight is a faint line"


def test_while_training_links_follow_in_slices(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(8,) * 6, learning_rate=0.3)
    session = one.session
    session.play()
    one.window.frame()
    deadline = session.snapshot.epoch + 3
    while session.snapshot.epoch < deadline:
        QTest.qWait(5)
    session.pause()
    one.settle()
    paint_links(one)


def test_of_many_links_the_strongest_are_drawn(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(24, 24))
    view_of(one).grab()
    drawn, W = view_of(one).links.drawn[1], np.abs(one.session.network.weights[1][0])
    assert drawn.sum() == 160 and W[drawn].min() >= W[~drawn].max()


def test_broken_weights_are_drawn_as_nothing(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(3,))
    one.session.network.theta[...] = np.nan
    paint_links(one)
    assert not view_of(one).links.drawn[0].any()


# --- pointing ----------------------------------------------------------------------------------------


def test_hovering_a_link_says_its_number_and_its_slope(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(4, 2))
    spot = Spot("link", 2, 1, 0)
    one.session.set_parameter(spot.parameter, -1.51934)
    one.settle()
    hover(one, spot)
    assert view_of(one).hovered is not None and view_of(one).hovered.kind == "link"
    lines = words.chip(one.session, spot, None, view_of(one).probe.gradient())
    assert lines[0] == "w⁽²⁾₂₁ = −1.519"
    X, Y = (
        one.session.experiment.encode(one.session.data.X),
        one.session.experiment.encode_target(one.session.data.y),
    )
    train, e = ~one.session.data.test, 1e-6
    network, place = one.session.experiment.network(), spot.parameter.index((2, 4, 2, 1))
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
    hover(one, Spot("node", 1, 2))
    assert one.session.inspected == Inspected(1, 2)
    caption = canvas.findChild(QLabel, "canvas_caption")
    assert caption.isVisible() and caption.text() == "Hidden 1, neuron 3: tanh(z)"
    signal = one.window.heatmap.signal(1)[2]
    shown = canvas.image._pixels
    assert (
        shown == diverging(one.window.theme)[(np.clip(signal, -1, 1) * 127.5 + 127.5).astype(np.uint8)]
    ).all()
    hover(one, Spot("ghost", 0, 0))
    assert caption.text() == "Feature x₁²"
    QTest.mouseMove(view, QPoint(2, view.height() - 3))
    one.window.frame()
    assert one.session.inspected is None and not caption.isVisible()
    assert (canvas.image._pixels == output).all()


def test_a_node_of_a_curve_is_shown_as_a_curve(of: Callable[..., Any]) -> None:
    one = of("sine", hidden_layers=(3,))
    curve = one.window.canvas_panel.canvas.curves[0]
    before = curve.getData()[1].copy()
    hover(one, Spot("node", 1, 0))
    xs, ys = curve.getData()
    z = one.session.network.forward(one.session.experiment.encode(xs[:, None])).z[0][:, 0]
    low, high = one.session.plane.y_range
    np.testing.assert_allclose(ys, (low + high) / 2 + 0.45 * (high - low) * np.tanh(z), atol=1e-9)
    QTest.mouseMove(view_of(one), QPoint(2, 2))
    one.window.frame()
    np.testing.assert_allclose(curve.getData()[1], before)


def test_features_are_switched_by_click_and_one_stays(of: Callable[..., Any]) -> None:
    one = of()
    session, view = one.session, view_of(one)

    def click(spot: Spot) -> None:
        QTest.mouseClick(view, LEFT, pos=view.layout_.anchor(spot).toPoint())
        one.settle()

    assert words.ghosts(session.experiment) == ("x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")
    click(Spot("ghost", 0, 2))
    assert session.experiment.features == ("x1", "x2", "x1*x2")
    click(Spot("node", 0, 0))
    click(Spot("node", 0, 0))
    assert session.experiment.features == ("x1*x2",)
    click(Spot("node", 0, 0))
    assert session.experiment.features == ("x1*x2",) and "At least one feature" in session.notice.text
    session.undo()
    assert session.experiment.features == ("x2", "x1*x2")


def test_every_column_of_a_file_is_a_feature_by_its_own_name(of: Callable[..., Any]) -> None:
    one = of("iris", noise=0, hidden_layers=(3,), features=("x1", "x4"))
    names = [
        words.feature_name(one.session.names, name)
        for name in ("x1", "x4", *words.ghosts(one.session.experiment))
    ]
    assert set(one.session.data.columns) < set(names)
    assert [words.node_name(one.session.experiment, one.session.names, 2, k) for k in range(3)] == [
        f"Output {name}" for name in one.session.data.class_names
    ]


# --- health ------------------------------------------------------------------------------------------


def test_a_dead_neuron_is_marked_and_says_so(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(4,), activation=("relu",))
    view = view_of(one)
    corner = view.layout_.columns[1].nodes[2].topRight()
    amber = rgb(one.window.theme.classes[3])
    assert np.abs(colour_at(one, corner + QPointF(-3, 3)) - amber).max() > 40
    one.session.set_parameter(Parameter(1, 2), -1000.0)
    one.settle()
    assert np.abs(colour_at(one, corner + QPointF(-4, 1)) - amber).max() < 12
    rows = int((~one.session.data.test).sum())
    lines = words.chip(one.session, Spot("node", 1, 2), view.probe.health(), None)
    assert f"Dead: active on 0 of {rows} training rows" in lines
    one.session.set(activation=("tanh",))
    one.session.set_parameter(Parameter(1, 2), -1000.0)
    one.settle()
    assert any(
        "Saturated: mean |f′| = 0 %" in line
        for line in words.trouble(view.probe.health(), Spot("node", 1, 2))
    )


def test_vanishing_is_said_of_the_layer(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(4,) * 6, activation=("sigmoid",))
    health = view_of(one).probe.health()
    lines = words.chip(one.session, Spot("head", 1), health, None)
    assert lines[:2] == ["Hidden 1", "4 neurons · sigmoid"] and lines[2].startswith(
        "Vanishing gradient: |δ| is "
    )
    assert len(words.chip(one.session, Spot("head", 6), health, None)) == 2
    view_of(one).grab()


# --- keys --------------------------------------------------------------------------------------------


def test_the_keyboard_walks_opens_and_edits(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(4, 2))
    view, session = view_of(one), one.session
    view.setFocus()

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QWidget.window(view).focusWidget(), key, modifier)
        one.window.frame()

    press(KEY.Key_Right)
    assert view.current == Spot("node", 1, 0)
    assert (
        "Hidden 1, neuron 1" in view.accessibleDescription() and "b⁽¹⁾₁ = 0.1" in view.accessibleDescription()
    )
    assert session.inspected == Inspected(1, 0)
    press(KEY.Key_Down)
    press(KEY.Key_Right)
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Down, SHIFT)
    spot = view.current
    assert spot is not None and spot.kind == "link" and (spot.layer, spot.source) == (2, 1)
    assert spot.parameter.label in view.accessibleDescription()
    press(KEY.Key_Return)
    assert view.editor.isVisible() and view.editor.field.hasFocus()
    QTest.keyClicks(view.editor.field, "-3/2")
    press(KEY.Key_Return)
    assert words.number(session, spot) == -1.5
    press(KEY.Key_Escape)
    assert not view.editor.isVisible() and view.hasFocus()
    press(KEY.Key_Escape)
    assert view.current == spot.node
    press(KEY.Key_Plus)
    assert session.spec.hidden_layers == (4, 3)
    press(KEY.Key_Minus)
    press(KEY.Key_Minus)
    assert session.spec.hidden_layers == (4, 1)
    press(KEY.Key_Minus)
    assert session.spec.hidden_layers == (4, 1), "one neuron stays"
    press(KEY.Key_Escape)
    assert view.current is None or view.current.kind == "node"


def test_tab_brings_a_ring_that_can_be_seen(of: Callable[..., Any]) -> None:
    one = of()
    view = view_of(one)
    node = view.layout_.columns[0].nodes[0]
    above = [QPointF(node.center().x(), node.top() - up) for up in (3, 4, 5)]
    accent = rgb(one.window.theme.accent)

    def nearest() -> int:
        return int(min(np.abs(colour_at(one, place) - accent).max() for place in above))

    assert nearest() > 150
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.current == Spot("node", 0)
    assert nearest() < 60


def test_what_stands_on_the_view_hides_what_is_beneath(of: Callable[..., Any]) -> None:
    one = of()
    hover(one, Spot("node", 1, 0))
    assert one.session.inspected is not None
    QApplication.sendEvent(
        one.window.findChild(QWidget, "activation_1").parentWidget(), QEvent(QEvent.Type.Enter)
    )
    one.window.frame()
    assert one.session.inspected is None and view_of(one).hovered is None


def test_enter_on_a_feature_switches_it(of: Callable[..., Any]) -> None:
    one = of()
    view = view_of(one)
    view.setFocus()
    for key in (KEY.Key_Left, KEY.Key_Left, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return):
        QTest.keyClick(view, key)
    assert len(one.session.experiment.features) == 3


def test_a_key_locks_the_number_under_the_keyboard(of: Callable[..., Any]) -> None:
    one = of()
    view = view_of(one)
    view.setFocus()
    QTest.keyClick(view, KEY.Key_K)
    view.current = Spot("node", 0, 1)
    QTest.keyClick(view, KEY.Key_K)
    assert not one.session.spec.frozen, "an input has no number"
    view.current = Spot("link", 2, 1, 3)
    QTest.keyClick(view, KEY.Key_K)
    assert one.session.spec.frozen == (Parameter(2, 1, 3).name,)
    assert one.session.undo_label == "Freeze w⁽²⁾₂₄"
    QTest.keyClick(view, KEY.Key_K)
    assert not one.session.spec.frozen


# --- edits ahead of the frame ----------------------------------------------------------------------------


def test_a_paint_between_an_edit_and_its_frame_shows_the_old_picture(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(4, 2))
    view, panel = view_of(one), one.window.network_panel
    hover(one, Spot("node", 2, 1))
    view.open_editor(Spot("link", 2, 1, 3))
    one.session.set(hidden_layers=())
    view.repaint()
    one.settle()
    panel._show_page(1)
    one.session.set(hidden_layers=(7, 7))
    panel.matrices.table.grab()
    one.session.undo()
    panel.matrices.table.grab()
    one.settle()


def test_a_hand_quicker_than_the_frame_finds_the_new_network(of: Callable[..., Any]) -> None:
    one = of(hidden_layers=(4, 2))
    view = view_of(one)
    last = view.layout_.anchor(Spot("ghost", 0, 4)).toPoint()
    neuron = view.layout_.anchor(Spot("node", 1, 3)).toPoint()
    one.session.set(features=("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"), hidden_layers=(1,))
    for place in (last, neuron):
        QTest.mouseMove(view, place)
        QTest.mouseClick(view, LEFT, pos=place)
    one.session.set(hidden_layers=())
    QTest.keyClick(view, KEY.Key_Right)
    QTest.keyClick(view, KEY.Key_Return)
    one.settle()


# --- words and buttons ---------------------------------------------------------------------------------


@pytest.mark.parametrize("activation", ["tanh", "leaky_relu"])
@pytest.mark.parametrize("hidden", [(4,), (4, 2), (8,) * 6, (32,) * 8], ids=str)
def test_heads_and_feet_keep_apart(of: Callable[..., Any], hidden: tuple[int, ...], activation: str) -> None:
    one = of(hidden_layers=hidden, activation=(activation,))
    for size in ((1280, 720), (1440, 900)):
        one.window.resize(*size)
        one.settle()
        view, panel = view_of(one), one.window.network_panel
        feet = [foot.geometry() for foot in panel._feet]
        assert all(left.right() < right.left() for left, right in pairwise(feet))
        assert all(view.rect().contains(foot) for foot in feet)
        for foot in panel._feet:
            assert foot.function.sizeHint().width() <= foot.function.width()
        room = view.layout_.columns[1].centre - view.layout_.columns[0].centre
        for layer in range(len(view.layout_.columns)):
            name, about = words.head(one.session.experiment, layer, room)
            assert QFontMetrics(style.font(12, QFont.Weight.DemiBold)).horizontalAdvance(name) < room
            assert QFontMetrics(style.font(style.SMALL)).horizontalAdvance(about) + 6 < room


# --- all shapes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [(), (1,), (4, 2), (8,) * 6, (32,) * 8, (512, 2)], ids=str)
@pytest.mark.parametrize("source", ["circle", "iris", "sine"])
def test_every_shape_can_be_drawn_and_walked(
    of: Callable[..., Any], hidden: tuple[int, ...], source: str
) -> None:
    one = of(source, noise=0, hidden_layers=hidden)
    view = view_of(one)
    for size in ((1120, 640), (1440, 900)):
        one.window.resize(*size)
        one.settle()
        view.grab()
        for layer in range(1, len(view.layout_.columns)):
            hover(one, Spot("node", layer, 0))
            hover(one, Spot("link", layer, 0, 0))
            view.grab()
        assert view.isVisible()
