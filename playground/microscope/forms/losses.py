"""ŷ, the loss of a row and δ of every loss: from the z, the ŷ and the targets y of all outputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playground.microscope.expression import HALF, Expression, Leaf, call, exp, total
from playground.microscope.forms.activations import sigmoid

Leaves = Sequence[Leaf]
Trees = tuple[Expression, ...]


@dataclass(frozen=True)
class LossForm:
    """One row. Of several trees the first that needs few digits is shown.

    loss   (z, ŷ, y) → the loss of the row
    delta  (ŷ, y) of one output → δ
    why    (ŷ, y) → which part of the formula holds, where it has parts
    """

    loss: Callable[[Leaves, Leaves, Leaves], Trees]
    delta: Callable[[Leaf, Leaf], Expression]
    why: Callable[[Leaves, Leaves], str] = lambda p, y: ""


def _softmax(z: Leaves, k: int) -> Trees:
    top = max(z, key=lambda leaf: leaf.number)
    return exp(z[k]) / total([exp(one) for one in z]), exp(z[k] - top) / total([exp(one - top) for one in z])


LINK_FORMS: dict[str, Callable[[Leaves, int], Trees]] = {
    "identity": lambda z, k: (z[k],),
    "sigmoid": lambda z, k: (sigmoid(z[k]),),
    "tanh": lambda z, k: (call("tanh", z[k]),),
    "softmax": _softmax,
}
"""From the z of all outputs to ŷ of output k, by the link's name."""


def _log_loss(z: Leaves, p: Leaves, y: Leaves) -> Trees:
    """−ln ŷ or −ln(1 − ŷ); second, the same from z, where ŷ is too near to 0 or 1 for a logarithm."""
    (z0,), (p0,), positive = z, p, y[0].number > 0
    if positive == (z0.number > 0):  # the right side
        from_z: Expression = call("ln", 1 + exp(-z0 if positive else z0))
    else:
        from_z = (-z0 if positive else z0) + call("ln", 1 + exp(z0 if positive else -z0))
    return -call("ln", p0 if positive else 1 - p0), from_z


def _cross_entropy(z: Leaves, p: Leaves, y: Leaves) -> Trees:
    """−ln ŷ of the true class; second, the same from z, where ŷ is too near to 0 or 1."""
    true = next(k for k, leaf in enumerate(y) if leaf.number > 0)
    top = max(z, key=lambda leaf: leaf.number)
    log_sum = call("ln", total([exp(one - top) for one in z]))
    return -call("ln", p[true]), log_sum if top is z[true] else top - z[true] + log_sum


def _squares(z: Leaves, p: Leaves, y: Leaves) -> Expression:
    return total([(one - target) ** 2 for one, target in zip(p, y, strict=True)])


def _huber(z: Leaves, p: Leaves, y: Leaves) -> Trees:
    return (total([_huber_part(one, target) for one, target in zip(p, y, strict=True)]),)


def _huber_part(p: Leaf, y: Leaf) -> Expression:
    far = p.number - y.number
    if abs(far) <= 1:
        return HALF * (p - y) ** 2
    return (p - y if far > 0 else y - p) - HALF


def _huber_delta(p: Leaf, y: Leaf) -> Expression:
    far = p.number - y.number
    return p - y if abs(far) <= 1 else Leaf(1.0 if far > 0 else -1.0)


def _how_far(p: Leaves, y: Leaves) -> str:
    return f"because ŷ is {'within' if abs(p[0].number - y[0].number) <= 1 else 'more than'} 1 of y"


def _difference(p: Leaf, y: Leaf) -> Expression:
    return p - y


LOSS_FORMS: dict[str, LossForm] = {
    "log_loss": LossForm(_log_loss, _difference, lambda p, y: f"because y = {y[0].number:.0f}"),
    "half_mse_tanh": LossForm(lambda z, p, y: (HALF * _squares(z, p, y),), lambda p, y: (p - y) * (1 - p**2)),
    "cross_entropy": LossForm(_cross_entropy, _difference, lambda p, y: "only the true class counts"),
    "mse": LossForm(lambda z, p, y: (_squares(z, p, y),), lambda p, y: 2 * (p - y)),
    "half_mse": LossForm(lambda z, p, y: (HALF * _squares(z, p, y),), _difference),
    "huber": LossForm(_huber, _huber_delta, _how_far),
}
