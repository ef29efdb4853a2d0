"""The update of the chosen weight by the optimiser's rule."""

from __future__ import annotations

from playground.engine import OPTIMISERS, REGULARISERS
from playground.microscope.digits import apart, number
from playground.microscope.expression import Leaf
from playground.microscope.forms import OPTIMISER_FORMS, SCHEDULE_FORMS, Update
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.telling.gradient import changed
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling

_AT_ONCE = "All gradients are evaluated at the old weights; now all weights change at once."


def tell_update(scene: Scene) -> Telling:
    """The optimiser's rule with its numbers, for the chosen weight."""
    chosen = scene.chosen
    title = f"Update of {scene.kind(chosen)} {chosen.label}"
    if scene.step.is_locked(chosen):
        here = scene.weight(chosen).write(scene.digits)
        line = statement(f"{chosen.label} = {here}", "frozen: it does not change", [chosen])
        return Telling(title, (line,), f"{chosen.label} is frozen, so it does not change. {_AT_ONCE}")
    return Telling(title, (*_rate(scene), *_move(scene)), _sentence(scene))


def _rate(scene: Scene) -> list[Formula]:
    """α as the schedule has it in this epoch."""
    spec, epoch = scene.step.experiment.spec, scene.step.moment.epoch
    if spec.schedule == "constant":
        return []
    first, period, decay = (
        Leaf(spec.learning_rate, "α₀", "exact"),
        Leaf(spec.schedule_epochs, "T", "exact"),
        Leaf(spec.schedule_decay, "d", "exact"),
    )
    tree = SCHEDULE_FORMS[spec.schedule](first, epoch, period, decay)
    return [equation("α", tree, scene.digits, scene.step.moment.rate, note=f"in epoch {epoch:,}")]


def _move(scene: Scene) -> list[Formula]:
    """What the optimiser remembers, and w ← w − ..."""
    spec, w = scene.step.experiment.spec, scene.weight(scene.chosen)
    update = _update(scene, w)
    tree = OPTIMISER_FORMS[spec.optimizer](update)
    moved, new = tree.value(), float(scene.step.after.theta[scene.place])
    stopped = REGULARISERS[spec.regularisation].makes_zeros and new == 0.0 != moved
    digits = apart(w.number, moved if stopped else new, scene.digits)
    line = equation(w.symbol, tree, digits, moved if stopped else new, sign="←")
    if not stopped:
        return [*update.lines, line]
    zero = statement(f"{w.symbol} ← 0", "the L1 penalty would push it past 0, so it is set to 0")
    return [*update.lines, line, zero]


def _update(scene: Scene, w: Leaf) -> Update:
    step, place, spec = scene.step, scene.place, scene.step.experiment.spec
    is_slope = not changed(scene) and step.clipping == 1.0
    g = Leaf(float(step.used_gradient[place]), scene.slope_name(scene.chosen) if is_slope else "g")
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
    old, new = (float(network.theta[scene.place]) for network in (scene.step.before, scene.step.after))
    digits, label = apart(old, new, scene.digits), scene.chosen.label
    here, there = number(old, digits), number(new, digits)
    way = "up" if new > old else "down"
    moves = f"{label} stays at {here}" if new == old else f"{label} goes {way}, from {here} to {there}"
    return f"{moves} ({OPTIMISERS[scene.step.experiment.spec.optimizer].label}). {_AT_ONCE}"
