"""ŷ, the loss of a row and δ of every loss: from the z, the ŷ and the targets y of all outputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from playground.microscope.expression import HALF, Expression, Leaf, call, exp, total, tree
from playground.microscope.formulas.activations import sigmoid

Leaves = Sequence[Leaf]
Trees = tuple[Expression, ...]
Part = Callable[[Leaf, Leaf], Expression]


class LossFormula(Struct, frozen=True):
    """One row. Of several trees the first that needs few digits is shown.

    loss   (z, ŷ, y) → the loss of the row
    delta  (ŷ, y) of one output → δ
    why    (ŷ, y) → which part of the formula holds, where it has parts; `parted`: that of δ has parts, too
    """

    loss: Callable[[Leaves, Leaves, Leaves], Trees]
    delta: Part
    why: Callable[[Leaves, Leaves], str] = lambda p, y: ""
    parted: bool = False


def _softmax(z: Leaves, k: int) -> Trees:
    """Second, the same with the largest z taken off, in which nothing overflows."""
    top = max(z, key=lambda leaf: leaf.number)
    return exp(z[k]) / total([exp(one) for one in z]), exp(z[k] - top) / total([exp(one - top) for one in z])


OUTPUT_FORMULAS: dict[str, Callable[[Leaves, int], Trees]] = {
    "identity": lambda z, k: (z[k],),
    "sigmoid": lambda z, k: (sigmoid(z[k]),),
    "tanh": lambda z, k: (call("tanh", z[k]),),
    "softmax": _softmax,
}
"""From the z of all outputs to ŷ of output k, by the link's name."""


def _log_loss(z: Leaves, p: Leaves, y: Leaves) -> Trees:
    """−ln ŷ or −ln(1 − ŷ); second, the same from z, where ŷ is too near to 0 or 1 for a logarithm."""
    positive = y[0].number > 0
    wrong = -z[0] if positive else z[0]  # how far z is on the wrong side
    if positive == (z[0].number > 0):
        from_z: Expression = call("ln", 1 + exp(wrong))
    else:
        from_z = wrong + call("ln", 1 + exp(z[0] if positive else -z[0]))
    return -call("ln", p[0] if positive else 1 - p[0]), from_z


def _cross_entropy(z: Leaves, p: Leaves, y: Leaves) -> Trees:
    """−ln ŷ of the true class; second, the same from z, where ŷ is too near to 0 or 1 for a logarithm."""
    true = next(k for k, leaf in enumerate(y) if leaf.number > 0)
    top = max(z, key=lambda leaf: leaf.number)
    log_sum = call("ln", total([exp(one - top) if one is not top else tree(1) for one in z]))
    return -call("ln", p[true]), log_sum if top is z[true] else top - z[true] + log_sum


def _summed(part: Part) -> Callable[[Leaves, Leaves, Leaves], Trees]:
    """The sum over all outputs of what each one costs."""
    return lambda z, p, y: (total([part(one, target) for one, target in zip(p, y, strict=True)]),)


def _difference(p: Leaf, y: Leaf) -> Expression:
    return p - y


def _half_square(p: Leaf, y: Leaf) -> Expression:
    return HALF * (p - y) ** 2


def _huber(p: Leaf, y: Leaf) -> Expression:
    if _is_near(p, y):
        return _half_square(p, y)
    return (p - y if p.number > y.number else y - p) - HALF


def _huber_delta(p: Leaf, y: Leaf) -> Expression:
    return p - y if _is_near(p, y) else tree(1 if p.number > y.number else -1)


def _is_near(p: Leaf, y: Leaf) -> bool:
    return abs(p.number - y.number) <= 1


def _how_far(p: Leaves, y: Leaves) -> str:
    return "because ŷ is within 1 of y" if _is_near(p[0], y[0]) else "because ŷ is more than 1 away from y"


LOSS_FORMULAS: dict[str, LossFormula] = {
    "log_loss": LossFormula(_log_loss, _difference, lambda p, y: f"because y = {y[0].number:.0f}"),
    "half_mse_tanh": LossFormula(_summed(_half_square), lambda p, y: (p - y) * (1 - p**2)),
    "cross_entropy": LossFormula(
        _cross_entropy, _difference, lambda p, y: "because y is 0 for all other classes"
    ),
    "mse": LossFormula(_summed(lambda p, y: (p - y) ** 2), lambda p, y: 2 * (p - y)),
    "half_mse": LossFormula(_summed(_half_square), _difference),
    "huber": LossFormula(_summed(_huber), _huber_delta, _how_far, parted=True),
}
