"""The error: prediction beside target, in the units of the data too, and the loss with its numbers."""

from __future__ import annotations

from playground.microscope.digits import number
from playground.microscope.expression import Leaf, total
from playground.microscope.forms import LOSS_FORMS
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.telling.forward import prediction
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling

_CURRENCIES = {"usd": "$", "eur": "€", "gbp": "£"}


def tell_error(scene: Scene) -> Telling:
    """How far the prediction is off, and what the loss makes of it."""
    lines = [*in_own_units(scene), *losses(scene)]
    if scene.network.sizes[-1] > 1:
        lines.insert(0, prediction(scene, scene.true_output))
    return Telling("How wrong is the prediction?", tuple(lines), _sentence(scene))


def losses(scene: Scene) -> list[Formula]:
    """The loss of the shown row, after its general formula if only a part of that holds; and the mean."""
    row, (z, p, y) = scene.network.loss_fn, scene.ends()
    own = scene.of_row("E", scene.shown)
    form, result = LOSS_FORMS[row.name], float(scene.losses[scene.shown])
    why = form.why(p, y)
    lines = [statement(f"{own} = {row.formula}")] if why else []
    lines.append(equation(own, form.loss(z, p, y), scene.digits, result, note=why))
    return [*lines, *([_mean_loss(scene)] if scene.rows > 1 else [])]


def _mean_loss(scene: Scene) -> Formula:
    """E of the batch: the mean of its rows' losses."""
    terms = [Leaf(float(value), scene.of_row("E", index)) for index, value in enumerate(scene.losses)]
    tree = total(terms) / Leaf(scene.rows, "N", "exact")
    return equation("E", tree, scene.digits, scene.loss, note=scene.short_batch or scene.mean_words)


def in_own_units(scene: Scene) -> list[Formula]:
    """Prediction and predicted − true in the units of the data, where the network learns in others."""
    experiment = scene.step.experiment
    if experiment.loss.targets != "value" or experiment.target.is_identity:
        return []
    std, mean = (
        Leaf(float(experiment.target.scale[0]), "std"),
        Leaf(float(experiment.target.shift[0]), "mean"),
    )
    predicted, truth = Leaf(scene.predicted, "predicted"), Leaf(scene.truth, "true")
    back = equation("predicted", scene.a(scene.layers, 0) * std + mean, scene.digits, scene.predicted)
    return [back, equation("predicted − true", predicted - truth, scene.digits, note=scene.names.target)]


def in_units(scene: Scene, value: float) -> str:
    """A value of the target as the data speak of it: $256,112 in a column that ends in _usd."""
    text = number(value, scene.digits)
    sign = _CURRENCIES.get(scene.step.experiment.data.target.rpartition("_")[2].lower(), "")
    return f"−{sign}{text[1:]}" if text.startswith("−") else sign + text


def _sentence(scene: Scene) -> str:
    names, value, truth = scene.names, scene.predicted, scene.truth
    if not names.classes:
        off = in_units(scene, value - truth)
        two = f"Predicted {in_units(scene, value)}, true {in_units(scene, truth)}"
        return f"{two}: predicted − true = {off} ({names.target})."
    says, true = names.classes[int(value)], names.classes[int(truth)]
    if value == truth:
        return f"Predicted {says}, which is correct; the more confident the prediction, the smaller E."
    chance = float(scene.step.experiment.probabilities(scene.trace.prediction)[scene.shown, int(truth)])
    return f"Predicted {says}; the true class {true} has a predicted probability of {scene.say(chance)}."
