"""What stands in the diagram: the lines of a neuron, of a link, of what is pointed at."""

from __future__ import annotations

from dataclasses import dataclass

from playground.training.parameters import Parameter
from playground.ui.backprop.diagram.values import Reading
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


@dataclass(frozen=True)
class NodeWords:
    """Two lines in a node (the second is dim), one above, some below; empty where nothing is known yet."""

    first: str
    second: str
    above: str = ""
    below: tuple[str, ...] = ()


def title(reading: Reading) -> str:
    """The title of the card."""
    return f"Network · {_TITLES[reading.kind].format(layer=reading.layer)}"


def node(reading: Reading, layer: int, index: int, *, short: bool = False) -> NodeWords:
    """What a neuron or an input says at this stage; `short`: numbers without their names."""
    a, z = reading.a(layer, index), reading.z(layer, index)
    if not layer:
        name = text.feature_name(reading.microscope.names, reading.experiment.features[index])
        return NodeWords(reading.write(a or 0.0), name, below=_source(reading, index))
    names = ("", "", "δ ") if short else ("ŷ " if layer == reading.last else "a ", "z ", "δ = ")
    delta = reading.delta(layer, index) if reading.kind != "after" else None
    return NodeWords(
        "" if a is None else f"{names[0]}{reading.write(a)}",
        "" if z is None else f"{names[1]}{reading.write(z)}",
        "" if delta is None else f"{names[2]}{reading.write(delta)}",
        _bias(reading, Parameter(layer, index)),
    )


def _source(reading: Reading, index: int) -> tuple[str, ...]:
    """An input in the units of its column, where the network is fed it scaled."""
    experiment, name = reading.experiment, reading.experiment.features[index]
    if experiment.inputs.is_identity or not name[1:].isdigit():
        return ()
    row = reading.step.rows[reading.row]
    return (number_format.value(float(experiment.data.X[row, int(name[1:]) - 1])),)


def _bias(reading: Reading, parameter: Parameter) -> tuple[str, ...]:
    """b; at the slopes ∂E/∂b, too; at the update what it becomes."""
    new, old, slope = reading.new(parameter), reading.write(reading.old(parameter)), reading.slope(parameter)
    if new is not None:
        moved = f"→ {reading.write(new)}"
        return (f"b {old}", moved) if reading.kind == "update" else (f"b {reading.write(new)}",)
    if slope is not None and parameter in reading.focus:
        return (f"b {old}", f"{reading.whose}∂ {reading.write(slope)}")
    return (f"b {old}",)


def link(reading: Reading, parameter: Parameter) -> tuple[str, ...]:
    """What a link (or, without a source, a bias) says at this stage: its number, and what is made of it."""
    if parameter.source is None:
        return _bias(reading, parameter)
    old, new = reading.write(reading.old(parameter)), reading.new(parameter)
    if new is not None:
        moved = f"→ {reading.write(new)}"
        return (old, moved) if reading.kind == "update" else (f"w = {reading.write(new)}",)
    product = _product(reading, parameter)
    if product:
        return (f"w = {old}", product)
    slope = reading.slope(parameter)
    return (
        (f"w = {old}", f"{reading.whose}∂ = {reading.write(slope)}") if slope is not None else (f"w = {old}",)
    )


def _product(reading: Reading, parameter: Parameter) -> str:
    """What travels along a link at this stage: w·a forwards, w·δ backwards."""
    assert parameter.source is not None
    if reading.kind == "forward" and reading.layer == parameter.layer:
        fed = reading.a(parameter.layer - 1, parameter.source) or 0.0
        return f"w·{'a' if parameter.layer > 1 else 'x'} = {reading.write(reading.old(parameter) * fed)}"
    if reading.kind == "delta" and reading.layer == parameter.layer - 1:
        delta = reading.delta(parameter.layer, parameter.to) or 0.0
        return f"w·δ = {reading.write(reading.old(parameter) * delta)}"
    return ""


def verdict(reading: Reading) -> tuple[str, ...]:
    """Below the output: what it should have been and the loss; for a scaled target in its units, too."""
    return judged(reading) if reading.told("error") else ()


def judged(reading: Reading) -> tuple[str, ...]:
    """The verdict, told already or not: its place is kept from the first stage on."""
    experiment, row = reading.experiment, reading.row
    losses = reading.step.losses_after if reading.kind == "after" else reading.step.losses
    target = float(experiment.data.y[reading.step.rows[row]])
    if experiment.loss.targets == "one_hot":
        wanted = f"target {reading.microscope.names.classes[int(target)]}"
    else:
        wanted = f"target y = {reading.write(float(reading.step.Y[row, 0]))}"
    lines = (wanted, f"loss E = {reading.write(float(losses[row]))}")
    if experiment.target.is_identity:
        return lines
    predicted = float(experiment.decode(reading.trace.prediction[row : row + 1])[0])
    return (*lines, f"predicted {number_format.value(predicted)}", f"target {number_format.value(target)}")


def pointed(reading: Reading, spot: DiagramElement) -> list[str]:
    """All that is known of a neuron or a link; the first line is what it is."""
    parameter, experiment = spot.parameter, reading.experiment
    if parameter is None:
        words = node(reading, spot.layer, spot.index)
        return [
            text.node_name(experiment, reading.microscope.names, spot.layer, spot.index),
            f"x = {words.first}",
            *words.below,
        ]
    new, slope = reading.new(parameter), reading.slope(parameter)
    lines = [f"{parameter.label} = {reading.write(reading.old(parameter))}"]
    if slope is not None:
        lines.append(f"∂E/∂{parameter.label} = {reading.write(slope)}")
    if new is not None:
        lines.append(f"new {parameter.label} = {reading.write(new)}")
    if spot.kind == "link":
        product = _product(reading, parameter)
        return [
            text.route(experiment, reading.microscope.names, spot),
            *lines,
            *([product] if product else []),
        ]
    known = {
        "z": reading.z(spot.layer, spot.index),
        "ŷ" if spot.layer == reading.last else "a": reading.a(spot.layer, spot.index),
        "δ": reading.delta(spot.layer, spot.index),
    }
    name = text.node_name(experiment, reading.microscope.names, spot.layer, spot.index)
    about = f"{name} · {text.formula(experiment, spot.layer)}"
    return [about, *lines, *(f"{k} = {reading.write(v)}" for k, v in known.items() if v is not None)]
