"""Forward: z = w·a + b and a = f(z) of a layer."""

from __future__ import annotations

from playground.engine import Parameter
from playground.microscope.expression import Expression, Leaf, total
from playground.microscope.forms import ACTIVATION_FORMS, LINK_FORMS
from playground.microscope.formula import Formula, equation, remark
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling

MOST_LINES = 4


def tell_forward(scene: Scene, layer: int) -> Telling:
    """The followed neuron in full; without one, all neurons as far as there is room."""
    followed = scene.followed(layer)
    neurons = range(scene.network.sizes[layer])
    told = neurons if followed is None else range(followed, followed + 1)
    lines = [weighted_sum(scene, layer, neuron) for neuron in told[:MOST_LINES]]
    if 2 * len(told) <= MOST_LINES:
        lines += [line for neuron in told for line in activation(scene, layer, neuron)]
    lines += unsaid(len(told))
    if len(told) > 1:
        title = f"What does {scene.layer_name(layer)} compute?"
        return Telling(title, tuple(lines), _of_all(scene, layer))
    title = f"What does {scene.neuron_name(layer, told[0])} compute?"
    return Telling(title, tuple(lines), _of_one(scene, layer, told[0]))


def weighted_sum(scene: Scene, layer: int, neuron: int) -> Formula:
    """The z of a neuron: its terms by size, and the bias."""
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
    trees = LINK_FORMS[scene.network.error.link_name](z, k)
    return equation(p[k].symbol, trees, scene.digits, p[k].number)


def unsaid(neurons: int) -> list[Formula]:
    """A line that counts the neurons for which there was no room."""
    more = neurons - MOST_LINES
    return [remark(f"… and {more} more: choose a neuron or a link to follow it.")] if more > 0 else []


def _of_one(scene: Scene, layer: int, neuron: int) -> str:
    z, a = scene.z(layer, neuron).number, scene.a(layer, neuron).number
    what = "the prediction ŷ" if layer == scene.layers else "its activation a"
    return (
        f"Each input times its weight, and the bias: together z = {scene.say(z)}. "
        f"The {_function(scene, layer)} function makes {what} = {scene.say(a)} of it."
    )


def _of_all(scene: Scene, layer: int) -> str:
    return (
        "Every neuron sums what it is fed times its weights, adds its bias, and puts the sum z through the "
        f"{_function(scene, layer)} function."
    )


def _function(scene: Scene, layer: int) -> str:
    if layer == scene.layers:
        return scene.network.error.link_name
    return scene.network.functions[layer - 1].label
