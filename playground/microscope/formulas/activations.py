"""a = f(z) and f′(z) of every activation."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from playground.microscope.expression import HALF, PI, Expression, Leaf, call, exp, tree

_ROOT = call("√", 2 / PI)


def _no_help(z: Leaf) -> Expression:
    return z


class ActivationFormula(Struct, frozen=True):
    """One row. `branch` says of a z which part of the formula holds, where it has parts.

    f       (z, h) → a; of several trees the first that needs few digits is shown
    slope   (z, a, h) → f′(z)
    helper  the letter of h and h from z, where the formula is too long for one line
    """

    f: Callable[[Leaf, Leaf], Expression | tuple[Expression, ...]]
    slope: Callable[[Leaf, Leaf, Leaf], Expression]
    helper: str = ""
    help: Callable[[Leaf], Expression] = _no_help
    branch: Callable[[float], str] = lambda z: ""


def sigmoid(z: Expression) -> Expression:
    """σ(z)."""
    return 1 / (1 + exp(-z))


def _softplus(z: Leaf, _h: Leaf) -> tuple[Expression, ...]:
    """For a large z the second form, in which nothing overflows."""
    return call("ln", 1 + exp(z)), z + call("ln", 1 + exp(-z))


def _gelu_slope(z: Leaf, _a: Leaf, t: Leaf) -> Expression:
    return HALF * (1 + t) + HALF * z * (1 - t**2) * _ROOT * (1 + 3 * tree(0.044715) * z**2)


def _sign(z: float) -> str:
    return "because z > 0" if z > 0 else "because z is not above 0"


ACTIVATION_FORMULAS: dict[str, ActivationFormula] = {
    "linear": ActivationFormula(lambda z, h: z, lambda z, a, h: tree(1)),
    "relu": ActivationFormula(
        lambda z, h: call("max", 0, z), lambda z, a, h: tree(1 if z.number > 0 else 0), branch=_sign
    ),
    "leaky_relu": ActivationFormula(
        lambda z, h: z if z.number > 0 else 0.01 * z,
        lambda z, a, h: tree(1 if z.number > 0 else 0.01),
        branch=_sign,
    ),
    "elu": ActivationFormula(
        lambda z, h: z if z.number > 0 else exp(z) - 1,
        lambda z, a, h: tree(1) if z.number > 0 else a + 1,
        branch=_sign,
    ),
    "gelu": ActivationFormula(
        lambda z, t: HALF * z * (1 + t),
        _gelu_slope,
        "t",
        lambda z: call("tanh", _ROOT * (z + 0.044715 * z**3)),
    ),
    "silu": ActivationFormula(lambda z, s: z * s, lambda z, a, s: s + a * (1 - s), "s", sigmoid),
    "tanh": ActivationFormula(lambda z, h: call("tanh", z), lambda z, a, h: 1 - a**2),
    "sigmoid": ActivationFormula(lambda z, h: sigmoid(z), lambda z, a, h: a * (1 - a)),
    "softplus": ActivationFormula(_softplus, lambda z, a, h: sigmoid(z)),
    "sine": ActivationFormula(lambda z, h: call("sin", z), lambda z, a, h: call("cos", z)),
}
