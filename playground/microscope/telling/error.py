"""The error: prediction beside target, and the loss with its numbers; in original units where it is scaled."""

from __future__ import annotations

from playground.microscope.expression import Leaf, total
from playground.microscope.formula import Formula, equation
from playground.microscope.forms import LOSS_FORMS
from playground.microscope.digits import number
from playground.microscope.telling.forward import prediction
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling

_CURRENCIES = {"usd": "$", "eur": "€", "gbp": "£"}


def tell_error(scene: Scene) -> Telling:
    lines = [loss(scene)]
    if scene.step.experiment.loss.targets == "value" and not scene.step.experiment.target.is_identity:
        lines = [unscaled(scene), *lines]
    elif scene.network.sizes[-1] > 1:
        lines = [prediction(scene, true_output(scene)), *lines]
    if scene.rows > 1:
        lines.append(mean_loss(scene))
    return Telling("How wrong is the prediction?", tuple(lines), _sentence(scene))


def loss(scene: Scene) -> Formula:
    """The loss of the shown row."""
    form = LOSS_FORMS[scene.network.error.name]
    outputs = scene.outputs()
    z = [scene.z(scene.layers, k) for k in outputs]
    p, y = [scene.a(scene.layers, k) for k in outputs], [scene.y(k) for k in outputs]
    result = float(row_losses(scene)[scene.shown])
    return equation(scene.loss_name, form.loss(z, p, y), scene.digits, result, note=form.why(p, y))


def row_losses(scene: Scene):
    return scene.step.losses_after if scene.after else scene.step.losses


def mean_loss(scene: Scene) -> Formula:
    """E of the batch: the mean of its rows' losses."""
    terms = [Leaf(float(value), scene.row_name("E", k)) for k, value in enumerate(row_losses(scene))]
    mean = scene.step.loss_after if scene.after else scene.step.loss
    return equation(
        "E",
        total(terms) / Leaf(scene.rows, "N", "exact"),
        scene.digits,
        mean,
        note=short_batch(scene) or f"the mean over {scene.rows} rows",
    )


def unscaled(scene: Scene) -> Formula:
    """The prediction in original units."""
    experiment = scene.step.experiment
    std, mean = (
        Leaf(float(experiment.target.scale[0]), "std"),
        Leaf(float(experiment.target.shift[0]), "mean"),
    )
    tree = scene.a(scene.layers, 0) * std + mean
    return equation(
        experiment.data.target, tree, scene.digits, predicted(scene), note="the prediction in its own units"
    )


def predicted(scene: Scene) -> float:
    """The prediction for the shown row: a value in original units, or the index of a class."""
    return float(scene.step.experiment.decode(scene.trace.prediction)[scene.shown])


def true_output(scene: Scene) -> int:
    """The output of the true class, or the only one."""
    return int(scene.step.Y[scene.shown].argmax())


def in_units(scene: Scene, value: float) -> str:
    """A value of the target as the data speak of it: $256,112 in a column that ends in _usd."""
    text = number(value, scene.digits)
    sign = _CURRENCIES.get(scene.step.experiment.data.target.rpartition("_")[2].lower(), "")
    return f"−{sign}{text[1:]}" if text.startswith("−") else sign + text


def short_batch(scene: Scene) -> str:
    """Words on a batch that is shorter than the others, or nothing."""
    step, train = scene.step, ~scene.step.experiment.data.test
    full = step.experiment.spec.batch_size or int(train.sum())
    if step.rows != step.moment.batch or scene.rows >= min(full, int(train.sum())):
        return ""
    return f"the last batch of the epoch is short: {scene.rows} rows, so the mean is over {scene.rows}"


def _sentence(scene: Scene) -> str:
    data, value = scene.step.experiment.data, predicted(scene)
    truth = float(data.y[scene.row])
    if not data.class_names:
        return (
            f"Predicted {in_units(scene, value)}, true {in_units(scene, truth)}: "
            f"an error of {in_units(scene, value - truth)} ({data.target})."
        )
    chance = float(scene.step.experiment.probabilities(scene.trace.prediction)[scene.shown, int(truth)])
    if value == truth:
        return f"It says {data.class_names[int(truth)]}, and that is right; the surer it is, the smaller E."
    return f"It says {data.class_names[int(value)]}; the truth is {data.class_names[int(truth)]}, to which it gives {scene.say(chance)}."
