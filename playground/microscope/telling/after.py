"""After the update: the new prediction and the new loss, beside the old ones."""

from __future__ import annotations

from dataclasses import replace

from playground.microscope.digits import apart, number
from playground.microscope.expression import Leaf
from playground.microscope.formula import equation
from playground.microscope.telling.error import in_own_units, in_units, losses
from playground.microscope.telling.forward import prediction, weighted_sum
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling


def tell_after(scene: Scene) -> Telling:
    """The last layer and the error once more, with the new weights."""
    new, k = replace(scene, after=True), scene.true_output
    change = Leaf(new.loss, "E after") - Leaf(scene.loss, "E before")
    lines = [
        weighted_sum(new, scene.layers, k),
        prediction(new, k),
        *in_own_units(new),
        *losses(new),
        equation("ΔE", change, scene.digits),
    ]
    return Telling("Did the loss decrease?", tuple(lines), _sentence(scene, new))


def _sentence(scene: Scene, after: Scene) -> str:
    old, new = scene.loss, after.loss
    way = "has fallen" if new < old else "has risen" if new > old else "is the same"
    of = "this row" if scene.rows == 1 else f"these {scene.rows} rows"
    return f"{_predictions(scene, after)} The loss of {of} {way}: {_both(old, new, scene.digits)}."


def _predictions(scene: Scene, after: Scene) -> str:
    if not scene.step.experiment.data.class_names:
        old, new = in_units(scene, scene.predicted), in_units(after, after.predicted)
        return f"Predicted: {old} before, {new} now."
    p, q = (each.a(scene.layers, scene.true_output) for each in (scene, after))
    return f"{p.symbol}: {_both(p.number, q.number, scene.digits)}."


def _both(old: float, new: float, digits: int) -> str:
    """Both numbers, with as many digits as it takes to tell them apart."""
    digits = apart(old, new, digits)
    return f"{number(old, digits)} before, {number(new, digits)} now"
