"""Forward: z = w·a + b and a = f(z) of a layer."""

from __future__ import annotations

from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.expression import Expression, Leaf, total
from playground.microscope.formula import Formula, equation
from playground.microscope.formulas import ACTIVATION_FORMULAS, OUTPUT_FORMULAS
from playground.training.parameters import Parameter


def explain_forward(context: StageContext, layer: int) -> Explanation:
    """The followed neuron, from its inputs to its activation."""
    neuron = context.neuron_of(layer)
    lines = [weighted_sum(context, layer, neuron), *activation(context, layer, neuron)]
    title = f"What does {context.neuron_name(layer, neuron)} compute?"
    return Explanation(title, tuple(lines), _sentence(context, layer, neuron))


def weighted_sum(context: StageContext, layer: int, neuron: int) -> Formula:
    """The z of a neuron: weight times input, in the order of the inputs, and the bias."""
    terms: list[Expression] = [
        context.weight(Parameter(layer, neuron, source)) * context.a(layer - 1, source)
        for source in range(context.network.sizes[layer - 1])
    ]
    z, bias = context.z(layer, neuron), context.weight(Parameter(layer, neuron))
    return equation(z.symbol, total(terms, bias), context.digits, z.number)


def activation(context: StageContext, layer: int, neuron: int) -> list[Formula]:
    """The a of a neuron from its z; with a line for what the formula needs on the way."""
    if layer == context.layers:
        return [prediction(context, neuron)]
    z, a = context.z(layer, neuron), context.a(layer, neuron)
    formula = ACTIVATION_FORMULAS[context.network.activations[layer - 1]]
    lines, helper = helped(context, layer, neuron)
    trees = formula.f(z, helper)
    return [*lines, equation(a.symbol, trees, context.digits, a.number, note=formula.branch(z.number))]


def helped(context: StageContext, layer: int, neuron: int) -> tuple[list[Formula], Leaf]:
    """What the activation's formula calls by a letter of its own: the line that tells it, and the letter."""
    z = context.z(layer, neuron)
    formula = ACTIVATION_FORMULAS[context.network.activations[layer - 1]]
    if not formula.helper:
        return [], z
    tree = formula.help(z)
    return [equation(formula.helper, tree, context.digits)], Leaf(tree.value(), formula.helper)


def prediction(context: StageContext, k: int) -> Formula:
    """The ŷ of an output from the z of all."""
    z, p, _ = context.ends()
    trees = OUTPUT_FORMULAS[context.network.loss_fn.output_name](z, k)
    return equation(p[k].symbol, trees, context.digits, p[k].number)


def _sentence(context: StageContext, layer: int, neuron: int) -> str:
    z, a = context.z(layer, neuron).number, context.a(layer, neuron).number
    what = "the prediction ŷ" if layer == context.layers else "its activation a"
    return (
        f"Each input times its weight, plus the bias: z = {context.say(z)}. "
        f"{_function(context, layer)}(z) gives {what} = {context.say(a)}."
    )


def _function(context: StageContext, layer: int) -> str:
    if layer == context.layers:
        return context.network.loss_fn.output_name
    return context.network.hidden[layer - 1].label
