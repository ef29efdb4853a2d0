"""Whatever the network and the room: nodes lie within the area, do not overlap, and are where they point."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from playground.ui.network_layout import lay_out

SIZES = st.lists(st.integers(1, 512), min_size=2, max_size=10)


@given(SIZES, st.integers(300, 1600), st.integers(220, 1200))
def test_nodes_lie_apart_and_inside(sizes: list[int], width: int, height: int) -> None:
    area = QRectF(0, 0, width, height)
    layout = lay_out(sizes, area)
    assert len(layout.columns) == len(sizes)
    for size, column in zip(sizes, layout.columns, strict=True):
        assert len(column.nodes) + column.hidden == size
        assert column.nodes
        assert all(area.contains(node) for node in column.nodes)
    nodes = [node for column in layout.columns for node in column.nodes]
    some = nodes if len(nodes) < 80 else nodes[:: len(nodes) // 80]
    assert not any(a.intersects(b) for a, b in combinations(some, 2))
    for column in layout.columns:
        assert all(a.bottom() < b.top() for a, b in zip(column.nodes, column.nodes[1:], strict=False))


@given(SIZES)
def test_pointing_finds_the_node(sizes: list[int]) -> None:
    layout = lay_out(sizes, QRectF(0, 0, 700, 600))
    for layer, column in enumerate(layout.columns):
        for index, node in enumerate(column.nodes):
            assert layout.node_at(node.center()) == (layer, index)
    assert layout.node_at(QPointF(-5, -5)) is None


def test_columns_go_from_left_to_right() -> None:
    layout = lay_out([2, 4, 2, 1], QRectF(0, 0, 700, 600))
    centres = [column.centre for column in layout.columns]
    assert centres == sorted(centres)
    assert layout.writes_biases
    assert not lay_out([2, 512, 1], QRectF(0, 0, 700, 600)).writes_biases
