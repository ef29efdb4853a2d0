"""Scaling: columns brought to comparable ranges, so that one learning rate suits all of their weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.data.features import is_made, make_features
from playground.data.limits import LEAST_SCALE
from playground.errors import SpecError, did_you_mean
from playground.wording import scientific

SCALINGS: dict[str, str] = {
    "auto": "Standardise, unless each column has a mean within ±0.25 and a standard deviation of 0.8 "
    "to 1.25, and of each feature made of them (x1^2 …) both are at most 2.",
    "none": "No scaling.",
    "standardise": "Shift and stretch each column to mean 0 and standard deviation 1.",
}
"""The choices, and what each one does."""

# Within these, the default choices reach at least 95 % of what they reach on standardised columns: see
# tools/bench_scaling.py.
_FARTHEST_MEAN = 0.25
_LEAST_SPREAD, _LARGEST_SPREAD = 0.8, 1.25
_LARGEST_MADE = 2.0  # mean and spread of a feature that is made of columns
_ROUNDING = 4  # steps of a floating-point number that rounding may account for


class Scaling(Struct, frozen=True, eq=False):
    """scaled = (value − shift) / scale, per column; shift (D,) and scale (D,) in the columns' units."""

    shift: Array
    scale: Array

    @classmethod
    def identity(cls, columns: int) -> Scaling:
        """The scaling that changes nothing."""
        return cls(np.zeros(columns), np.ones(columns))

    @property
    def is_identity(self) -> bool:
        return not self.shift.any() and bool((self.scale == 1).all())

    def apply(self, values: Array) -> Array:
        """Scaled values; values (..., D) in original units."""
        return (values - self.shift) / self.scale

    def invert(self, scaled: Array) -> Array:
        """Values (..., D) in original units, of scaled ones."""
        return scaled * self.scale + self.shift

    def describe(self, columns: Sequence[str]) -> str:
        """One line of words: "standardised: (size_m2 − 104.2) / 38.1"."""
        if self.is_identity:
            return "not scaled"
        parts = zip(columns, self.shift, self.scale, strict=True)
        return "standardised: " + ", ".join(_formula(name, shift, scale) for name, shift, scale in parts)


def fit(values: Array, choice: str = "auto", features: Sequence[str] = ()) -> Scaling:
    """The scaling of the columns of `values` (N, D): fit it on the training rows alone.

    "standardise": shift = mean, scale = the population standard deviation √(1/N Σ(v − mean)²), as in
    scikit-learn's StandardScaler; a column that is constant up to rounding gets scale 1.
    "auto": as "none" where the columns and the `features` made of them are near 0 and of a spread near 1 as
    they are; else all columns are standardised. Without rows there is nothing to scale by.
    Raises SpecError for another choice.
    """
    if choice not in SCALINGS:
        raise SpecError(f"Scaling cannot be {choice!r}.", did_you_mean(choice, SCALINGS))
    plain = Scaling.identity(values.shape[1])
    if choice == "none" or len(values) == 0:
        return plain
    standard = _standard(values)
    return plain if choice == "auto" and _near_standard(values, standard, features) else standard


def _standard(values: Array) -> Scaling:
    """Of the differences from the first row: a mean far from 0 takes none of their digits."""
    first = values[0]
    beyond = values - first
    mean, deviation = beyond.mean(axis=0), beyond.std(axis=0)
    rounding = _ROUNDING * np.spacing(np.abs(values).max(axis=0))
    constant = np.ptp(beyond, axis=0) <= np.maximum(rounding, LEAST_SCALE)
    return Scaling(first + mean, np.where(constant, 1.0, deviation))


def _near_standard(values: Array, standard: Scaling, features: Sequence[str]) -> bool:
    """Whether all are as they should be; a constant column, whose scale is 1, is judged by its mean."""
    near = (np.abs(standard.shift) <= _FARTHEST_MEAN) & (standard.scale <= _LARGEST_SPREAD)
    if not (near & (standard.scale >= _LEAST_SPREAD)).all():
        return False
    made = make_features([name for name in features if is_made(name)], values)
    return bool((np.maximum(np.abs(made.mean(axis=0)), made.std(axis=0)) <= _LARGEST_MADE).all())


def _formula(name: str, shift: float, scale: float) -> str:
    return f"({name} {'−' if shift >= 0 else '+'} {_format_number(abs(shift))}) / {_format_number(scale)}"


def _format_number(number: float) -> str:
    if 0 < number < 1e-4:
        return scientific(number, 3)
    return f"{number:,.0f}" if number >= 1000 else f"{number:.4g}"
