"""Whatever the network and the room: nodes lie within the area, do not overlap, and are where they point."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt

from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.keyboard import next_element
from playground.ui.network.diagram.layout import HEAD, NetworkLayout, lay_out
from playground.ui.network.diagram.links import _curve

SIZES = st.lists(st.integers(1, 512), min_size=2, max_size=10)
SMALL = st.lists(st.integers(1, 12), min_size=2, max_size=6)


def everything(layout: NetworkLayout) -> list[QRectF]:
    return [node for column in layout.columns for node in column.nodes] + list(layout.inactive_features)


@given(SIZES, st.integers(300, 1600), st.integers(300, 1200), st.integers(0, 9))
def test_nodes_lie_apart_and_inside(
    sizes: list[int], width: int, height: int, inactive_features: int
) -> None:
    area = QRectF(0, 0, width, height)
    layout = lay_out(sizes, area, inactive_features)
    assert len(layout.columns) == len(sizes)
    for size, column in zip(sizes, layout.columns, strict=True):
        assert len(column.nodes) + column.hidden == size
        assert column.nodes
        assert all(a.bottom() < b.top() for a, b in pairwise(column.nodes))
        assert all(node.top() >= HEAD - 1 for node in column.nodes)
    nodes = everything(layout)
    assert all(area.contains(node) for node in nodes)
    some = nodes if len(nodes) < 80 else nodes[:: len(nodes) // 80]
    assert not any(a.intersects(b) for a, b in combinations(some, 2))


def test_thirty_two_neurons_are_all_drawn_at_the_smallest_window() -> None:
    layout = lay_out([2, *[32] * 8, 1], QRectF(0, 0, 510, 520), 5)
    assert not any(column.hidden for column in layout.columns)
    assert min(column.side for column in layout.columns) >= 11
    assert layout.inactive_features[0].width() >= 58, "room for sin x₁"


@given(SIZES, st.integers(0, 9))
def test_pointing_finds_the_node(sizes: list[int], inactive_features: int) -> None:
    layout = lay_out(sizes, QRectF(0, 0, 700, 600), inactive_features)
    for layer, column in enumerate(layout.columns):
        for index, node in enumerate(column.nodes):
            assert layout.element_at(node.center()) == DiagramElement("node", layer, index)
        assert layout.element_at(QPointF(column.centre, 10)) == DiagramElement("header", layer)
    for index, inactive in enumerate(layout.inactive_features):
        assert layout.element_at(inactive.center()) == DiagramElement("inactive_feature", 0, index)
    assert layout.element_at(QPointF(-50, -5)) is None


@given(SMALL, st.floats(0.02, 0.98), st.data())
def test_pointing_finds_the_link_whose_curve_is_there(
    sizes: list[int], share: float, data: st.DataObject
) -> None:
    layout = lay_out(sizes, QRectF(0, 0, 900, 800))
    layer = data.draw(st.integers(0, len(sizes) - 2))
    source = data.draw(st.integers(0, sizes[layer] - 1))
    to = data.draw(st.integers(0, sizes[layer + 1] - 1))
    place = _curve(layout.ends(layer), source, to).pointAtPercent(share)
    drawn = [np.ones(shape, dtype=bool) for shape in pairwise(sizes)]
    found = layout.link_at(place, drawn)
    assert found is not None and found.layer == layer + 1
    ends = layout.ends(layer)
    there = ends.distance((place.x() - ends.left) / (ends.right - ends.left), place.y())
    assert there[found.source, found.index] <= there[source, to] + 1e-9 and there[source, to] < 0.3
    drawn[layer][source, to] = False
    other = layout.link_at(place, drawn)
    assert other != DiagramElement("link", layer + 1, to, source), "what is not drawn cannot be pointed at"


def test_columns_go_from_left_to_right() -> None:
    layout = lay_out([2, 4, 2, 1], QRectF(0, 0, 700, 600))
    centres = [column.centre for column in layout.columns]
    assert centres == sorted(centres)
    assert all(column.writes for column in layout.columns)
    assert len({column.side for column in layout.columns}) == 1
    assert not lay_out([2, 512, 1], QRectF(0, 0, 700, 600)).columns[1].writes


KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@given(SMALL, st.integers(0, 5), st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=30))
def test_walking_never_leaves_the_network(
    sizes: list[int], inactive_features: int, keys: list[tuple[Qt.Key, bool]]
) -> None:
    layout, element = lay_out(sizes, QRectF(0, 0, 700, 600), inactive_features), None
    for key, links in keys:
        element = next_element(layout, element, key, links=links)
        assert element is not None
        layout.anchor(element)  # it is there
        assert element.kind != "link" or 0 <= element.source < len(layout.columns[element.layer - 1].nodes)


@given(SMALL, st.integers(0, 5))
def test_every_node_and_every_link_can_be_walked_to(sizes: list[int], inactive_features: int) -> None:
    layout = lay_out(sizes, QRectF(0, 0, 900, 800), inactive_features)
    start = DiagramElement("node", 0)
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        for key in KEYS:
            for links in (False, True):
                element = next_element(layout, here, key, links=links)
                if element is not None and element not in seen:
                    seen.add(element)
                    ahead.append(element)
    links = sum(a * b for a, b in pairwise(sizes))
    assert len(seen) == sum(sizes) + len(layout.inactive_features) + links


def test_a_key_that_is_no_arrow_walks_nowhere() -> None:
    assert next_element(lay_out([2, 1], QRectF(0, 0, 700, 600)), None, Qt.Key.Key_A, links=False) is None
