"""Backward: the partial derivatives ∂E/∂w = δ·a and ∂E/∂b = δ, and the sign rule."""

from __future__ import annotations

import math

from playground.engine import OPTIMISERS
from playground.microscope.expression import Leaf, total
from playground.microscope.formula import Formula, equation
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling
from playground.training.parameters import Parameter


def tell_slope(scene: Scene, layer: int) -> Telling:
    """The slope of the chosen weight, or of the first of the layer; in a batch the mean as well."""
    chosen = scene.chosen if scene.chosen.layer == layer else Parameter(layer, 0, 0)
    lines = [own_slope(scene, chosen)]
    if scene.rows > 1:
        lines.append(mean_slope(scene, chosen))
    elif chosen.source is not None:
        lines.append(own_slope(scene, Parameter(layer, chosen.to)))
    title = f"How does E depend on {scene.kind(chosen)} {chosen.label}?"
    return Telling(title, tuple(lines), _sentence(scene, chosen))


def own_slope(scene: Scene, parameter: Parameter) -> Formula:
    """Of the shown row alone."""
    delta = scene.delta(parameter.layer, parameter.to)
    tree = delta if parameter.source is None else delta * scene.a(parameter.layer - 1, parameter.source)
    result = float(scene.step.row_gradients(parameter)[scene.shown])
    name = _row_slope(scene, parameter, scene.shown)
    return equation(name, tree, scene.digits, result, of=parameter)


def mean_slope(scene: Scene, parameter: Parameter) -> Formula:
    """The mean over the rows of the batch."""
    terms = [
        Leaf(float(value), _row_slope(scene, parameter, index))
        for index, value in enumerate(scene.step.row_gradients(parameter))
    ]
    mean = scene.gradient(parameter)
    tree = total(terms) / Leaf(scene.rows, "N", "exact")
    return equation(mean.symbol, tree, scene.digits, mean.number, note=scene.mean_words, of=parameter)


def _row_slope(scene: Scene, parameter: Parameter, index: int) -> str:
    """The letters for ∂E₁₇/∂w."""
    return f"∂{scene.of_row('E', index)}/∂{parameter.label}"


def _sentence(scene: Scene, parameter: Parameter) -> str:
    """The sign rule in words."""
    slope, kind = scene.gradient(parameter).number, scene.kind(parameter)
    if slope == 0 or math.isnan(slope):
        which = "this row" if scene.rows == 1 else "these rows"
        return (
            f"The slope is {scene.say(slope)}: {which} leave{'s' * (scene.rows == 1)} this {kind} as it is."
        )
    sign, does, goes = ("positive", "raises", "down") if slope > 0 else ("negative", "lowers", "up")
    told = f"The slope is {sign}: raising this {kind} {does} the loss"
    if scene.step.is_locked(parameter):
        return f"{told}. It is frozen, so it does not change."
    spec = scene.step.experiment.spec
    if spec.optimizer == "sgd" and spec.regularisation == "none" and scene.step.clipping == 1.0:
        return f"{told}, so it goes {goes}, by α × {scene.say(abs(slope))}."
    rule = OPTIMISERS[spec.optimizer].label
    return f"{told}, so the gradient step goes {goes}; the actual step of {rule} is shown at the update."
