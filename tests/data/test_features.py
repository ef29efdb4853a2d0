"""Features: each formula against Python's own arithmetic, and which features which data can have."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from playground.data.features import (
    FEATURES,
    available,
    columns_used,
    default_features,
    label,
    make_features,
)
from playground.errors import SpecError

EXPECTED: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "x1": ("x₁", lambda a, _b: a),
    "x2": ("x₂", lambda _a, b: b),
    "x1^2": ("x₁²", lambda a, _b: a**2),
    "x2^2": ("x₂²", lambda _a, b: b**2),
    "x1*x2": ("x₁x₂", lambda a, b: a * b),
    "sin(x1)": ("sin x₁", lambda a, _b: math.sin(a)),
    "sin(x2)": ("sin x₂", lambda _a, b: math.sin(b)),
}
X = np.random.default_rng(0).uniform(-6, 6, (20, 2))


def test_the_table_holds_these_features_in_this_order() -> None:
    assert tuple(FEATURES) == tuple(EXPECTED) == available(2)


@pytest.mark.parametrize("name", FEATURES)
def test_label_and_formula(name: str) -> None:
    expected_label, formula = EXPECTED[name]
    assert label(name) == expected_label
    assert make_features([name], X)[:, 0] == pytest.approx([formula(a, b) for a, b in X])


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_reads_the_columns_it_names_and_no_other(name: str) -> None:
    for column in (0, 1):
        moved = X.copy()
        moved[:, column] += 1
        changed = not np.array_equal(make_features([name], X), make_features([name], moved))
        assert changed == (column in columns_used([name]))


def test_features_stand_in_the_order_named_over_leading_axes() -> None:
    names = ("x2", "x1*x2", "x1")
    made = make_features(names, np.stack([X, 3 * X]))
    assert made.shape == (2, 20, 3)
    assert np.array_equal(made[0], np.column_stack([X[:, 1], X[:, 0] * X[:, 1], X[:, 0]]))
    assert np.array_equal(made[1], make_features(names, 3 * X))
    assert make_features((), X).shape == (20, 0)


def test_columns_beyond_the_second_are_features() -> None:
    table = np.arange(36.0).reshape(3, 12)
    assert np.array_equal(make_features(("x12", "x3"), table), table[:, [11, 2]])
    assert label("x12") == "x₁₂"
    assert columns_used(("x12", "x1*x2", "x1")) == (0, 1, 11)


def test_what_is_available_depends_on_the_columns() -> None:
    assert available(1) == ("x1", "x1^2", "sin(x1)")
    assert available(4) == ("x1", "x2", "x3", "x4", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")
    assert default_features(3) == ("x1", "x2", "x3")
    for columns in (1, 2, 3, 5):
        assert make_features(available(columns), np.ones((2, columns))).shape == (2, len(available(columns)))


@pytest.mark.parametrize("name", ["x0", "x01", "X1", "", "y", "x-1", "sin(x3)"])
def test_an_unknown_feature_is_refused(name: str) -> None:
    with pytest.raises(SpecError, match="Unknown feature"):
        make_features([name], X)


@pytest.mark.parametrize(("name", "columns"), [("x3", 2), ("x1*x2", 1), ("x2", 1)])
def test_a_feature_of_a_missing_column_is_refused(name: str, columns: int) -> None:
    with pytest.raises(SpecError, match=rf"columns; there are {columns}\."):
        make_features([name], X[:, :columns])


def test_a_typing_error_is_met_with_a_suggestion() -> None:
    with pytest.raises(SpecError, match=r"Did you mean sin\(x1\)"):
        label("sin(x1")
