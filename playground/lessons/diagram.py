"""Which numbers of an update stand in the diagram, and at which neuron or link."""

from __future__ import annotations

from collections.abc import Sequence

from playground.lessons.quantities import Quantity
from playground.training.parameters import Parameter, all_parameters

_TOLD = {
    "forward": "zay",
    "error": "Ey",
    "delta": "d",
    "slope": "g",
    "gradient": "g",
    "update": "w",
    "after": "w",
}
"""The kinds of numbers that a stage tells."""


def numbers_of(sizes: Sequence[int]) -> list[Quantity]:
    """The numbers that the diagram shows of an update, in the order in which they are found."""
    last, found = len(sizes) - 1, list[Quantity]()
    for layer in range(1, last + 1):
        neurons = range(sizes[layer])
        found += [Quantity("z", layer, to) for to in neurons]
        found += [Quantity("y", to=to) if layer == last else Quantity("a", layer, to) for to in neurons]
    found.append(Quantity("E"))
    for layer in range(last, 0, -1):
        into = [one for one in all_parameters(sizes) if one.layer == layer]
        found += [Quantity("d", layer, to) for to in range(sizes[layer])]
        found += [Quantity("g", one.layer, one.to, one.source) for one in into]
    return found


def told_by(asked: Sequence[Quantity], sizes: Sequence[int]) -> list[Quantity]:
    """What the diagram would tell of numbers that are asked, or that comes after them and may be asked next:
    all from the first of them on, in the order in which they are found, and all new weights.
    """
    found = numbers_of(sizes)
    new = [Quantity("w", one.layer, one.to, one.source) for one in all_parameters(sizes)]
    places = [found.index(one) for one in asked if one in found]
    return found[min(places) :] + new if places else []


def is_at(one: Quantity, parameter: Parameter, stage: str, sizes: Sequence[int]) -> bool:
    """Whether a number that this stage tells stands at a link, or at a neuron, which its bias names."""
    if one.kind not in _TOLD.get(stage, ""):
        return False
    if one.of_parameter:
        return one.parameter == parameter
    layer = len(sizes) - 1 if one.kind in "yE" else one.layer
    return parameter.source is None and (layer, one.to) == (parameter.layer, parameter.to)
