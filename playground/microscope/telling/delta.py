"""Backward: δ of a layer, at the output from the loss, before it by the chain rule."""

from __future__ import annotations

from playground.microscope.expression import Expression, total
from playground.microscope.forms import ACTIVATION_FORMS, LOSS_FORMS
from playground.microscope.formula import Formula, equation
from playground.microscope.telling.forward import helped
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling
from playground.training.parameters import Parameter


def tell_delta(scene: Scene, layer: int) -> Telling:
    """How δ of the followed neuron is found."""
    neuron = scene.followed(layer)
    lines = slope(scene, layer, neuron) if layer < scene.layers else []
    lines.append(delta(scene, layer, neuron))
    return Telling(_title(scene, layer, neuron), tuple(lines), _sentence(scene, layer, neuron))


def delta(scene: Scene, layer: int, neuron: int) -> Formula:
    """From the loss, or (Σ w·δ of the layer behind it) · f′(z)."""
    here = scene.delta(layer, neuron)
    if layer == scene.layers:
        form = LOSS_FORMS[scene.network.loss_fn.name]
        tree = form.delta(scene.a(layer, neuron), scene.y(neuron))
        why = form.why(*scene.ends()[1:]) if form.parted else ""
        return equation(here.symbol, tree, scene.digits, here.number, note=why)
    terms: list[Expression] = [
        scene.weight(Parameter(layer + 1, to, neuron)) * scene.delta(layer + 1, to)
        for to in range(scene.network.sizes[layer + 1])
    ]
    return equation(here.symbol, total(terms) * scene.slope(layer, neuron), scene.digits, here.number)


def slope(scene: Scene, layer: int, neuron: int) -> list[Formula]:
    """f′(z) of a hidden neuron."""
    z, a, f = scene.z(layer, neuron), scene.a(layer, neuron), scene.slope(layer, neuron)
    form = ACTIVATION_FORMS[scene.network.activations[layer - 1]]
    lines, helper = helped(scene, layer, neuron)
    tree = form.slope(z, a, helper)
    return [*lines, equation(f.symbol, tree, scene.digits, f.number, note=form.branch(z.number))]


def _title(scene: Scene, layer: int, neuron: int) -> str:
    if layer == scene.layers:
        return "How wrong is the output?"
    return f"How much is {scene.neuron_name(layer, neuron)} to blame?"


def _sentence(scene: Scene, layer: int, neuron: int) -> str:
    here = scene.delta(layer, neuron).number
    way = "raises" if here > 0 else "lowers" if here < 0 else "does not change"
    meaning = f"δ = {scene.say(here)}: raising z of {scene.neuron_name(layer, neuron)} {way} the loss."
    if layer == scene.layers:
        return f"{meaning} The backward pass starts here."
    return f"{meaning} Chain rule: the δ of the next layer, weighted and summed, times f′(z)."
