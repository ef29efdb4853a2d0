"""The network in words: names, captions, what an element says when it is pointed at.

Names come with an experiment, whichever is looked at; numbers from the session's network of now.
"""

from __future__ import annotations

import math

from PySide6.QtGui import QFontMetrics

from playground.arrays import Array
from playground.data import Names, available, label
from playground.engine import ACTIVATIONS
from playground.session import Inspected, Session
from playground.training.experiment import Experiment
from playground.training.health import Health
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.theme import style
from playground.ui.theme.scale import remembered
from playground.ui.widgets import number_format
from playground.wording import counted, percent

_NAME = 56  # px in which a name that is cut can still be told from another one

_A_BIAS = "b −0.00"

_GAP = 8.0  # px between the words of two layers


def inactive_features(experiment: Experiment) -> tuple[str, ...]:
    """The features that the network could be fed and is not."""
    known = available(len(experiment.data.columns))
    return tuple(name for name in known if name not in experiment.features)


def feature_name(names: Names, name: str) -> str:
    """A feature as it is called in these data: a column's own name, or x₁²."""
    plain = name[1:]
    if plain.isdigit():
        return names.columns[int(plain) - 1]
    return label(name)


def layer_header(experiment: Experiment, layer: int, room: float, least: float = 999.0) -> tuple[str, str]:
    """The name of a layer and what is in it, in as many words as there is room for (px).

    `least`: the room of the narrowest hidden layer, as all of them are named alike.
    """
    size = experiment.sizes[layer]
    if layer == 0:
        return _fitting(room, "Inputs", "In"), _fitting(room, counted(size, "feature"), str(size))
    function = formula(experiment, layer)
    if layer == last(experiment):
        return _fitting(room, "Output", "Out"), _fitting(room, f"{size} · {function}", str(size))
    name = f"Hidden {layer}" if min(room, least) > style.px(72) else f"H {layer}"
    return name, _fitting(room, f"{counted(size, 'neuron')} · {function}", f"{size} · {function}", str(size))


def last(experiment: Experiment) -> int:
    """The number of the output layer."""
    return len(experiment.sizes) - 1


def formula(experiment: Experiment, layer: int) -> str:
    """What the neurons of a layer make of z."""
    if layer == last(experiment):
        return experiment.loss.output_name
    return ACTIVATIONS[experiment.spec.activations()[layer - 1]].label


def node_name(experiment: Experiment, names: Names, layer: int, index: int) -> str:
    """A neuron or a feature: "Hidden 1, neuron 2", "Output setosa", "Input x₁"."""
    if layer == 0:
        return f"Input {feature_name(names, experiment.features[index])}"
    if layer < last(experiment):
        return f"Hidden {layer}, neuron {index + 1}"
    if experiment.loss.targets == "one_hot":
        return f"Output {names.classes[index]}"
    return "Output"


def inspected_name(session: Session, node: Inspected) -> str:
    """What the canvas shows in the place of the output: "Hidden 1, neuron 2: tanh(z)"."""
    experiment, names = session.experiment, session.view.names
    if node.feature:
        return f"Feature {feature_name(names, node.feature)}"
    return f"{node_name(experiment, names, node.layer, node.index)}: {formula(experiment, node.layer)}(z)"


def caption(session: Session, layer: int, index: int, room: float = math.inf) -> str:
    """What stands below a node: the feature's name, the neuron's bias, the class of an output.

    Of the classes, the names alone where one of them leaves no room (px) for a bias.
    """
    if layer == 0:
        return feature_name(session.view.names, session.experiment.features[index])
    words = f"b {number_format.signed(float(session.network.weights[layer - 1][1][index]))}"
    if layer == last(session.experiment) and session.experiment.loss.targets == "one_hot":
        names = session.view.names.classes
        biased = all(_fits(f"{name} · {_A_BIAS}", room) for name in names)
        return f"{names[index]} · {words}" if biased else names[index]
    return words


def input_caption(session: Session, index: int, room: float) -> str:
    """What stands beside an input: its name, or where little of that would be left (px) its symbol."""
    name = caption(session, 0, index)
    wide = QFontMetrics(style.font(style.SMALL)).horizontalAdvance(name)
    return label(session.experiment.features[index]) if wide > room < style.px(_NAME) else name


def number(session: Session, element: DiagramElement) -> float:
    """The weight of a link, the bias of a neuron."""
    W, b = session.network.weights[element.layer - 1]
    return float(W[element.source, element.index] if element.kind == "link" else b[element.index])


def route(experiment: Experiment, names: Names, element: DiagramElement) -> str:
    """Where a number works: from neuron to neuron, or in one of them."""
    here = node_name(experiment, names, element.layer, element.index)
    if element.kind != "link":
        return f"Bias of {here}"
    return f"{node_name(experiment, names, element.layer - 1, element.source)} → {here}"


def description(
    session: Session, element: DiagramElement, health: Health | None, gradient: Array | None
) -> list[str]:
    """What to say of an element: the first line is what it is, the others are details."""
    experiment, names = session.experiment, session.view.names
    if element.kind == "inactive_feature":
        return [feature_name(names, inactive_features(experiment)[element.index]), "off · click to enable"]
    if element.kind == "header":
        return [*layer_header(experiment, element.layer, 999.0), *layer_warnings(health, element.layer)]
    parameter = element.parameter
    if parameter is None:
        return [node_name(experiment, names, element.layer, element.index), "click to disable"]
    lines = [f"{parameter.label} = {number_format.weight(number(session, element))}"]
    if gradient is not None:
        slope = float(gradient[parameter.index(experiment.sizes)])
        lines.append(f"∂E/∂{parameter.label[0]} = {number_format.weight(slope)}")
    if parameter.name in session.spec.frozen:
        lines.append("frozen (not trained)")
    if element.kind == "node":
        name = node_name(experiment, names, element.layer, element.index)
        lines.insert(0, f"{name} · {formula(experiment, element.layer)}")
        lines += warnings(health, element)
    return lines


def warnings(health: Health | None, element: DiagramElement) -> list[str]:
    """The problems of a neuron, each with the measurement that shows it."""
    layer = element.layer - 1
    if health is None or not 0 <= layer < len(health.delta) or element.index >= len(health.slope[layer]):
        return []
    said = []
    if health.dead[layer][element.index]:
        said.append(f"Dead: active on 0 of {health.rows:,} training rows")
    elif health.saturated(layer)[element.index]:
        said.append(f"Saturated: mean |f′| = {percent(float(health.slope[layer][element.index]))}")
    return said + layer_warnings(health, element.layer)


def layer_warnings(health: Health | None, layer: int) -> list[str]:
    """Whether the gradient of a layer vanishes."""
    if health is None or not 0 < layer <= len(health.delta) or not health.vanishing(layer - 1):
        return []
    return [f"Vanishing gradient: |δ| is {percent(float(health.delta[layer - 1]))} of the output layer's"]


def accessible_text(session: Session, element: DiagramElement | None, health: Health | None = None) -> str:
    """A element for a screen reader; without one, the whole network."""
    if element is None:
        sizes = " to ".join(str(size) for size in session.experiment.sizes)
        parameters = counted(session.network.parameters, "parameter")
        return f"{sizes} neurons, {parameters}. Arrow keys move from node to node."
    lines = description(session, element, health, None)
    if element.kind == "link":
        lines.append(route(session.experiment, session.view.names, element))
    return ", ".join(lines)


def _fitting(room: float, *wordings: str) -> str:
    """The first of these that leaves a little room (px), or the last."""
    return next((words for words in wordings if _fits(words, room)), wordings[-1])


@remembered
def _fits(words: str, room: float) -> bool:
    return QFontMetrics(style.font(style.SMALL)).horizontalAdvance(words) + _GAP <= room
