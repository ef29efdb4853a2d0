"""Nothing in the diagram lies on anything else, and all of it can be read: over networks, sizes, stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from PySide6.QtCore import QRectF

from playground.data import Recipe
from playground.session import Session
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter
from playground.ui.backprop.diagram.labels import spaced
from playground.ui.backprop.diagram.view import Diagram
from playground.ui.theme import scale
from playground.ui.theme.theme import LIGHT

SEVEN = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin_x1", "sin_x2")
NETWORKS: dict[str, tuple[str, dict[str, Any]]] = {
    "2-2-1": ("xor", {"hidden_layers": (2,)}),
    "2-4-2-1": ("circle", {"hidden_layers": (4, 2)}),
    "7-6×8-1": ("circle", {"hidden_layers": (8,) * 6, "features": SEVEN}),
    "softmax": ("iris", {"hidden_layers": (5,)}),
    "regression": ("sine", {"hidden_layers": (6,)}),
    "in units": ("houses", {"hidden_layers": (), "features": ("x1",)}),
    "12 wide": ("moons", {"hidden_layers": (12,)}),
    "64 wide": ("moons", {"hidden_layers": (64, 64)}),
}  # fmt: skip
# The diagram in a window of 1024×600, 1280×720, 1440×900 and 1920×1080, at 100 % and at 150 % text size.
ROOMS = {
    (415, 430, 100): 11, (530, 550, 100): 12, (602, 730, 100): 13, (818, 910, 100): 16,
    (415, 392, 150): 11, (530, 512, 150): 12, (602, 692, 150): 13, (818, 872, 150): 16,
}  # fmt: skip


@pytest.fixture
def text_size() -> Iterator[Callable[[int], object]]:
    yield scale.set_percent
    scale.set_percent(100)


def stages(session: Session, diagram: Diagram) -> Iterator[None]:
    """The diagram at each stage."""
    scope = session.backprop.microscope
    assert scope is not None
    for place in range(len(scope.stages)):
        session.backprop.go_to_stage(place)
        diagram.refresh(diagram.watches)
        yield


def boxes(diagram: Diagram) -> list[QRectF]:
    assert diagram.figures is not None
    return [*diagram.figures.boxes, *(label.box for label in diagram.link_labels)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("stride", ["row", "batch"])
@pytest.mark.parametrize("network", NETWORKS)
def test_no_two_rectangles_overlap_and_none_is_cut(
    session_of: Callable[..., Session],
    text_size: Callable[[int], object],
    network: str,
    stride: str,
) -> None:
    source, choices = NETWORKS[network]
    session = session_of(Experiment.load(Recipe(source=source), Spec(**choices)))
    session.backprop.open(stride)
    while session.backprop.microscope is None:
        session.tick()
    diagram = Diagram(session, LIGHT)
    for (width, height, percent), least in ROOMS.items():
        text_size(percent)
        diagram.resize(width, height)
        for _ in stages(session, diagram):
            values, area = diagram.values, QRectF(diagram.rect())
            found = boxes(diagram)
            where = f"{width}×{height} at {percent} %, {values.kind} {values.layer}"
            assert all(area.contains(box) for box in found), where
            over = [(a, b) for a, b in combinations(found, 2) if a.intersects(b)]
            assert not over, f"{where}: {over}"
            said = {label.parameter for label in diagram.link_labels}
            wanted = {one for one in values.focus if one.source is not None}
            assert not wanted or wanted & said, f"{where}: no link says anything"
            assert values.microscope.followed not in wanted - said, where
            deep = len(values.sizes) > 4
            assert scale.px(diagram.diagram_layout.size) >= least - (2 if deep else 0), where
    diagram.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_the_chips_are_those_of_the_links_in_the_formula(session_of: Callable[..., Session]) -> None:
    """At every stage of a small network, whatever weight is followed; a bias stands below its neuron."""
    session = session_of(Experiment.load(Recipe(source="xor"), Spec(hidden_layers=(2,))))
    session.backprop.open("row")
    while session.backprop.microscope is None:
        session.tick()
    diagram = Diagram(session, LIGHT)
    diagram.resize(602, 730)
    for chosen in (Parameter(1, 1, 0), Parameter(2, 0, 1), Parameter(1, 0)):
        session.backprop.follow(chosen)
        for _ in stages(session, diagram):
            links = {one for one in diagram.values.focus if one.source is not None}
            assert {label.parameter for label in diagram.link_labels} == links, diagram.values.kind
    diagram.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_a_chip_says_whose_derivative_it_shows(session_of: Callable[..., Session]) -> None:
    session = session_of(Experiment.load(Recipe(source="xor"), Spec(hidden_layers=(2,))))
    session.backprop.open("batch")
    while session.backprop.microscope is None:
        session.tick()
    diagram = Diagram(session, LIGHT)
    diagram.resize(602, 730)
    said = {}
    for _ in stages(session, diagram):
        lines = [line for label in diagram.link_labels for line in label.lines if "∂" in line]
        said[diagram.values.kind, diagram.values.layer] = {line.partition("∂")[0] for line in lines}
    assert said["slope", 2] == said["slope", 1] == {"row "} and said["gradient", 0] == {"mean "}
    diagram.deleteLater()


def test_heights_keep_their_distance_and_their_order_and_stay_near() -> None:
    assert spaced([10.0, 100.0, 200.0], 40.0, 0.0, 300.0) == [10.0, 100.0, 200.0]
    assert spaced([100.0, 100.0, 100.0], 40.0, 0.0, 300.0) == [60.0, 100.0, 140.0]
    assert spaced([290.0, 300.0], 40.0, 0.0, 300.0) == [260.0, 300.0]
    assert spaced([0.0, 0.0, 150.0], 40.0, 0.0, 300.0) == [0.0, 40.0, 150.0]
    crowded = spaced([5.0, 6.0, 7.0, 200.0, 201.0], 30.0, 0.0, 210.0)
    assert all(b - a >= 30.0 for a, b in pairwise(crowded)) and crowded[0] >= 0.0 and crowded[-1] <= 210.0
