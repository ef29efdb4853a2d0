"""Walking through the weights by keyboard: which one comes next when an arrow or page key is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from playground.training.parameters import Parameter

_UP = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LAYER = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def next_parameter(
    sizes: Sequence[int], chosen: Parameter, key: Qt.Key, *, by_neuron: bool
) -> Parameter | None:
    """Up and down: the next weight into the neuron, its bias last, then the next neuron; `by_neuron`: the
    same weight of the next neuron. Page keys: the next layer. None when the key is none of these.
    """
    if key in _LAYER:
        layer = min(max(chosen.layer + _LAYER[key], 1), len(sizes) - 1)
        return chosen if layer == chosen.layer else Parameter(layer, 0, 0)
    if key not in _UP:
        return None
    if by_neuron:
        return Parameter(chosen.layer, (chosen.to + _UP[key]) % sizes[chosen.layer], chosen.source)
    sources = sizes[chosen.layer - 1]
    source = sources if chosen.source is None else chosen.source  # the bias after all weights
    place = (chosen.to * (sources + 1) + source + _UP[key]) % (sizes[chosen.layer] * (sources + 1))
    to, source = divmod(place, sources + 1)
    return Parameter(chosen.layer, to, None if source == sources else source)
