"""What stands in the diagram: the lines of a neuron, of a link, of what is pointed at."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from playground.data import label
from playground.training.parameters import Parameter
from playground.ui.backprop.diagram.values import StageValues
from playground.ui.network.diagram import text
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.widgets import number_format

_TITLES = {
    "row": "input",
    "forward": "forward pass, layer {layer}",
    "error": "prediction and target",
    "delta": "backward pass, layer {layer}",
    "slope": "backward pass, layer {layer}",
    "gradient": "the gradient",
    "update": "all weights update at once",
    "after": "with the new weights",
}


class NodeWords(Struct, frozen=True):
    """Two lines in a node (the second is dim), one above, some below; empty where nothing is known yet."""

    first: str
    second: str
    above: str = ""
    below: tuple[str, ...] = ()


def title(values: StageValues) -> str:
    """What the network is doing."""
    return _TITLES[values.kind].format(layer=values.layer)


def node(values: StageValues, layer: int, index: int, *, short: bool = False) -> NodeWords:
    """What a neuron or an input says at this stage; `short`: numbers without their names."""
    a, z = values.a(layer, index), values.z(layer, index)
    if not layer:
        name = text.feature_name(values.microscope.names, values.experiment.features[index])
        return NodeWords(values.write(a or 0.0), name, below=_source(values, index))
    names = ("", "", "δ ") if short else ("ŷ " if layer == values.last else "a ", "z ", "δ = ")
    delta = values.delta(layer, index) if values.kind != "after" else None
    return NodeWords(
        "" if a is None else f"{names[0]}{values.say('a', a, layer, index)}",
        "" if z is None else f"{names[1]}{values.say('z', z, layer, index)}",
        "" if delta is None else f"{names[2]}{values.say('d', delta, layer, index)}",
        _bias(values, Parameter(layer, index)),
    )


def input_name(values: StageValues, index: int, fits: Callable[[str], bool]) -> str:
    """What an input is called: by its symbol where the name of one of them does not fit."""
    features, names = values.experiment.features, values.microscope.names
    called = [text.feature_name(names, feature) for feature in features]
    return called[index] if all(map(fits, called)) else label(features[index])


def _source(values: StageValues, index: int) -> tuple[str, ...]:
    """An input in the units of its column, where the network is fed it scaled."""
    experiment, name = values.experiment, values.experiment.features[index]
    if experiment.inputs.is_identity or not name[1:].isdigit():
        return ()
    row = values.step.rows[values.row]
    return (number_format.value(float(experiment.data.X[row, int(name[1:]) - 1])),)


def _bias(values: StageValues, parameter: Parameter) -> tuple[str, ...]:
    """b; at the slopes ∂E/∂b, too; at the update what it becomes."""
    new, old, slope = values.new(parameter), values.write(values.old(parameter)), values.slope(parameter)
    if new is not None:
        if values.kind != "update":
            return (f"b {values.say_of('w', parameter, new)}",)
        before, after = _moved(values, parameter, new)
        return (f"b {before}", f"→ {after}")
    if slope is not None and parameter in values.focus:
        return (f"b {old}", f"{values.whose}∂ {values.say_of('g', parameter, slope)}")
    return (f"b {old}",)


def link(values: StageValues, parameter: Parameter) -> tuple[str, ...]:
    """What a link (or, without a source, a bias) says at this stage: its number, and what is made of it."""
    if parameter.source is None:
        return _bias(values, parameter)
    old, new = values.write(values.old(parameter)), values.new(parameter)
    if new is not None:
        if values.kind != "update":
            return (f"w = {values.say_of('w', parameter, new)}",)
        before, after = _moved(values, parameter, new)
        return (before, f"→ {after}")
    product = _product(values, parameter)
    if product:
        return (f"w = {old}", product)
    slope = values.slope(parameter)
    if slope is None:
        return (f"w = {old}",)
    return (f"w = {old}", f"{values.whose}∂ = {values.say_of('g', parameter, slope)}")


def _moved(values: StageValues, parameter: Parameter, new: float) -> tuple[str, str]:
    """A parameter before the step and after it."""
    before, after = values.write_moved(values.old(parameter), new)
    said = values.say_of("w", parameter, new)
    return before, after if said == values.write(new) else said


def _product(values: StageValues, parameter: Parameter) -> str:
    """What travels along a link at this stage: w·a forwards, w·δ backwards."""
    assert parameter.source is not None
    if values.is_asked:
        return ""
    if values.kind == "forward" and values.layer == parameter.layer:
        fed = values.a(parameter.layer - 1, parameter.source) or 0.0
        return f"w·{'a' if parameter.layer > 1 else 'x'} = {values.write(values.old(parameter) * fed)}"
    if values.kind == "delta" and values.layer == parameter.layer - 1:
        delta = values.delta(parameter.layer, parameter.to) or 0.0
        return f"w·δ = {values.write(values.old(parameter) * delta)}"
    return ""


def verdict(values: StageValues) -> tuple[str, ...]:
    """Below the output: what it should have been and the loss; for a scaled target in its units, too."""
    return judged(values) if values.told("error") else ()


def judged(values: StageValues) -> tuple[str, ...]:
    """The verdict, told already or not: its place is kept from the first stage on."""
    experiment, row = values.experiment, values.row
    losses = values.step.losses_after if values.kind == "after" else values.step.losses
    target = float(experiment.data.y[values.step.rows[row]])
    if experiment.loss.targets == "one_hot":
        wanted = f"target {values.microscope.names.classes[int(target)]}"
    else:
        wanted = f"target y = {values.write(float(values.step.Y[row, 0]))}"
    lines = (wanted, f"loss {values.step.of_row('E', row)} = {values.say_loss(float(losses[row]))}")
    if experiment.target.is_identity:
        return lines
    predicted = float(experiment.decode(values.trace.prediction[row : row + 1])[0])
    return (*lines, f"predicted {number_format.value(predicted)}", f"target {number_format.value(target)}")


def pointed(values: StageValues, element: DiagramElement) -> list[str]:
    """All that is known of a neuron or a link; the first line is what it is."""
    parameter, experiment = element.parameter, values.experiment
    if parameter is None:
        words = node(values, element.layer, element.index)
        return [
            text.node_name(experiment, values.microscope.names, element.layer, element.index),
            f"x = {words.first}",
            *words.below,
        ]
    new, slope = values.new(parameter), values.slope(parameter)
    lines = [f"{parameter.label} = {values.write(values.old(parameter))}"]
    if slope is not None:
        lines.append(f"∂E/∂{parameter.label} = {values.say_of('g', parameter, slope)}")
    if new is not None:
        lines.append(f"new {parameter.label} = {values.say_of('w', parameter, new)}")
    if element.kind == "link":
        product = _product(values, parameter)
        return [
            text.route(experiment, values.microscope.names, element),
            *lines,
            *([product] if product else []),
        ]
    known = {
        "z": ("z", values.z(element.layer, element.index)),
        "ŷ" if element.layer == values.last else "a": ("a", values.a(element.layer, element.index)),
        "δ": ("d", values.delta(element.layer, element.index)),
    }
    name = text.node_name(experiment, values.microscope.names, element.layer, element.index)
    about = f"{name} · {text.formula(experiment, element.layer)}"
    return [
        about,
        *lines,
        *(
            f"{letter} = {values.say(kind, value, element.layer, element.index)}"
            for letter, (kind, value) in known.items()
            if value is not None
        ),
    ]
