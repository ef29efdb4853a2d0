"""The network view: pictures, links, words; all shapes of networks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise, product
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtTest import QTest

from playground.training.parameters import Parameter
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.links import _looks
from playground.ui.plotting.colour_maps import diverging
from playground.ui.theme import scale, style
from playground.ui.theme.theme import rgb
from tests.in_process import show_weights
from tests.ui.network.diagram.views import colour_at, hover
from tests.ui.small_window import BESIDE_CANVAS
from tests.ui.views import view_of


def expected_colour(one: Any, signal: float) -> np.ndarray:
    pixel = int(diverging(one.window.theme)[int(np.clip(signal, -1, 1) * 127.5 + 127.5)])
    return np.array([pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255])


def test_the_picture_in_each_node_is_what_the_engine_computes_there(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(3, 2), loss="half_mse_tanh", features=("x1", "x2", "x1*x2"))
    theta = np.random.default_rng(5).normal(0.0, 0.7, one.session.network.parameters)
    for place, number in enumerate(theta):
        one.session._apply_parameter(place, float(number))
    one.settle()
    view, plane, experiment = view_of(one), one.session.view.plane, one.session.experiment
    (x0, x1), (y0, y1) = plane.x_range, plane.y_range
    checked = 0
    for layer, column in enumerate(view.diagram_layout.columns):
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
        session._apply_parameter(place, 0.0)
    for k, bias in enumerate((-50.0, 50.0, -50.0)):
        session.model.set_parameter(Parameter(2, k), bias)
    one.settle()
    nodes = view_of(one).diagram_layout.columns[2].nodes
    for node, colour in zip(nodes, (theme.middle, theme.tints[1], theme.middle), strict=True):
        assert np.abs(colour_at(one, node.center()) - rgb(colour)).max() <= 2
    hover(one, DiagramElement("node", 2, 1))
    assert (one.window.canvas_panel.canvas.image._pixels & 0xFFFFFF == int(theme.tints[1][1:], 16)).all()


def test_pictures_while_training_are_the_same_ones(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(2,), learning_rate=1e-9)
    view = view_of(one)
    still = view.grab().toImage()
    one.session.playback.play()
    one.window.frame()
    assert one.session.training
    live = view.grab().toImage()
    for node in view.diagram_layout.columns[1].nodes:
        for place in (node.center(), node.topLeft() + QPointF(6, 6), node.bottomRight() - QPointF(6, 6)):
            before, now = (QColor(shown.pixelColor(place.toPoint())).getRgb() for shown in (still, live))
            assert np.abs(np.subtract(before, now)).max() < 12
    one.session.playback.pause()


def paint_links(one: Any) -> None:
    """At rest they are soon all there, however little of them a slice may be."""
    links, looks = view_of(one).links, [_looks(W) for W, _ in one.session.network.weights]
    for _ in range(1000):
        view_of(one).grab()
        painted = [gap.looks for gap in links._gaps if not gap.busy]
        if len(painted) == len(looks) and all(map(np.array_equal, painted, looks)):
            return
    pytest.fail("the links never show the weights")


def test_links_show_sign_and_size(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=())
    view = view_of(one)
    for source, number in ((0, 3.0), (1, -3.0)):
        one.session.model.set_parameter(Parameter(1, 0, source), number)
    one.settle()
    paint_links(one)
    theme = one.window.theme
    for source, colour in ((0, theme.positive), (1, theme.negative)):
        middle = view.links.path(1, source, 0).pointAtPercent(0.2)
        assert np.abs(colour_at(one, middle) - rgb(colour)).max() < 40
    one.session.model.set_parameter(Parameter(1, 0, 0), 0.01)
    one.settle()
    paint_links(one)
    thin = colour_at(one, view.links.path(1, 0, 0).pointAtPercent(0.2))
    assert thin.min() > 170, "a small weight is a faint line"


def test_while_training_links_follow_in_slices(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(8,) * 6, learning_rate=0.3)
    session = one.session
    session.playback.play()
    one.window.frame()
    deadline = session.snapshot.epoch + 3
    while session.snapshot.epoch < deadline:
        QTest.qWait(5)
    session.playback.pause()
    one.settle()
    paint_links(one)


def test_of_many_links_the_strongest_are_drawn(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(24, 24))
    view_of(one).grab()
    drawn, W = view_of(one).links.drawn[1], np.abs(one.session.network.weights[1][0])
    assert drawn.sum() == 160 and W[drawn].min() >= W[~drawn].max()


def test_broken_weights_are_drawn_as_nothing(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(3,))
    show_weights(one.session, np.nan)
    paint_links(one)
    assert not view_of(one).links.drawn[0].any()


@pytest.mark.parametrize("activation", ["tanh", "leaky_relu"])
@pytest.mark.parametrize("hidden", [(4,), (4, 2), (8,) * 6, (32,) * 8], ids=str)
def test_headers_and_controls_keep_apart(
    of: Callable[..., Any], hidden: tuple[int, ...], activation: str
) -> None:
    one = of(hidden_layers=hidden, activation=(activation,))
    for size in ((1280, 720), (1440, 900)):
        one.window.resize(*size)
        one.settle()
        view, panel = view_of(one), one.window.network_panel
        places = [controls.geometry() for controls in panel._controls]
        assert all(left.right() < right.left() for left, right in pairwise(places))
        assert all(view.rect().contains(controls) for controls in places)
        for controls in panel._controls:
            assert controls.function.sizeHint().width() <= controls.function.width()
        room = view.diagram_layout.columns[1].centre - view.diagram_layout.columns[0].centre
        for layer in range(len(view.diagram_layout.columns)):
            name, about = words.layer_header(one.session.experiment, layer, room)
            assert QFontMetrics(style.font(12, QFont.Weight.DemiBold)).horizontalAdvance(name) < room
            assert QFontMetrics(style.font(style.SMALL)).horizontalAdvance(about) + 6 < room


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        *product(["circle", "iris", "sine"], [(), (1,), (4, 2)]),
        *[("iris", (8,) * 6), ("sine", (32,) * 8), ("circle", (512, 2))],  # dear: one kind of output each
    ],
    ids=str,
)
def test_every_shape_can_be_drawn_and_walked(
    network_of: Callable[..., Any], source: str, hidden: tuple[int, ...]
) -> None:
    one = network_of(source, noise=0, hidden_layers=hidden)
    view = view_of(one)
    for size in ((1120, 640), (1440, 900)):
        one.window.resize(*BESIDE_CANVAS[size])
        one.settle()
        view.grab()
        assert view.isVisible()
    for layer in range(1, len(view.diagram_layout.columns)):
        hover(one, DiagramElement("node", layer, 0))
        hover(one, DiagramElement("link", layer, 0, 0))
        view.grab()


@pytest.mark.parametrize(("percent", "size"), [(100, (548, 598)), (150, (415, 380))])
def test_no_number_on_a_link_lies_on_another(
    network_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, percent: int, size: tuple[int, int]
) -> None:
    one = network_of(hidden_layers=(2,))
    scale.set_percent(percent)
    one.window.resize(*size)
    one.settle()
    nodes, boxes = view_of(one).nodes, []
    monkeypatch.setattr(
        nodes, "paint_label", lambda _painter, place, _line: boxes.append(nodes.label_box(place))
    )
    view_of(one).grab()
    scale.set_percent(100)
    assert 3 < len(boxes) <= 6 and not any(a.intersects(b) for a, b in combinations(boxes, 2))
