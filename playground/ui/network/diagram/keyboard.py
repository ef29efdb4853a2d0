"""Walking the network by keyboard: which spot comes next when an arrow key is pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.layout import NetworkLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def next_element(
    layout: NetworkLayout, spot: DiagramElement | None, key: Qt.Key, *, links: bool
) -> DiagramElement | None:
    """The spot beside this one; `links`: up and down go through the links that lead into the node.

    None when the key is no arrow.
    """
    if key not in _STEPS:
        return None
    if spot is None or spot.kind == "header":
        return DiagramElement("node", min(1, len(layout.columns) - 1))
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return _next_link(layout, spot, _STEPS[key]) if links else _next_node(layout, spot.node, _STEPS[key])
    return _next_layer(layout, spot, _STEPS[key])


def _next_link(layout: NetworkLayout, spot: DiagramElement, step: int) -> DiagramElement:
    """The next of the links into this node; the first or last one if none was chosen yet."""
    if spot.layer == 0:
        return spot
    sources = len(layout.columns[spot.layer - 1].nodes)
    start = (spot.source + step) if spot.kind == "link" else (0 if step > 0 else sources - 1)
    return DiagramElement("link", spot.layer, spot.index, start % sources)


def _next_node(layout: NetworkLayout, spot: DiagramElement, step: int) -> DiagramElement:
    """Up or down in a layer; the features that are not in use come after those that are."""
    nodes = len(layout.columns[spot.layer].nodes)
    both = nodes + (len(layout.inactive_features) if spot.layer == 0 else 0)
    place = min(max((nodes if spot.kind == "inactive_feature" else 0) + spot.index + step, 0), both - 1)
    return (
        DiagramElement("node", spot.layer, place)
        if place < nodes
        else DiagramElement("inactive_feature", 0, place - nodes)
    )


def _next_layer(layout: NetworkLayout, spot: DiagramElement, step: int) -> DiagramElement:
    """The node of the layer before or behind that stands nearest; a link leads to its own two ends."""
    if spot.kind == "link":
        return spot.node if step > 0 else DiagramElement("node", spot.layer - 1, spot.source)
    layer = min(max(spot.layer + step, 0), len(layout.columns) - 1)
    height, nodes = layout.anchor(spot).y(), layout.columns[layer].nodes
    return DiagramElement(
        "node", layer, min(range(len(nodes)), key=lambda k: abs(nodes[k].center().y() - height))
    )
