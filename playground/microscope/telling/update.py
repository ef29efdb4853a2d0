"""The update of the chosen weight by the optimiser's rule, and what has become better."""

from __future__ import annotations

from dataclasses import replace

from playground.engine import OPTIMISERS, REGULARISERS
from playground.microscope.expression import Leaf
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.forms import OPTIMISER_FORMS, SCHEDULE_FORMS, Update
from playground.microscope.telling.error import in_units, loss, mean_loss, predicted, true_output, unscaled
from playground.microscope.telling.forward import prediction, weighted_sum
from playground.microscope.telling.gradient import penalised
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling

_AT_ONCE = "All gradients were taken at the old weights; now all weights move at once."


def tell_update(scene: Scene) -> Telling:
    chosen = scene.chosen
    title = f"Where does {'bias' if chosen.source is None else 'weight'} {chosen.label} go?"
    if scene.step.is_locked(chosen):
        here = scene.weight(chosen).write(scene.digits)
        line = statement(f"{chosen.label} = {here}", "is locked: it stays")
        return Telling(title, (line,), f"{chosen.label} is locked: it stays. {_AT_ONCE}")
    return Telling(title, (*_rate(scene), *_moved(scene)), _sentence(scene))


def _rate(scene: Scene) -> list[Formula]:
    """α as the schedule has it in this epoch."""
    spec, epoch = scene.step.experiment.spec, scene.step.moment.epoch
    if spec.schedule == "constant":
        return []
    settings = [
        Leaf(value, letter, "exact")
        for value, letter in (
            (spec.learning_rate, "α₀"),
            (spec.schedule_epochs, "T"),
            (spec.schedule_decay, "d"),
        )
    ]
    tree = SCHEDULE_FORMS[spec.schedule](settings[0], epoch, *settings[1:])
    return [equation("α", tree, scene.digits, scene.step.moment.rate, note=f"in epoch {epoch:,}")]


def _moved(scene: Scene) -> list[Formula]:
    step, w, place = scene.step, scene.weight(scene.chosen), scene.place
    update = _update(scene, w)
    tree = OPTIMISER_FORMS[step.experiment.spec.optimizer](update)
    new = float(step.after.theta[place])
    if not _settled(scene, moved := tree.value()):
        return [*update.lines, equation(w.symbol, tree, scene.digits, new, sign="←")]
    why = f"the penalty alone would carry it across 0: it stops there"
    return [
        *update.lines,
        equation(w.symbol, tree, scene.digits, moved, sign="←"),
        statement(f"{w.symbol} ← 0", why),
    ]


def _settled(scene: Scene, moved: float) -> bool:
    """Whether L1 has stopped the weight at 0."""
    row = REGULARISERS[scene.step.experiment.spec.regularisation]
    return row.makes_zeros and float(scene.step.after.theta[scene.place]) == 0.0 and moved != 0.0


def _update(scene: Scene, w: Leaf) -> Update:
    step, place = scene.step, scene.place
    plain = not penalised(scene) and step.clipping == 1.0
    g = Leaf(float(step.used_gradient[place]), scene.slope_name(scene.chosen) if plain else "g")
    spec = step.experiment.spec
    return Update(
        w,
        g,
        Leaf(step.moment.rate, "α", "exact" if spec.schedule == "constant" else "rounded"),
        step.state.steps,
        scene.chosen.source is not None,
        scene.digits,
        lambda name, letter: Leaf(getattr(spec, name), letter, "exact"),
        {slot: float(values[place]) for slot, values in step.moment.state.slots.items()},
        {slot: float(values[place]) for slot, values in step.state.slots.items()},
    )


def _sentence(scene: Scene) -> str:
    step = scene.step
    old, new = (float(network.theta[scene.place]) for network in (step.before, step.after))
    way = "up" if new > old else "down" if new < old else ""
    label, optimiser = scene.chosen.label, OPTIMISERS[step.experiment.spec.optimizer].label
    moves = (
        f"{label} goes {way}, from {scene.say(old)} to {scene.say(new)}"
        if way
        else f"{label} stays at {scene.say(old)}"
    )
    return f"{moves} ({optimiser}). {_AT_ONCE}"


# --- after ---------------------------------------------------------------------------------------------


def tell_after(scene: Scene) -> Telling:
    after = replace(scene, after=True)
    k = true_output(scene)
    lines = [weighted_sum(after, scene.layers, k), prediction(after, k)]
    if scene.step.experiment.loss.targets == "value":
        lines = [lines[0], *([] if scene.step.experiment.target.is_identity else [unscaled(after)])]
    lines.append(loss(after))
    if scene.rows > 1:
        lines.append(mean_loss(after))
    return Telling("Has it become better?", (*lines, _change(scene)), _after_sentence(scene, after))


def _change(scene: Scene) -> Formula:
    """New E − old E."""
    step = scene.step
    change = Leaf(step.loss_after, "E after") - Leaf(step.loss, "E before")
    return equation("ΔE", change, scene.digits)


def _after_sentence(scene: Scene, after: Scene) -> str:
    step, data = scene.step, scene.step.experiment.data
    before, now = step.loss, step.loss_after
    way = "has fallen" if now < before else "has risen" if now > before else "is the same"
    of = "this row" if scene.rows == 1 else f"these {scene.rows} rows"
    if data.class_names:
        k = true_output(scene)
        old, new = scene.a(scene.layers, k), after.a(scene.layers, k)
        shown = f"{old.symbol}: {scene.say(old.number)} before, {scene.say(new.number)} now."
    else:
        shown = f"Prediction: {in_units(scene, predicted(scene))} before, {in_units(scene, predicted(after))} now."
    return f"{shown} The loss of {of} {way}, from {scene.say(before)} to {scene.say(now)}."
