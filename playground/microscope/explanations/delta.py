"""Backward: δ of a layer, at the output from the loss, before it by the chain rule."""

from __future__ import annotations

from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.explanations.forward import helped
from playground.microscope.expression import Expression, total
from playground.microscope.formula import Formula, equation
from playground.microscope.formulas import ACTIVATION_FORMULAS, LOSS_FORMULAS
from playground.training.parameters import Parameter


def explain_delta(context: StageContext, layer: int) -> Explanation:
    """How δ of the followed neuron is found."""
    neuron = context.neuron_of(layer)
    lines = slope(context, layer, neuron) if layer < context.layers else []
    lines.append(delta(context, layer, neuron))
    return Explanation(_title(context, layer, neuron), tuple(lines), _sentence(context, layer, neuron))


def delta(context: StageContext, layer: int, neuron: int) -> Formula:
    """From the loss, or (Σ w·δ of the layer behind it) · f′(z)."""
    here = context.delta(layer, neuron)
    if layer == context.layers:
        formula = LOSS_FORMULAS[context.network.loss_fn.name]
        tree = formula.delta(context.a(layer, neuron), context.y(neuron))
        why = formula.why(*context.ends()[1:]) if formula.parted else ""
        return equation(here.symbol, tree, context.digits, here.number, note=why)
    terms: list[Expression] = [
        context.weight(Parameter(layer + 1, to, neuron)) * context.delta(layer + 1, to)
        for to in range(context.network.sizes[layer + 1])
    ]
    return equation(here.symbol, total(terms) * context.slope(layer, neuron), context.digits, here.number)


def slope(context: StageContext, layer: int, neuron: int) -> list[Formula]:
    """f′(z) of a hidden neuron."""
    z, a, f = context.z(layer, neuron), context.a(layer, neuron), context.slope(layer, neuron)
    formula = ACTIVATION_FORMULAS[context.network.activations[layer - 1]]
    lines, helper = helped(context, layer, neuron)
    tree = formula.slope(z, a, helper)
    return [*lines, equation(f.symbol, tree, context.digits, f.number, note=formula.branch(z.number))]


def _title(context: StageContext, layer: int, neuron: int) -> str:
    if layer == context.layers:
        return "How wrong is the output?"
    return f"How does E depend on z of {context.neuron_name(layer, neuron)}?"


def _sentence(context: StageContext, layer: int, neuron: int) -> str:
    here = context.delta(layer, neuron).number
    way = "raises" if here > 0 else "lowers" if here < 0 else "does not change"
    meaning = f"δ = {context.say(here)}: raising z of {context.neuron_name(layer, neuron)} {way} the loss."
    if layer == context.layers:
        return f"{meaning} The backward pass starts here."
    return f"{meaning} Chain rule: the δ of the next layer, weighted and summed, times f′(z)."
