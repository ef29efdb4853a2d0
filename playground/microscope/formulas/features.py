"""The features that are made from columns, from the scaled columns x."""

from __future__ import annotations

from collections.abc import Callable

from playground.microscope.expression import Expression, call

FEATURE_FORMULAS: dict[str, Callable[..., Expression]] = {
    "x1^2": lambda x: x**2,
    "x2^2": lambda x: x**2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x: call("sin", x),
    "sin(x2)": lambda x: call("sin", x),
}
"""By the feature's name; a plain column needs none."""
