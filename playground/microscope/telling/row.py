"""The row enters: its columns, scaled; the features made from them; and its target."""

from __future__ import annotations

from playground.data import feature
from playground.data.features import columns_used
from playground.microscope.expression import Leaf
from playground.microscope.forms import FEATURE_FORMS
from playground.microscope.formula import Formula, equation, remark, statement
from playground.microscope.telling.error import in_units
from playground.microscope.telling.scene import Scene, below
from playground.microscope.telling.telling import Telling

_MOST_LINES = 6


def tell_row(scene: Scene) -> Telling:
    """What the network is fed, and what it should answer."""
    features = scene.step.experiment.features
    inputs = [_column(scene, index) for index in columns_used(features)]
    inputs += [_made(scene, name) for name in features if name in FEATURE_FORMS]
    lines = inputs[:_MOST_LINES]
    if len(inputs) > _MOST_LINES:
        lines.append(remark(f"… and {len(inputs) - _MOST_LINES} more"))
    return Telling(f"Input: row {scene.row + 1}", (*lines, _target(scene)), _sentence(scene))


def _column(scene: Scene, index: int) -> Formula:
    """x₁ from its column."""
    data, scaling = scene.step.experiment.data, scene.step.experiment.inputs
    symbol = f"x{below(index)}"
    column = Leaf(float(data.X[scene.row, index]), symbol if data.generated else scene.names.columns[index])
    return _scaled(scene, symbol, column, float(scaling.shift[index]), float(scaling.scale[index]))


def _scaled(scene: Scene, symbol: str, column: Leaf, shift: float, scale: float) -> Formula:
    """x₁ = (size_m2 − mean) / std, or the column as it is."""
    if shift == 0.0 and scale == 1.0:
        return equation(symbol, column, scene.digits)
    return equation(symbol, (column - Leaf(shift, "mean")) / Leaf(scale, "std"), scene.digits)


def _made(scene: Scene, name: str) -> Formula:
    """A feature that is made from columns: x₁²."""
    experiment, made = scene.step.experiment, feature(name)
    scaled = experiment.inputs.apply(experiment.data.X[scene.row])
    leaves = [Leaf(float(scaled[index]), f"x{below(index)}") for index in made.columns]
    result = float(scene.step.X[scene.shown, experiment.features.index(name)])
    return equation(made.label, FEATURE_FORMS[name](*leaves), scene.digits, result)


def _target(scene: Scene) -> Formula:
    """The target, as the loss wants it."""
    experiment, Y = scene.step.experiment, scene.step.Y[scene.shown]
    if experiment.loss.targets == "value":
        column = Leaf(scene.truth, "y" if experiment.data.generated else scene.names.target)
        shift, scale = float(experiment.target.shift[0]), float(experiment.target.scale[0])
        return _scaled(scene, "y", column, shift, scale)
    name = scene.names.classes[int(scene.truth)]
    numbers = [scene.say(float(one)) for one in Y]
    if len(numbers) == 1:
        return statement(f"y = {numbers[0]}", f"because the row is {name}")
    return statement(f"y = ({', '.join(numbers)})", f"one-hot for {name}")


def _sentence(scene: Scene) -> str:
    names, truth = scene.names, scene.truth
    said = (
        f"is {names.classes[int(truth)]}"
        if names.classes
        else f"has {names.target} = {in_units(scene, truth)}"
    )
    sentence = f"Target: this row {said}."
    if scene.rows == 1:
        return sentence
    sentence += f" It is one of {scene.rows} rows whose gradients are averaged into one step"
    return f"{sentence}: {scene.short_batch}." if scene.short_batch else f"{sentence}."
