"""Scaling agrees with scikit-learn, undoes itself, and leaves alone what needs none."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from playground.data.bundled import BUNDLED
from playground.data.generators import GENERATORS
from playground.data.scaling import SCALINGS, Scaling, fit
from playground.errors import SpecError

TABLE = np.random.default_rng(0).normal([100, -3, 0.001], [40, 0.1, 1e-4], (50, 3))


def test_standardise_is_scikit_learns_standard_scaler() -> None:
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
        ([[-10.0], [0.0], [0.0], [0.0]], False),
        ([[-10.1], [0.0], [0.0], [0.0]], True),
        ([[-5.0], [5.0]], False),
        ([[-5.1], [5.1]], True),
        ([[-0.05], [0.05]], False),
        ([[-0.04], [0.04]], True),
        ([[-1.0, 0.0], [1.0, 0.01]], True),
        ([[-1.0, 3.0], [1.0, 3.0]], False),
        ([[-1.0, 30.0], [1.0, 30.0]], True),
        ([[2.0, 3.0]], False),
    ],
)
def test_auto_goes_by_the_ranges(values: list[list[float]], *, scaled: bool) -> None:
    rows = np.array(values)
    assert fit(rows, "auto").is_identity != scaled
    if scaled:
        assert np.array_equal(fit(rows).apply(rows), fit(rows, "standardise").apply(rows))


def test_auto_leaves_the_plane_alone_and_scales_measurements() -> None:
    assert fit(GENERATORS["circle"].dataset().X).is_identity
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
