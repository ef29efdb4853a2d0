"""After the update: the new prediction and the new loss, beside the old ones."""

from __future__ import annotations

from msgspec.structs import replace

from playground.microscope.digits import apart, number
from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.error import in_own_units, in_units, losses
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.explanations.forward import prediction, weighted_sum
from playground.microscope.expression import Leaf
from playground.microscope.formula import equation


def explain_after(context: StageContext) -> Explanation:
    """The last layer and the error once more, with the new weights."""
    new, k = replace(context, after=True), context.true_output
    change = Leaf(new.loss, "E after") - Leaf(context.loss, "E before")
    lines = [
        weighted_sum(new, context.layers, k),
        prediction(new, k),
        *in_own_units(new),
        *losses(new),
        equation("ΔE", change, context.digits),
    ]
    return Explanation("Did the loss decrease?", tuple(lines), _sentence(context, new))


def _sentence(context: StageContext, after: StageContext) -> str:
    old, new = context.loss, after.loss
    way = "has fallen" if new < old else "has risen" if new > old else "is the same"
    of = "this row" if context.rows == 1 else f"these {context.rows} rows"
    return f"{_predictions(context, after)} The loss of {of} {way}: {_both(old, new, context.digits)}."


def _predictions(context: StageContext, after: StageContext) -> str:
    if not context.step.experiment.data.class_names:
        old, new = in_units(context, context.predicted), in_units(after, after.predicted)
        return f"Predicted: {old} before, {new} now."
    p, q = (each.a(context.layers, context.true_output) for each in (context, after))
    return f"{p.symbol}: {_both(p.number, q.number, context.digits)}."


def _both(old: float, new: float, digits: int) -> str:
    """Both numbers, with as many digits as it takes to tell them apart."""
    digits = apart(old, new, digits)
    return f"{number(old, digits)} before, {number(new, digits)} now"
