"""The row enters: its columns, scaled; the features made from them; and its target."""

from __future__ import annotations

from playground.data import BUNDLED, feature
from playground.data.features import columns_used
from playground.microscope.expression import Leaf
from playground.microscope.formula import Formula, equation, remark, statement
from playground.microscope.forms import FEATURE_FORMS
from playground.microscope.telling.error import in_units, short_batch
from playground.microscope.telling.scene import Scene, below
from playground.microscope.telling.telling import Telling

_MOST_LINES = 6


def tell_row(scene: Scene) -> Telling:
    inputs = [_column(scene, index) for index in columns_used(scene.step.experiment.features)]
    inputs += [_made(scene, name) for name in scene.step.experiment.features if name in FEATURE_FORMS]
    lines = inputs[:_MOST_LINES]
    if len(inputs) > _MOST_LINES:
        lines.append(remark(f"… and {len(inputs) - _MOST_LINES} more features"))
    return Telling(f"Row {scene.row + 1} enters the network", (*lines, _target(scene)), _sentence(scene))


def _column(scene: Scene, index: int) -> Formula:
    """x₁ from its column: (size_m2 − mean) / std where it is scaled."""
    experiment = scene.step.experiment
    column = Leaf(float(experiment.data.X[scene.row, index]), experiment.data.columns[index])
    return _scaled(
        scene, f"x{below(index)}", column, experiment.inputs.shift[index], experiment.inputs.scale[index]
    )


def _scaled(scene: Scene, name: str, column: Leaf, shift: float, scale: float) -> Formula:
    if shift == 0.0 and scale == 1.0:
        letter = name if scene.step.experiment.data.generated else column.symbol
        return equation(name, Leaf(column.number, letter), scene.digits)
    return equation(name, (column - Leaf(float(shift), "mean")) / Leaf(float(scale), "std"), scene.digits)


def _made(scene: Scene, name: str) -> Formula:
    """A feature that is made from columns: x₁²."""
    experiment = scene.step.experiment
    made = feature(name)
    scaled = experiment.inputs.apply(experiment.data.X[scene.row])
    leaves = [Leaf(float(scaled[index]), f"x{below(index)}") for index in made.columns]
    result = float(scene.step.X[scene.shown, experiment.features.index(name)])
    return equation(made.label, FEATURE_FORMS[name](*leaves), scene.digits, result)


def _target(scene: Scene) -> Formula:
    """The target, as the loss wants it."""
    experiment, Y = scene.step.experiment, scene.step.Y[scene.shown]
    truth = float(experiment.data.y[scene.row])
    if experiment.loss.targets == "value":
        column = Leaf(truth, experiment.data.target)
        return _scaled(scene, "y", column, experiment.target.shift[0], experiment.target.scale[0])
    name = experiment.data.class_names[int(truth)]
    if len(Y) == 1:
        return statement(f"y = {scene.say(float(Y[0]))}", f"because the row is {name}")
    return statement(f"y = ({', '.join(scene.say(float(one)) for one in Y)})", f"a 1 in the place of {name}")


def _sentence(scene: Scene) -> str:
    experiment = scene.step.experiment
    truth = float(experiment.data.y[scene.row])
    names = experiment.data.class_names
    said = f"{experiment.data.target} {in_units(scene, truth)}" if not names else names[int(truth)]
    sentence = f"The network is to learn that this row is {said}."
    if scene.rows > 1:
        sentence += f" It is one of {scene.rows} rows whose gradients are averaged into one step"
        sentence += f"; {words}." if (words := short_batch(scene)) else "."
    return sentence
