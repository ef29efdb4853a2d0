"""The gradient ∇E: all partial derivatives together, with penalty, frozen parameters and clipping."""

from __future__ import annotations

import numpy as np

from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.expression import Expression, Leaf, call, total
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.formulas import PENALTY_FORMULAS
from playground.training.parameters import Parameter, all_parameters

_MOST = 4  # parts of a vector on one line


def explain_gradient(context: StageContext) -> Explanation:
    """The vector and its length; what penalty, freezing and clipping make of the chosen weight's part."""
    lines = [_vector(context), *changed(context), _length(context), *_clipped(context)]
    return Explanation("The gradient: all partial derivatives", tuple(lines), _sentence(context))


def changed(context: StageContext) -> list[Formula]:
    """How g of the chosen weight comes from its slope; [] where it is the slope itself."""
    spec, chosen = context.step.experiment.spec, context.followed
    if context.step.is_frozen(chosen):
        return [statement("g = 0", f"{chosen.label} is frozen: it is not trained")]
    if spec.regularisation == "none" or chosen.source is None:
        return []
    rate = Leaf(spec.regularisation_rate, "λ", "exact")
    tree = context.gradient(chosen) + PENALTY_FORMULAS[spec.regularisation](rate, context.weight(chosen))
    result = float(context.step.full_gradient[context.place])
    return [equation("g", tree, context.digits, result, note="plus the gradient of the penalty")]


def _parameters(context: StageContext) -> tuple[Parameter, ...]:
    return all_parameters(context.network.sizes)


def _vector(context: StageContext) -> Formula:
    """∇E = (∂E/∂w⁽¹⁾₁₁, ...) = (0.310, ...), as far as there is room."""
    whole = len(context.step.gradient)
    first = _parameters(context)[:_MOST]
    leaves = [context.gradient(parameter) for parameter in first]
    more = ["…"] if whole > _MOST else []
    letters = ", ".join([*(leaf.write() for leaf in leaves), *more])
    numbers = ", ".join([*(leaf.write(context.digits) for leaf in leaves), *more])
    note = f"{whole} numbers, one for each weight and bias" if more else ""
    return statement(f"∇E = ({letters}) = ({numbers})", note, first)


def _length(context: StageContext) -> Formula:
    """The length from the largest parts: of ∇E or, if penalty or freezing have changed it, of g."""
    full = context.step.full_gradient
    same = np.array_equal(full, context.step.gradient)
    parameters, squares = _parameters(context), full * full
    ranked = np.argsort(-squares, kind="stable")
    most = _MOST if len(ranked) > _MOST + 1 else len(ranked)
    terms: list[Expression] = [
        Leaf(
            float(full[k]),
            context.slope_name(parameters[k]) if same else f"g of {parameters[k].label}",
            of=parameters[k],
        )
        ** 2
        for k in sorted(ranked[:most])
    ]
    rest = ranked[most:]
    more = [Leaf(float(squares[rest].sum()), f"{len(rest)} more", "rest")] if len(rest) else []
    tree = call("√", total(terms, *more, most=len(terms)))
    name, note = ("‖∇E‖", "its norm") if same else ("‖g‖", "the norm, with penalty and frozen parameters")
    return equation(name, tree, context.digits, context.step.gradient_norm, note=note)


def _clipped(context: StageContext) -> list[Formula]:
    """The factor of clipping, and what it leaves of the chosen weight's part."""
    step = context.step
    if step.clipping == 1.0:
        return []
    limit, length = Leaf(step.experiment.spec.clip_norm, "limit", "exact"), Leaf(step.gradient_norm, "length")
    symbol = "g" if changed(context) else context.slope_name(context.followed)
    part = Leaf(float(step.full_gradient[context.place]), symbol)
    used = float(step.used_gradient[context.place])
    why = "the gradient is longer than the limit: it is clipped"
    return [
        equation("c", limit / length, context.digits, step.clipping, note=why),
        equation("g", Leaf(step.clipping, "c") * part, context.digits, used, sign="←"),
    ]


def _sentence(context: StageContext) -> str:
    largest = _parameters(context)[int(np.argmax(np.abs(context.step.gradient)))]
    part = context.gradient(largest)
    return (
        "The gradient points where E rises fastest; the step goes the other way. "
        f"Its largest part is {part.symbol} = {context.say(part.number)}. "
        "All parts are evaluated at the old weights."
    )
