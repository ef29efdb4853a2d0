"""Features: the inputs of the network, made from the (scaled) input columns by a formula each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.errors import SpecError, did_you_mean
from playground.typography import subscript


class Feature(Struct, frozen=True):
    """One input of the network.

    name, label   as in a spec ("x1^2") and on screen ("x₁²")
    columns       the indices of the input columns that the formula reads
    formula       those columns, each (..., N), to the feature (..., N)
    """

    name: str
    label: str
    columns: tuple[int, ...]
    formula: Callable[..., Array]


def _column(index: int) -> Feature:
    """The input column itself: x1 for index 0."""
    number = str(index + 1)
    return Feature(f"x{number}", f"x{subscript(number)}", (index,), lambda x: x)


FEATURES: dict[str, Feature] = {
    entry.name: entry
    for entry in (
        _column(0),
        _column(1),
        Feature("x1^2", "x₁²", (0,), lambda x1: x1 * x1),
        Feature("x2^2", "x₂²", (1,), lambda x2: x2 * x2),
        Feature("x1*x2", "x₁x₂", (0, 1), lambda x1, x2: x1 * x2),
        Feature("sin(x1)", "sin x₁", (0,), np.sin),
        Feature("sin(x2)", "sin x₂", (1,), np.sin),
    )
}
"""The features of TensorFlow Playground; columns beyond the second are features too: x3, x4 ..."""


def feature(name: str) -> Feature:
    """The feature of that name. Raises SpecError for a name that is none."""
    if name in FEATURES:
        return FEATURES[name]
    if re.fullmatch(r"x[1-9][0-9]{0,5}", name):
        return _column(int(name[1:]) - 1)
    raise SpecError(f'Unknown feature "{name}".', did_you_mean(name, FEATURES))


def default_features(columns: int) -> tuple[str, ...]:
    """Every input column as it is: x1, x2 ... for data with that many columns."""
    return tuple(f"x{k}" for k in range(1, columns + 1))


def available(columns: int) -> tuple[str, ...]:
    """The features that data with that many columns can have: the plain columns, then the formulas."""
    plain = default_features(columns)
    made = (entry.name for entry in FEATURES.values() if max(entry.columns) < columns)
    return plain + tuple(name for name in made if name not in plain)


def label(name: str) -> str:
    """The feature's name on screen: "x₁²" for "x1^2"."""
    return feature(name).label


def is_made(name: str) -> bool:
    """Whether the feature is made by a formula, and no column as it is."""
    return name in FEATURES and not re.fullmatch(r"x[0-9]+", name)


def columns_used(names: Iterable[str]) -> tuple[int, ...]:
    """The indices of the columns that the named features read, ascending."""
    return tuple(sorted({column for name in names for column in feature(name).columns}))


def make_features(names: Sequence[str], X: Array) -> Array:
    """The named features (..., N, F) of the (scaled) columns X (..., N, D), in the order of the names.

    Raises SpecError for an unknown name, and for one that needs more columns than there are.
    """
    made = np.empty((*X.shape[:-1], len(names)))
    for k, name in enumerate(names):
        entry = feature(name)
        if max(entry.columns) >= X.shape[-1]:
            message = f'The feature "{name}" needs {max(entry.columns) + 1} columns; there are {X.shape[-1]}.'
            raise SpecError(message, did_you_mean(name, available(X.shape[-1])))
        made[..., k] = entry.formula(*(X[..., column] for column in entry.columns))
    return made
