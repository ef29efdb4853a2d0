"""α in an epoch, by every schedule."""

from __future__ import annotations

from collections.abc import Callable

from playground.microscope.expression import HALF, PI, Expression, Leaf, call

SCHEDULE_FORMULAS: dict[str, Callable[[Leaf, int, Leaf, Leaf], Expression]] = {
    "constant": lambda rate, epoch, T, d: rate,
    "step": lambda rate, epoch, T, d: rate * d ** Leaf(epoch // T.number, "⌊epoch / T⌋", "exact"),
    "exponential": lambda rate, epoch, T, d: rate * d ** (_epoch(epoch) / T),
    "cosine": lambda rate, epoch, T, d: (
        rate * HALF * (1 + call("cos", PI * call("min", 1, _epoch(epoch) / T)))
    ),
    "warm_up": lambda rate, epoch, T, d: rate * call("min", 1, (_epoch(epoch) + 1) / T),
}
"""(α, epoch, T, d) → α in this epoch, by the schedule's name."""


def _epoch(epoch: int) -> Leaf:
    return Leaf(epoch, "epoch", "exact")
