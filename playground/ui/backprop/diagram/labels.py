"""The labels on the links of the formula: one below another in the strip between two columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from playground.training.parameters import Parameter
from playground.ui.backprop.diagram.layout import DiagramLayout
from playground.ui.backprop.diagram.text import link
from playground.ui.backprop.diagram.values import StageValues
from playground.ui.backprop.diagram.wish import label_letters
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.theme import draw_text

_APART = 5.0  # px between two labels


class LinkLabel(Struct, frozen=True):
    """What a link says, where, and the way of the link from its neuron through the label to the next one."""

    parameter: Parameter
    box: QRectF
    lines: tuple[str, ...]
    path: QPainterPath


def link_labels(layout: DiagramLayout, values: StageValues) -> list[LinkLabel]:
    """The labels of what stands in the formulae, as far as there is room; the chosen one comes last."""
    placed = [label for layer in layout.strips for label in _of_layer(layout, values, layer)]
    return sorted(placed, key=lambda one: one.parameter == values.microscope.followed)


def _of_layer(layout: DiagramLayout, values: StageValues, layer: int) -> list[LinkLabel]:
    strip, letters = layout.strips[layer], label_letters(layout.size)
    wanted = [one for one in values.focus if one.layer == layer and _has_chip(layout, one)]
    wanted.sort(key=lambda one: _height(layout, one))
    said = {one: link(values, one) for one in wanted}
    size = _size(said.values(), letters)
    if len(wanted) * (size.height() + _APART) > strip.height():  # what is new at this stage alone
        said = {one: lines[-1:] for one, lines in said.items()}
        size = _size(said.values(), letters)
    tall = size.height()
    fits = int(strip.height() // (tall + _APART))
    wanted = sorted(_most(wanted, fits, values.microscope.followed), key=wanted.index)
    room = strip.adjusted(0.0, tall / 2.0, 0.0, -tall / 2.0)
    heights = spaced([_height(layout, one) for one in wanted], tall + _APART, room.top(), room.bottom())
    found = []
    for one, y in zip(wanted, heights, strict=True):
        box = draw_text.centred(QPointF(strip.center().x(), y), size)
        found.append(LinkLabel(one, box, said[one], _path(layout, one, box)))
    return found


def _size(said: Iterable[Sequence[str]], letters: int) -> QSizeF:
    """All labels of a strip are of one size."""
    sizes = [draw_text.chip_size(lines, letters) for lines in said]
    return (
        QSizeF(max(s.width() for s in sizes), max(s.height() for s in sizes)) if sizes else QSizeF(1.0, 1.0)
    )


def _has_chip(layout: DiagramLayout, parameter: Parameter) -> bool:
    """Whether it is drawn as a link; a bias that finds no room below its neuron gets a label, too."""
    if parameter.source is None and layout.details[parameter.layer].below:
        return False
    return layout.drawn(DiagramElement.of(parameter)) is not None


def _most(wanted: Sequence[Parameter], fits: int, chosen: Parameter) -> list[Parameter]:
    """So many of them, the chosen one among them."""
    first = [one for one in wanted if one == chosen]
    return [*first, *(one for one in wanted if one != chosen)][:fits]


def _ends(layout: DiagramLayout, parameter: Parameter) -> tuple[float | None, float]:
    """The heights of the two neurons of a link; of a bias the one of its neuron."""
    element = layout.drawn(DiagramElement.of(parameter))
    assert element is not None
    columns = layout.net.columns
    end = columns[element.layer].nodes[element.index].center().y()
    if parameter.source is None:
        return None, end
    return columns[element.layer - 1].nodes[element.source].center().y(), end


def _height(layout: DiagramLayout, parameter: Parameter) -> float:
    """Where its label would like to be: halfway; that of a bias below all others of its neuron."""
    start, end = _ends(layout, parameter)
    return layout.middle.bottom() if start is None else (start + end) / 2.0


def _path(layout: DiagramLayout, parameter: Parameter, box: QRectF) -> QPainterPath:
    strip, (start, end) = layout.strips[parameter.layer], _ends(layout, parameter)
    path = QPainterPath()
    if start is not None:
        _bend(path, QPointF(strip.left(), start), QPointF(box.left(), box.center().y()))
    _bend(path, QPointF(box.right(), box.center().y()), QPointF(strip.right(), end))
    return path


def _bend(path: QPainterPath, start: QPointF, end: QPointF) -> None:
    """A curve that is level at both ends."""
    middle = (start.x() + end.x()) / 2.0
    path.moveTo(start)
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)


def spaced(wanted: Sequence[float], apart: float, least: float, most: float) -> list[float]:
    """Heights in rising order, `apart` px from one to the next, as near to the wanted ones as can be."""
    groups: list[tuple[float, int]] = []  # the mean of what its members want, less their places; how many
    for place, height in enumerate(wanted):
        groups.append((height - apart * place, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (a, m), (b, n) = groups[-2:]
            groups[-2:] = [((a * m + b * n) / (m + n), m + n)]
    most -= apart * (len(wanted) - 1)
    level = [max(least, min(mean, most)) for mean, count in groups for _ in range(count)]
    return [height + apart * place for place, height in enumerate(level)]
