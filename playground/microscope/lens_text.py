"""What lens and gradient check say: the sign rule, whatever else takes part in the step, the outcome."""

from __future__ import annotations

import math

from playground.microscope.digits import number
from playground.microscope.expression import Expression, Leaf
from playground.microscope.formula import equation
from playground.microscope.numeric_check import Outcome
from playground.microscope.step import Step
from playground.training.parameters import Parameter


def describe_slope(step: Step, parameter: Parameter, digits: int) -> str:
    """The rule in words, as in “slope +0.31: raising this weight raises the loss, so it goes down”."""
    place = parameter.index(step.before.sizes)
    slope, change = float(step.gradient[place]), float(step.change[place])
    what = "bias" if parameter.source is None else "weight"
    if not (math.isfinite(slope) and math.isfinite(change)):
        return "The slope is undefined: the values have overflowed."
    if slope == 0.0:
        rule = f"slope 0: moving this {what} a little leaves the loss as it is"
    else:
        effect = "raises" if slope > 0.0 else "lowers"
        rule = f"slope {signed(slope, digits)}: raising this {what} {effect} the loss"
    if step.is_frozen(parameter):
        return f"{rule}; it is frozen, so it does not change."
    if _is_plain(step, place):
        return f"{rule}, so it {_move(-slope)}{_by_rate(slope, digits)}."
    return f"{rule}. {_used(step, place, digits)}{_made(step, place, digits)}"


def describe_outcome(outcome: Outcome, digits: int) -> str:
    """What the check of all parameters has found, in words."""
    total, largest = outcome.parameters, number(outcome.largest, digits)
    checked = total - outcome.kinks
    if math.isnan(outcome.largest):
        return "The values have overflowed: there is nothing to compare."
    words = (
        f"{checked - outcome.apart:,} of {checked:,} agree" if outcome.apart else f"✓ All {checked:,} agree"
    )
    if outcome.largest:
        words += f"; the largest relative difference is {largest}, at {outcome.at.label}."
    else:
        words += ", up to rounding."
    if outcome.kinks:
        words += (
            f" {outcome.kinks:,} more lie at a kink of the activation, where the derivative is undefined."
        )
    return words


def signed(value: float, digits: int) -> str:
    """A number with its sign, a plus too."""
    return ("+" if value > 0.0 else "") + number(value, digits)


def _is_plain(step: Step, place: int) -> bool:
    """Whether the step is −α times the slope and nothing else."""
    return step.experiment.spec.make_optimiser().plain and step.used_gradient[place] == step.gradient[place]


def _used(step: Step, place: int, digits: int) -> str:
    """What penalty and clipping make of the slope, with numbers from which a calculator finds g."""
    tree: Expression = Leaf(float(step.gradient[place]), "slope")
    if step.penalty_gradient[place]:
        tree = tree + Leaf(float(step.penalty_gradient[place]), "penalty")
    if step.clipping < 1.0:
        tree = tree * Leaf(step.clipping, "clipping")
    if isinstance(tree, Leaf):
        return ""
    return equation("g", tree, digits, float(step.used_gradient[place])).plain() + ". "


def _made(step: Step, place: int, digits: int) -> str:
    """What the optimiser makes of the gradient that it is given."""
    used, change = float(step.used_gradient[place]), float(step.change[place])
    optimiser = step.experiment.spec.make_optimiser()
    if step.after.theta[place] == 0.0 and step.penalty_gradient[place]:
        return "The L1 penalty would push it past 0, so it is set to 0."
    if optimiser.plain:
        return f"So it {_move(-used)}{_by_rate(used, digits)}."
    if change == 0.0:
        return f"{optimiser.label} leaves it as it is."
    if getattr(optimiser, "weight_decay", 0.0) and step.before.is_weight[place]:
        why = ", its weight decay included"
    elif used * change >= 0.0:
        why = ": momentum from earlier steps carries it on"
    else:
        why = ""
    way = "up" if change > 0.0 else "down"
    return f"{optimiser.label} moves it {way} by {number(abs(change), digits)}{why}."


def _move(direction: float) -> str:
    return "stays" if direction == 0.0 else f"goes {'up' if direction > 0.0 else 'down'}"


def _by_rate(gradient: float, digits: int) -> str:
    return f" by α × {number(abs(gradient), digits)}" if gradient else ""
