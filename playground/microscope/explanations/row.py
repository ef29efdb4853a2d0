"""The row enters: its columns, scaled; the features made from them; and its target."""

from __future__ import annotations

from playground.data import feature
from playground.data.features import columns_used
from playground.microscope.explanations.context import StageContext, below
from playground.microscope.explanations.error import in_units
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.expression import Leaf
from playground.microscope.formula import Formula, equation, remark, statement
from playground.microscope.formulas import FEATURE_FORMULAS

_MOST_LINES = 6


def explain_row(context: StageContext) -> Explanation:
    """The inputs of the network, and the target."""
    features = context.step.experiment.features
    inputs = [_column(context, index) for index in columns_used(features)]
    inputs += [_made(context, name) for name in features if name in FEATURE_FORMULAS]
    lines = inputs[:_MOST_LINES]
    if len(inputs) > _MOST_LINES:
        lines.append(remark(f"… and {len(inputs) - _MOST_LINES} more"))
    return Explanation(f"Input: row {context.row + 1}", (*lines, _target(context)), _sentence(context))


def _column(context: StageContext, index: int) -> Formula:
    """x₁ from its column."""
    data, scaling = context.step.experiment.data, context.step.experiment.inputs
    symbol = f"x{below(index)}"
    column = Leaf(
        float(data.X[context.row, index]), symbol if data.generated else context.names.columns[index]
    )
    return _scaled(context, symbol, column, float(scaling.shift[index]), float(scaling.scale[index]))


def _scaled(context: StageContext, symbol: str, column: Leaf, shift: float, scale: float) -> Formula:
    """x₁ = (size_m2 − mean) / std, or the column as it is."""
    if shift == 0.0 and scale == 1.0:
        return equation(symbol, column, context.digits)
    return equation(symbol, (column - Leaf(shift, "mean")) / Leaf(scale, "std"), context.digits)


def _made(context: StageContext, name: str) -> Formula:
    """A feature that is made from columns: x₁²."""
    experiment, made = context.step.experiment, feature(name)
    scaled = experiment.inputs.apply(experiment.data.X[context.row])
    leaves = [Leaf(float(scaled[index]), f"x{below(index)}") for index in made.columns]
    result = float(context.step.X[context.row_index, experiment.features.index(name)])
    return equation(made.label, FEATURE_FORMULAS[name](*leaves), context.digits, result)


def _target(context: StageContext) -> Formula:
    """The target, as the loss wants it."""
    experiment, Y = context.step.experiment, context.step.Y[context.row_index]
    if experiment.loss.targets == "value":
        column = Leaf(context.truth, "y" if experiment.data.generated else context.names.target)
        shift, scale = float(experiment.target.shift[0]), float(experiment.target.scale[0])
        return _scaled(context, "y", column, shift, scale)
    name = context.names.classes[int(context.truth)]
    numbers = [context.say(float(one)) for one in Y]
    if len(numbers) == 1:
        return statement(f"y = {numbers[0]}", f"because the row is {name}")
    return statement(f"y = ({', '.join(numbers)})", f"one-hot for {name}")


def _sentence(context: StageContext) -> str:
    names, truth = context.names, context.truth
    said = (
        f"is {names.classes[int(truth)]}"
        if names.classes
        else f"has {names.target} = {in_units(context, truth)}"
    )
    sentence = f"Target: this row {said}."
    if context.rows == 1:
        return sentence
    sentence += f" It is one of {context.rows} rows whose gradients are averaged for one update"
    return f"{sentence}: {context.short_batch}." if context.short_batch else f"{sentence}."
