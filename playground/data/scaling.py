"""Scaling: columns brought to comparable ranges, so that one learning rate suits all of their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Array
from playground.data.limits import LEAST_SCALE
from playground.errors import SpecError, did_you_mean
from playground.wording import scientific

SCALINGS: dict[str, str] = {
    "auto": "Standardise if a value is beyond ±10 or a column's spread is not within 0.05 to 5.",
    "none": "Leave every column as it is.",
    "standardise": "Shift and stretch each column to mean 0 and standard deviation 1.",
}
"""The choices, and what each one does."""

_LARGEST_VALUE = 10.0
_LEAST_SPREAD, _LARGEST_SPREAD = 0.05, 5.0


@dataclass(frozen=True, eq=False)
class Scaling:
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


def fit(values: Array, choice: str = "auto") -> Scaling:
    """The scaling of the columns of `values` (N, D): fit it on the training rows alone.

    "standardise": shift = mean, scale = the population standard deviation √(1/N Σ(v − mean)²), as in
    scikit-learn's StandardScaler; a column that is constant up to rounding gets scale 1.
    "auto": standardises all columns if any |value| > 10, or if the standard deviation of a column that is not
    constant lies outside [0.05, 5]; else as "none". Without rows there is nothing to scale by.
    Raises SpecError for another choice.
    """
    if choice not in SCALINGS:
        raise SpecError(f"Scaling cannot be {choice!r}.", did_you_mean(choice, SCALINGS))
    plain = Scaling.identity(values.shape[1])
    if choice == "none" or len(values) == 0:
        return plain
    standard = _standard(values)
    return standard if choice == "standardise" or _wide(values, standard.scale) else plain


def _standard(values: Array) -> Scaling:
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    # The mean of equal numbers is off by some rounding.
    constant = deviation <= np.maximum(1e-12 * np.abs(mean), LEAST_SCALE)
    return Scaling(mean, np.where(constant, 1.0, deviation))


def _wide(values: Array, scale: Array) -> bool:
    """Whether the ranges call for scaling; a constant column, whose scale is 1, does so by its size only."""
    unusual = (scale < _LEAST_SPREAD) | (scale > _LARGEST_SPREAD)
    return bool(max(values.max(), -values.min()) > _LARGEST_VALUE or unusual.any())


def _formula(name: str, shift: float, scale: float) -> str:
    return f"({name} {'−' if shift >= 0 else '+'} {_figure(abs(shift))}) / {_figure(scale)}"


def _figure(number: float) -> str:
    if 0 < number < 1e-4:
        return scientific(number, 3)
    return f"{number:,.0f}" if number >= 1000 else f"{number:.4g}"
