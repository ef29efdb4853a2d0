"""Scaling agrees with scikit-learn, undoes itself, and leaves alone what needs none."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.bundled import BUNDLED
from playground.data.scaling import SCALINGS, Scaling, fit
from playground.errors import SpecError

TABLE = np.random.default_rng(0).normal([100, -3, 0.001], [40, 0.1, 1e-4], (50, 3))


def test_standardise_is_scikit_learns_standard_scaler() -> None:
    from sklearn.preprocessing import StandardScaler

    theirs = StandardScaler().fit(TABLE)
    ours = fit(TABLE, "standardise")
    assert ours.shift == pytest.approx(theirs.mean_)
    assert ours.scale == pytest.approx(theirs.scale_)
    assert ours.apply(TABLE) == pytest.approx(theirs.transform(TABLE))


@pytest.mark.parametrize("constant", [0.0, 0.1, -7.3, 1e9])
def test_a_constant_column_gets_scale_1(constant: float) -> None:
    values = np.column_stack([np.full(49, constant), np.arange(49.0)])
    scaling = fit(values, "standardise")
    assert scaling.scale[0] == 1
    assert scaling.apply(values)[:, 0] == pytest.approx(np.zeros(49), abs=1e-6)


@pytest.mark.parametrize("choice", SCALINGS)
def test_invert_undoes_apply_over_leading_axes(choice: str) -> None:
    scaling = fit(TABLE, choice)
    grid = np.stack([TABLE, 2 * TABLE])
    assert scaling.apply(grid).shape == grid.shape
    assert scaling.invert(scaling.apply(grid)) == pytest.approx(grid)


@pytest.mark.parametrize(
    ("values", "scaled"),
    [
        ([[-1.0], [1.0]], False),
        ([[-0.7], [1.1]], False),
        ([[-0.7], [1.3]], True),  # mean 0.3
        ([[-1.2], [1.2]], False),
        ([[-1.3], [1.3]], True),
        ([[-0.7], [0.7]], True),
        ([[0.0], [1.0]], True),
        ([[-1.0, 0.0], [1.0, 0.01]], True),
        ([[-1.0, 0.2], [1.0, 0.2]], False),  # a constant column has no spread
        ([[-1.0, 3.0], [1.0, 3.0]], True),
    ],
)
def test_auto_goes_by_the_ranges(values: list[list[float]], *, scaled: bool) -> None:
    rows = np.array(values)
    assert fit(rows, "auto").is_identity != scaled
    if scaled:
        assert np.array_equal(fit(rows).apply(rows), fit(rows, "standardise").apply(rows))


def test_auto_looks_at_the_features_that_are_made_of_columns() -> None:
    tail = np.append(np.tile([-1.0, 1.0], 200), [7.0, -7.0])[:, None]
    assert fit(tail).is_identity
    assert not fit(tail, features=("x1", "x1^2")).is_identity
    assert fit(tail[:-2], features=("x1", "x1^2", "sin(x1)")).is_identity


@pytest.mark.parametrize("offset", [1e6, 1e12, -1e15])
@pytest.mark.parametrize("unit", [1e-90, 1e-6, 1.0, 1e80])
def test_a_mean_far_away_takes_no_digits_of_the_spread(offset: float, unit: float) -> None:
    steps = np.random.default_rng(1).integers(-50, 50, (5000, 2)).astype(float)
    exact = (steps - steps.mean(axis=0)) / steps.std(axis=0)
    values = (steps + offset) * unit
    stored = np.abs(offset) * np.finfo(float).eps  # what the numbers themselves are off by
    assert fit(values).apply(values) == pytest.approx(exact, abs=1e-9 + 4.0 * stored)


def test_what_rounding_alone_makes_differ_is_constant() -> None:
    values = np.array([[0.1 + 0.2, 1e300 ** (1 / 3)], [0.3, 1e100]])
    scaled = fit(values, "standardise").apply(values)
    assert np.abs(scaled[:, 0]).max() < 1e-15


def test_auto_scales_measurements() -> None:
    assert not fit(BUNDLED["houses"].dataset().X).is_identity
    assert not fit(BUNDLED["houses"].dataset().y[:, None]).is_identity


@pytest.mark.parametrize("choice", SCALINGS)
def test_without_rows_nothing_is_scaled(choice: str) -> None:
    assert fit(np.empty((0, 2)), choice).apply(np.array([3.0, 4.0])).tolist() == [3, 4]


def test_the_formula_in_words() -> None:
    scaling = Scaling(np.array([104.23, -2.0]), np.array([38.111, 1.0]))
    assert scaling.describe(("size_m2", "t")) == "standardised: (size_m2 − 104.2) / 38.11, (t + 2) / 1"
    assert (
        Scaling(np.array([286_155.4]), np.array([0.0012])).describe("y")
        == "standardised: (y − 286,155) / 0.0012"
    )
    assert Scaling.identity(2).describe(("a", "b")) == "not scaled"


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(SpecError, match="standardise"):
        fit(TABLE, "standardize")
