"""Forward: z = w·a + b and a = f(z) of a layer."""

from __future__ import annotations

from playground.engine import Parameter
from playground.microscope.expression import Expression, Leaf, total
from playground.microscope.formula import Formula, equation, remark
from playground.microscope.forms import ACTIVATION_FORMS, LINK_FORMS
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling

MOST_LINES = 4


def tell_forward(scene: Scene, layer: int) -> Telling:
    followed = scene.followed(layer)
    neurons = range(scene.network.sizes[layer])
    if followed is None and len(neurons) == 1:
        followed = 0
    if followed is not None:
        lines = [weighted_sum(scene, layer, followed), *activation(scene, layer, followed)]
        title = f"What does {scene.neuron_name(layer, followed)} compute?"
        return Telling(title, tuple(lines), _sentence(scene, layer, followed))
    lines = [weighted_sum(scene, layer, neuron) for neuron in neurons[:MOST_LINES]]
    if len(neurons) * 2 <= MOST_LINES:
        lines += [line for neuron in neurons for line in activation(scene, layer, neuron)]
    lines += _unsaid(len(neurons))
    return Telling(f"What does {scene.layer_name(layer)} compute?", tuple(lines), _of_all(scene, layer))


def weighted_sum(scene: Scene, layer: int, neuron: int) -> Formula:
    """z of a neuron: its terms by size."""
    terms: list[Expression] = [
        scene.weight(Parameter(layer, neuron, source)) * scene.a(layer - 1, source)
        for source in range(scene.network.sizes[layer - 1])
    ]
    z = scene.z(layer, neuron)
    terms.append(scene.weight(Parameter(layer, neuron)))
    return equation(z.symbol, total(terms), scene.digits, z.number)


def activation(scene: Scene, layer: int, neuron: int) -> list[Formula]:
    """a of a neuron from its z; with a line for what the formula needs on the way."""
    if layer == scene.layers:
        return [prediction(scene, neuron)]
    z, a = scene.z(layer, neuron), scene.a(layer, neuron)
    form = ACTIVATION_FORMS[scene.network.activations[layer - 1]]
    lines, helper = helped(scene, layer, neuron)
    trees = form.f(z, helper)
    return [*lines, equation(a.symbol, trees, scene.digits, a.number, note=form.branch(z.number))]


def helped(scene: Scene, layer: int, neuron: int) -> tuple[list[Formula], Leaf]:
    """The line of what the activation's formula calls by a letter of its own, and that letter."""
    z = scene.z(layer, neuron)
    form = ACTIVATION_FORMS[scene.network.activations[layer - 1]]
    if not form.helper:
        return [], z
    tree = form.help(z)
    return [equation(form.helper, tree, scene.digits)], Leaf(tree.value(), form.helper)


def prediction(scene: Scene, k: int) -> Formula:
    """ŷ of an output from the z."""
    z = [scene.z(scene.layers, j) for j in scene.outputs()]
    p = scene.a(scene.layers, k)
    return equation(p.symbol, LINK_FORMS[scene.network.error.link_name](z, k), scene.digits, p.number)


def _unsaid(neurons: int) -> list[Formula]:
    more = neurons - MOST_LINES
    return [remark(f"… and {more} more: choose a neuron or a link to follow it.")] if more > 0 else []


def _sentence(scene: Scene, layer: int, neuron: int) -> str:
    z, a = scene.z(layer, neuron), scene.a(layer, neuron)
    what = "the prediction ŷ" if layer == scene.layers else "its activation a"
    return (
        f"Each input times its weight, and the bias: together z = {scene.say(z.number)}. "
        f"The {_function(scene, layer)} function makes {what} = {scene.say(a.number)} of it."
    )


def _of_all(scene: Scene, layer: int) -> str:
    return (
        f"Every neuron sums what it is fed times its weights, adds its bias, and puts the sum z through the "
        f"{_function(scene, layer)} function."
    )


def _function(scene: Scene, layer: int) -> str:
    if layer == scene.layers:
        return scene.network.error.link_name
    return scene.network.functions[layer - 1].label
