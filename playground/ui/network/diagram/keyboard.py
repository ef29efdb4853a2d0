"""Walking the network by keyboard: which element comes next when an arrow key is pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.layout import NetworkLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def next_element(
    layout: NetworkLayout, element: DiagramElement | None, key: Qt.Key, *, links: bool
) -> DiagramElement | None:
    """The element beside this one; `links`: up and down go through the links that lead into the node.

    None when the key is no arrow.
    """
    if key not in _STEPS:
        return None
    if element is None or element.kind == "header":
        return DiagramElement("node", min(1, len(layout.columns) - 1))
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        if links:
            return _next_link(layout, element, _STEPS[key])
        return _next_node(layout, element.node, _STEPS[key])
    return _next_layer(layout, element, _STEPS[key])


def _next_link(layout: NetworkLayout, element: DiagramElement, step: int) -> DiagramElement:
    """The next of the links into this node; the first or last one if none was chosen yet."""
    if element.layer == 0:
        return element
    sources = len(layout.columns[element.layer - 1].nodes)
    start = (element.source + step) if element.kind == "link" else (0 if step > 0 else sources - 1)
    return DiagramElement("link", element.layer, element.index, start % sources)


def _next_node(layout: NetworkLayout, element: DiagramElement, step: int) -> DiagramElement:
    """Up or down in a layer; the features that are not in use come after those that are."""
    nodes = len(layout.columns[element.layer].nodes)
    both = nodes + (len(layout.inactive_features) if element.layer == 0 else 0)
    place = min(max((nodes if element.kind == "inactive_feature" else 0) + element.index + step, 0), both - 1)
    return (
        DiagramElement("node", element.layer, place)
        if place < nodes
        else DiagramElement("inactive_feature", 0, place - nodes)
    )


def _next_layer(layout: NetworkLayout, element: DiagramElement, step: int) -> DiagramElement:
    """The node of the layer before or behind that stands nearest; a link leads to its own two ends."""
    if element.kind == "link":
        return element.node if step > 0 else DiagramElement("node", element.layer - 1, element.source)
    layer = min(max(element.layer + step, 0), len(layout.columns) - 1)
    height, nodes = layout.anchor(element).y(), layout.columns[layer].nodes
    return DiagramElement(
        "node", layer, min(range(len(nodes)), key=lambda k: abs(nodes[k].center().y() - height))
    )
