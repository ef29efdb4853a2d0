"""The chips on the links of the diagram: where each stands so that none hides another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QPointF, QRectF

from playground.training.parameters import Parameter
from playground.ui.backprop import ink
from playground.ui.backprop.diagram_layout import DiagramLayout
from playground.ui.backprop.diagram_words import link
from playground.ui.backprop.reading import Reading
from playground.ui.network_links import Links
from playground.ui.network_spot import Spot

_MOST = 12  # links between two layers that all bear a chip
# How far along a link a chip may stand, in the order in which places are tried: 0.5, 0.46, 0.54 ...
_SHARES = (0.5, *(0.5 + side * 0.04 * step for step in range(1, 9) for side in (-1.0, 1.0)))
_BESIDE = (0.0, -16.0, 16.0)  # px above or below its link, where links cross
_AWAY = (0.0, 44.0, -44.0, 60.0, -60.0)  # px above or below, where the place is too narrow
_OVER = 12.0  # px that a chip may reach over the end of its link where no neuron stands


@dataclass(frozen=True)
class Chip:
    """What a link says, and where."""

    parameter: Parameter
    box: QRectF
    lines: tuple[str, ...]


def chips(layout: DiagramLayout, links: Links, reading: Reading) -> list[Chip]:
    """The chips of the links that take part, as far as there is room; the chosen link's comes last."""
    placed = [chip for layer in reading.links for chip in _of_layer(layout, links, reading, layer)]
    chosen = reading.microscope.chosen
    others = [one for one in placed if one.parameter != chosen]
    if chosen.source is None or chosen.layer not in reading.links or layout.drawn(Spot.of(chosen)) is None:
        return others
    own = [one for one in placed if one.parameter == chosen]
    return [*others, *(own or [_forced(layout, links, reading, chosen)])]


def _of_layer(layout: DiagramLayout, links: Links, reading: Reading, layer: int) -> list[Chip]:
    """The chips of the links into a layer; where not all find room, with what is new at this stage alone."""
    parameters = list(_candidates(reading, layer))
    found: list[Chip] = []
    for least in (0, -1):
        found = []
        for parameter in parameters:
            lines = link(reading, parameter)[least:]
            taken = [*_neurons(layout, layer), *(one.box for one in found)]
            chip = _placed(layout, links, parameter, lines, taken)
            found += [chip] if chip is not None else []
        if len(found) == len(parameters):
            break
    return found


def _candidates(reading: Reading, layer: int) -> Iterator[Parameter]:
    """The links into a layer that would like to have a chip: all, or those into the chosen neuron."""
    sources, neurons = reading.sizes[layer - 1], reading.sizes[layer]
    chosen = reading.microscope.chosen
    if sources * neurons > _MOST and (chosen.layer != layer or sources > _MOST):
        return
    targets = range(neurons) if sources * neurons <= _MOST else [chosen.to]
    for to in targets:
        yield from (Parameter(layer, to, source) for source in range(sources))


def _placed(
    layout: DiagramLayout, links: Links, parameter: Parameter, lines: tuple[str, ...], taken: list[QRectF]
) -> Chip | None:
    """A chip somewhere along its link where it hides neither a neuron nor another chip."""
    spot = layout.drawn(Spot.of(parameter))
    if spot is None:
        return None
    size, ends = ink.chip_size(lines), layout.net.ends(parameter.layer - 1)
    if size.width() > ends.right - ends.left + 2.0 * _OVER:
        return None
    path = links.path(spot.layer, spot.source, spot.index)
    for beside, share in product(_BESIDE, _SHARES):
        box = ink.centred(path.pointAtPercent(share) + QPointF(0.0, beside), size)
        apart = ends.left - _OVER < box.left() and box.right() < ends.right + _OVER
        if apart and not any(box.adjusted(-2.0, -2.0, 2.0, 2.0).intersects(one) for one in taken):
            return Chip(parameter, box, lines)
    return None


def _neurons(layout: DiagramLayout, layer: int) -> list[QRectF]:
    """The neurons at both ends of the links into a layer, with what is written above and below them."""
    found = []
    for column, grade in list(zip(layout.net.columns, layout.grades, strict=True))[layer - 1 : layer + 1]:
        found += [node.adjusted(0.0, -grade.above, 0.0, grade.below) for node in column.nodes]
    return found


def _forced(layout: DiagramLayout, links: Links, reading: Reading, parameter: Parameter) -> Chip:
    """The chip of the chosen link in a narrow place: over other neurons, but not over its own two."""
    spot = layout.drawn(Spot.of(parameter))
    assert spot is not None
    lines = link(reading, parameter)
    middle = links.path(spot.layer, spot.source, spot.index).pointAtPercent(0.5)
    columns = layout.net.columns
    own = (columns[spot.layer - 1].nodes[spot.source], columns[spot.layer].nodes[spot.index])
    boxes = [ink.centred(middle + QPointF(0.0, beside), ink.chip_size(lines)) for beside in _AWAY]
    free = (box for box in boxes if not any(box.intersects(node) for node in own))
    return Chip(parameter, next(free, boxes[0]), lines)
