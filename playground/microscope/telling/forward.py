"""Forward: z = w·a + b and a = f(z) of a layer."""

from __future__ import annotations

from playground.microscope.expression import Expression, Leaf, total
from playground.microscope.forms import ACTIVATION_FORMS, LINK_FORMS
from playground.microscope.formula import Formula, equation
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling
from playground.training.parameters import Parameter


def tell_forward(scene: Scene, layer: int) -> Telling:
    """The followed neuron, from what it is fed to its activation."""
    neuron = scene.followed(layer)
    lines = [weighted_sum(scene, layer, neuron), *activation(scene, layer, neuron)]
    title = f"What does {scene.neuron_name(layer, neuron)} compute?"
    return Telling(title, tuple(lines), _sentence(scene, layer, neuron))


def weighted_sum(scene: Scene, layer: int, neuron: int) -> Formula:
    """The z of a neuron: weight times input, in the order of the inputs, and the bias."""
    terms: list[Expression] = [
        scene.weight(Parameter(layer, neuron, source)) * scene.a(layer - 1, source)
        for source in range(scene.network.sizes[layer - 1])
    ]
    z, bias = scene.z(layer, neuron), scene.weight(Parameter(layer, neuron))
    return equation(z.symbol, total(terms, bias), scene.digits, z.number)


def activation(scene: Scene, layer: int, neuron: int) -> list[Formula]:
    """The a of a neuron from its z; with a line for what the formula needs on the way."""
    if layer == scene.layers:
        return [prediction(scene, neuron)]
    z, a = scene.z(layer, neuron), scene.a(layer, neuron)
    form = ACTIVATION_FORMS[scene.network.activations[layer - 1]]
    lines, helper = helped(scene, layer, neuron)
    trees = form.f(z, helper)
    return [*lines, equation(a.symbol, trees, scene.digits, a.number, note=form.branch(z.number))]


def helped(scene: Scene, layer: int, neuron: int) -> tuple[list[Formula], Leaf]:
    """What the activation's formula calls by a letter of its own: the line that tells it, and the letter."""
    z = scene.z(layer, neuron)
    form = ACTIVATION_FORMS[scene.network.activations[layer - 1]]
    if not form.helper:
        return [], z
    tree = form.help(z)
    return [equation(form.helper, tree, scene.digits)], Leaf(tree.value(), form.helper)


def prediction(scene: Scene, k: int) -> Formula:
    """The ŷ of an output from the z of all."""
    z, p, _ = scene.ends()
    trees = LINK_FORMS[scene.network.loss_fn.output_name](z, k)
    return equation(p[k].symbol, trees, scene.digits, p[k].number)


def _sentence(scene: Scene, layer: int, neuron: int) -> str:
    z, a = scene.z(layer, neuron).number, scene.a(layer, neuron).number
    what = "the prediction ŷ" if layer == scene.layers else "its activation a"
    return (
        f"Each input times its weight, plus the bias: z = {scene.say(z)}. "
        f"{_function(scene, layer)}(z) gives {what} = {scene.say(a)}."
    )


def _function(scene: Scene, layer: int) -> str:
    if layer == scene.layers:
        return scene.network.loss_fn.output_name
    return scene.network.hidden[layer - 1].label
