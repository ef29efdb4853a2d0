"""What every penalty adds to the slope of one weight."""

from __future__ import annotations

from collections.abc import Callable

from playground.microscope.expression import Expression, Leaf, call, tree

PENALTY_FORMULAS: dict[str, Callable[[Leaf, Leaf], Expression]] = {
    "none": lambda rate, w: tree(0),
    "l1": lambda rate, w: rate * call("sign", w),
    "l2": lambda rate, w: rate * w,
}
"""(λ, w) → the penalty's part, by the regulariser's name."""
