"""Backward: δ of a layer by the chain rule, and the partial derivatives ∂E/∂w = δ·a."""

from __future__ import annotations

from playground.engine import Parameter
from playground.microscope.expression import Expression, Leaf, total
from playground.microscope.formula import Formula, equation, remark
from playground.microscope.forms import ACTIVATION_FORMS, LOSS_FORMS
from playground.microscope.telling.forward import MOST_LINES, helped
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling


def tell_delta(scene: Scene, layer: int) -> Telling:
    output = layer == scene.layers
    followed = scene.followed(layer)
    neurons = range(scene.network.sizes[layer])
    told = neurons if followed is None else range(followed, followed + 1)
    lines: list[Formula] = []
    for neuron in told[:MOST_LINES]:
        if output:
            lines.append(_output_delta(scene, neuron))
        else:
            if len(told) == 1:
                lines += slope(scene, layer, neuron)
            lines.append(_hidden_delta(scene, layer, neuron))
    if len(told) > MOST_LINES:
        lines.append(remark(f"… and {len(told) - MOST_LINES} more: choose a neuron or a link to follow it."))
    first = told[0]
    whose = scene.neuron_name(layer, first) if len(told) == 1 else f"each neuron of {scene.layer_name(layer)}"
    title = "How wrong is the output?" if output else f"How much is {whose} to blame?"
    return Telling(title, tuple(lines), _delta_sentence(scene, layer, first))


def slope(scene: Scene, layer: int, neuron: int) -> list[Formula]:
    """f′(z) of a hidden neuron."""
    z, a, f = scene.z(layer, neuron), scene.a(layer, neuron), scene.slope(layer, neuron)
    form = ACTIVATION_FORMS[scene.network.activations[layer - 1]]
    lines, helper = helped(scene, layer, neuron)
    tree = form.slope(z, a, helper)
    return [*lines, equation(f.symbol, tree, scene.digits, f.number, note=form.branch(z.number))]


def _output_delta(scene: Scene, k: int) -> Formula:
    form = LOSS_FORMS[scene.network.error.name]
    p, y, delta = scene.a(scene.layers, k), scene.y(k), scene.delta(scene.layers, k)
    return equation(delta.symbol, form.delta(p, y), scene.digits, delta.number)


def _hidden_delta(scene: Scene, layer: int, neuron: int) -> Formula:
    """δ = (Σ w·δ of the layer behind it) · f′(z)."""
    terms: list[Expression] = [
        scene.weight(Parameter(layer + 1, to, neuron)) * scene.delta(layer + 1, to)
        for to in range(scene.network.sizes[layer + 1])
    ]
    delta = scene.delta(layer, neuron)
    return equation(delta.symbol, total(terms) * scene.slope(layer, neuron), scene.digits, delta.number)


def _delta_sentence(scene: Scene, layer: int, neuron: int) -> str:
    delta = scene.delta(layer, neuron).number
    way = "raises" if delta > 0 else "lowers" if delta < 0 else "does not change"
    meaning = f"δ = {scene.say(delta)}: raising z of {scene.neuron_name(layer, neuron)} {way} the error."
    if layer == scene.layers:
        return f"{meaning} Here the way back begins."
    return (
        f"{meaning} It is what comes back over the links from the layer behind, "
        "times the slope of the neuron's own function (chain rule)."
    )


# --- partial derivatives -------------------------------------------------------------------------------


def tell_slope(scene: Scene, layer: int) -> Telling:
    chosen = scene.chosen if scene.chosen.layer == layer else Parameter(layer, 0, 0)
    lines = [own_slope(scene, chosen)]
    if chosen.source is not None and scene.rows == 1:
        lines.append(own_slope(scene, Parameter(layer, chosen.to)))
    if scene.rows > 1:
        lines.append(mean_slope(scene, chosen))
    kind = "bias" if chosen.source is None else "weight"
    title = f"How much is {kind} {chosen.label} to blame?"
    return Telling(title, tuple(lines), slope_sentence(scene, chosen))


def own_slope(scene: Scene, parameter: Parameter) -> Formula:
    """∂E/∂w = δ·a of the shown row alone, ∂E/∂b = δ."""
    delta = scene.delta(parameter.layer, parameter.to)
    tree = delta if parameter.source is None else delta * scene.a(parameter.layer - 1, parameter.source)
    result = float(scene.step.row_gradients(parameter)[scene.shown])
    return equation(_slope_name(scene, parameter, scene.shown), tree, scene.digits, result)


def mean_slope(scene: Scene, parameter: Parameter) -> Formula:
    """The mean over the rows of the batch."""
    terms = [
        Leaf(float(value), _slope_name(scene, parameter, index))
        for index, value in enumerate(scene.step.row_gradients(parameter))
    ]
    tree = total(terms) / Leaf(scene.rows, "N", "exact")
    return equation(
        scene.slope_name(parameter),
        tree,
        scene.digits,
        _gradient(scene, parameter),
        note=f"the mean over {scene.rows} rows",
    )


def slope_sentence(scene: Scene, parameter: Parameter) -> str:
    """The sign rule in words."""
    slope = _gradient(scene, parameter)
    kind = "bias" if parameter.source is None else "weight"
    if slope == 0 or slope != slope:  # noqa: PLR0124 NaN
        return (
            f"The slope is {scene.say(slope)}: this row says nothing about which way this {kind} should go."
        )
    sign, does, goes = ("positive", "raises", "down") if slope > 0 else ("negative", "lowers", "up")
    told = f"The slope is {sign}: raising this {kind} {does} the error, so it goes {goes}"
    if plain_step(scene, parameter):
        return f"{told}, by α × {scene.say(abs(slope))}."
    return f"{told}; how far is told at the update."


def plain_step(scene: Scene, parameter: Parameter) -> bool:
    """Whether the step is α times the slope, and nothing else takes part."""
    spec = scene.step.experiment.spec
    free = not scene.step.is_locked(parameter) and scene.step.clipping == 1.0
    return spec.optimizer == "sgd" and spec.regularisation == "none" and free


def _slope_name(scene: Scene, parameter: Parameter, index: int) -> str:
    return f"∂{scene.row_name('E', index)}/∂{parameter.label}"


def _gradient(scene: Scene, parameter: Parameter) -> float:
    return float(scene.step.gradient[parameter.index(scene.network.sizes)])
