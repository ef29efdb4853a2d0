"""Backward: the partial derivatives ∂E/∂w = δ·a and ∂E/∂b = δ, and the sign rule."""

from __future__ import annotations

import math

from playground.engine import OPTIMISERS
from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.expression import Leaf, total
from playground.microscope.formula import Formula, equation
from playground.training.parameters import Parameter


def explain_slope(context: StageContext, layer: int) -> Explanation:
    """The slope of the chosen weight, or of the first of the layer; in a batch the mean as well."""
    chosen = context.followed if context.followed.layer == layer else Parameter(layer, 0, 0)
    lines = [own_slope(context, chosen)]
    if context.rows > 1:
        lines.append(mean_slope(context, chosen))
    elif chosen.source is not None:
        lines.append(own_slope(context, Parameter(layer, chosen.to)))
    title = f"How does E depend on {context.kind(chosen)} {chosen.label}?"
    return Explanation(title, tuple(lines), _sentence(context, chosen))


def own_slope(context: StageContext, parameter: Parameter) -> Formula:
    """Of the shown row alone."""
    delta = context.delta(parameter.layer, parameter.to)
    tree = delta if parameter.source is None else delta * context.a(parameter.layer - 1, parameter.source)
    result = float(context.step.row_gradients(parameter)[context.row_index])
    name = _row_slope(context, parameter, context.row_index)
    return equation(name, tree, context.digits, result, of=parameter)


def mean_slope(context: StageContext, parameter: Parameter) -> Formula:
    """The mean over the rows of the batch, among them the shown one."""
    terms = [
        Leaf(float(value), _row_slope(context, parameter, index))
        for index, value in enumerate(context.step.row_gradients(parameter))
    ]
    mean = context.gradient(parameter)
    tree = total(terms, first=context.row_index) / Leaf(context.rows, "N", "exact")
    return equation(mean.symbol, tree, context.digits, mean.number, note=context.mean_words, of=parameter)


def _row_slope(context: StageContext, parameter: Parameter, index: int) -> str:
    """The letters for ∂E₁₇/∂w."""
    return f"∂{context.of_row('E', index)}/∂{parameter.label}"


def _sentence(context: StageContext, parameter: Parameter) -> str:
    """The sign rule in words."""
    slope, kind = context.gradient(parameter).number, context.kind(parameter)
    if slope == 0 or math.isnan(slope):
        leaves = "this row leaves" if context.rows == 1 else "these rows leave"
        return f"The slope is {context.say(slope)}: {leaves} this {kind} as it is."
    sign, does, goes = ("positive", "raises", "down") if slope > 0 else ("negative", "lowers", "up")
    told = f"The slope is {sign}: raising this {kind} {does} the loss"
    if context.step.is_frozen(parameter):
        return f"{told}. It is frozen, so it does not change."
    spec = context.step.experiment.spec
    rule = OPTIMISERS[spec.optimiser]
    if rule.plain and not spec.penalty_strength and context.step.clipping == 1.0:
        return f"{told}, so it goes {goes}, by α × {context.say(abs(slope))}."
    return (
        f"{told}, so the gradient step goes {goes}; "
        f"the actual step of {rule.label} is shown at the Update stage."
    )
