"""The error: prediction beside target, in the units of the data too, and the loss with its numbers."""

from __future__ import annotations

from playground.microscope.digits import number
from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.explanations.forward import prediction
from playground.microscope.expression import Leaf, total
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.formulas import LOSS_FORMULAS

_CURRENCIES = {"usd": "$", "eur": "€", "gbp": "£"}


def explain_error(context: StageContext) -> Explanation:
    """How far the prediction is off, and what the loss makes of it."""
    lines = [*in_own_units(context), *losses(context)]
    if context.network.sizes[-1] > 1:
        lines.insert(0, prediction(context, context.true_output))
    return Explanation("How wrong is the prediction?", tuple(lines), _sentence(context))


def losses(context: StageContext) -> list[Formula]:
    """The loss of the shown row, after its general formula if only a part of that holds; and the mean."""
    row, (z, p, y) = context.network.loss_fn, context.ends()
    own = context.of_row("E", context.row_index)
    formula, result = LOSS_FORMULAS[row.name], float(context.losses[context.row_index])
    why = formula.why(p, y)
    lines = [statement(f"{own} = {row.formula}")] if why else []
    lines.append(equation(own, formula.loss(z, p, y), context.digits, result, note=why))
    return [*lines, *([_mean_loss(context)] if context.rows > 1 else [])]


def _mean_loss(context: StageContext) -> Formula:
    """E of the batch: the mean of its rows' losses, among them that of the shown row."""
    terms = [Leaf(float(value), context.of_row("E", index)) for index, value in enumerate(context.losses)]
    tree = total(terms, first=context.row_index) / Leaf(context.rows, "N", "exact")
    return equation("E", tree, context.digits, context.loss, note=context.short_batch or context.mean_words)


def in_own_units(context: StageContext) -> list[Formula]:
    """Prediction and predicted − true in the units of the data, where the network learns in others."""
    experiment = context.step.experiment
    if experiment.loss.targets != "value" or experiment.target.is_identity:
        return []
    std, mean = (
        Leaf(float(experiment.target.scale[0]), "std"),
        Leaf(float(experiment.target.shift[0]), "mean"),
    )
    predicted, truth = Leaf(context.predicted, "predicted"), Leaf(context.truth, "true")
    back = equation("predicted", context.a(context.layers, 0) * std + mean, context.digits, context.predicted)
    return [back, equation("predicted − true", predicted - truth, context.digits, note=context.names.target)]


def in_units(context: StageContext, value: float) -> str:
    """A value of the target as the data speak of it: $256,112 in a column that ends in _usd."""
    text = number(value, context.digits)
    sign = _CURRENCIES.get(context.step.experiment.data.target.rpartition("_")[2].lower(), "")
    return f"−{sign}{text[1:]}" if text.startswith("−") else sign + text


def _sentence(context: StageContext) -> str:
    names, value, truth = context.names, context.predicted, context.truth
    if not names.classes:
        off = in_units(context, value - truth)
        two = f"Predicted {in_units(context, value)}, true {in_units(context, truth)}"
        return f"{two}: predicted − true = {off} ({names.target})."
    says, true = names.classes[int(value)], names.classes[int(truth)]
    if value == truth:
        return f"Predicted {says}, which is correct; the more confident the prediction, the smaller E."
    chance = float(
        context.step.experiment.probabilities(context.trace.prediction)[context.row_index, int(truth)]
    )
    return f"Predicted {says}; the true class {true} has a predicted probability of {context.say(chance)}."
