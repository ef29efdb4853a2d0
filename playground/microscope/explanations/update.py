"""The update of the chosen weight by the optimiser's rule."""

from __future__ import annotations

from playground.engine import OPTIMISERS, REGULARISERS
from playground.microscope.digits import apart, number
from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.explanations.gradient import changed
from playground.microscope.expression import Leaf
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.formulas import OPTIMISER_FORMULAS, SCHEDULE_FORMULAS, Update

_AT_ONCE = "All gradients are evaluated at the old weights; now all weights change at once."


def explain_update(context: StageContext) -> Explanation:
    """The optimiser's rule with its numbers, for the chosen weight."""
    chosen = context.followed
    title = f"Update of {context.kind(chosen)} {chosen.label}"
    if context.step.is_frozen(chosen):
        here = context.weight(chosen).write(context.digits)
        line = statement(f"{chosen.label} = {here}", "frozen: it does not change", [chosen])
        return Explanation(title, (line,), f"{chosen.label} is frozen, so it does not change. {_AT_ONCE}")
    return Explanation(title, (*_rate(context), *_move(context)), _sentence(context))


def _rate(context: StageContext) -> list[Formula]:
    """α as the schedule has it in this epoch."""
    spec, epoch = context.step.experiment.spec, context.step.start.epoch
    if spec.schedule == "constant":
        return []
    first, period, decay = (
        Leaf(spec.learning_rate, "α₀", "exact"),
        Leaf(spec.schedule_epochs, "T", "exact"),
        Leaf(spec.schedule_decay, "d", "exact"),
    )
    tree = SCHEDULE_FORMULAS[spec.schedule](first, epoch, period, decay)
    return [equation("α", tree, context.digits, context.step.start.rate, note=f"in epoch {epoch:,}")]


def _move(context: StageContext) -> list[Formula]:
    """What the optimiser remembers, and w ← w − ..."""
    spec, w = context.step.experiment.spec, context.weight(context.followed)
    update = _update(context, w)
    tree = OPTIMISER_FORMULAS[spec.optimiser](update)
    moved, new = tree.value(), float(context.step.after.theta[context.place])
    stopped = REGULARISERS[spec.regularisation].sparse and new == 0.0 != moved
    digits = apart(w.number, moved if stopped else new, context.digits)
    line = equation(w.symbol, tree, digits, moved if stopped else new, sign="←")
    if not stopped:
        return [*update.lines, line]
    zero = statement(f"{w.symbol} ← 0", "the L1 penalty would push it past 0, so it is set to 0")
    return [*update.lines, line, zero]


def _update(context: StageContext, w: Leaf) -> Update:
    step, place, spec = context.step, context.place, context.step.experiment.spec
    is_slope = not changed(context) and step.clipping == 1.0
    g = Leaf(float(step.used_gradient[place]), context.slope_name(context.followed) if is_slope else "g")
    return Update(
        w,
        g,
        Leaf(step.start.rate, "α", "exact" if spec.schedule == "constant" else "rounded"),
        step.state.steps,
        context.followed.source is not None,
        context.digits,
        lambda name, letter: Leaf(getattr(spec, name), letter, "exact"),
        {slot: float(values[place]) for slot, values in step.start.state.slots.items()},
        {slot: float(values[place]) for slot, values in step.state.slots.items()},
    )


def _sentence(context: StageContext) -> str:
    old, new = (float(network.theta[context.place]) for network in (context.step.before, context.step.after))
    digits, label = apart(old, new, context.digits), context.followed.label
    here, there = number(old, digits), number(new, digits)
    way = "up" if new > old else "down"
    moves = f"{label} stays at {here}" if new == old else f"{label} goes {way}, from {here} to {there}"
    return f"{moves} ({OPTIMISERS[context.step.experiment.spec.optimiser].label}). {_AT_ONCE}"
