"""The shipped files are all in the table, load, and hold what their README says."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.bundled import BUNDLED, BundledSet
from playground.data.generators import GENERATORS
from playground.resources import resource

every = pytest.mark.parametrize("entry", BUNDLED.values(), ids=list(BUNDLED))


def test_table_and_folder_agree_and_no_name_is_a_generators() -> None:
    assert {entry.file for entry in BUNDLED.values()} == {
        path.name for path in resource("datasets").glob("*.csv")
    }
    assert not set(BUNDLED) & set(GENERATORS)


@every
def test_the_entry_is_complete_and_documented(entry: BundledSet) -> None:
    data = entry.dataset()
    readme = (resource("datasets") / "README.md").read_text(encoding="utf-8")
    assert BUNDLED[entry.name] is entry
    assert entry.label
    assert entry.help.endswith(".")
    assert entry.file in readme
    assert all(name in readme for name in (*data.columns, data.target, *data.class_names))
    assert data.name == entry.name
    assert not data.generated
    assert data.X.std(axis=0).min() > 0


@pytest.mark.parametrize(
    ("name", "rows", "columns", "classes"),
    [
        ("iris", 150, 4, ("setosa", "versicolor", "virginica")),
        ("penguins", 342, 4, ("Adelie", "Chinstrap", "Gentoo")),
        ("cities", 90, 2, ("Boston", "New York", "San Francisco")),
        ("houses", 60, 3, ()),
        ("old-faithful", 272, 1, ()),
        *((f"anscombe-{k}", 11, 1, ()) for k in range(1, 5)),
    ],
)
def test_rows_columns_and_classes(name: str, rows: int, columns: int, classes: tuple[str, ...]) -> None:
    data = BUNDLED[name].dataset()
    assert data.X.shape == (rows, columns)
    assert data.class_names == classes


def test_iris_is_the_one_of_scikit_learn() -> None:
    from sklearn.datasets import load_iris

    theirs = load_iris()
    data = BUNDLED["iris"].dataset()
    assert np.array_equal(data.X, theirs.data)
    assert np.array_equal(data.y, theirs.target)


def test_penguins_per_kind_and_their_ranges() -> None:
    data = BUNDLED["penguins"].dataset()
    assert np.bincount(data.y.astype(int)).tolist() == [151, 68, 123]
    assert data.X.min(axis=0).tolist() == [32.1, 13.1, 172, 2700]
    assert data.X.max(axis=0).tolist() == [59.6, 21.5, 231, 6300]


def test_old_faithful_means() -> None:
    data = BUNDLED["old-faithful"].dataset()
    assert data.X.mean() == pytest.approx(3.487783, abs=1e-6)
    assert data.y.mean() == pytest.approx(70.897059, abs=1e-6)


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_anscombes_four_share_their_best_line(k: int) -> None:
    data = BUNDLED[f"anscombe-{k}"].dataset()
    assert np.polyfit(data.X[:, 0], data.y, 1) == pytest.approx([0.5, 3.0], abs=0.005)
    assert np.corrcoef(data.X[:, 0], data.y)[0, 1] == pytest.approx(0.816, abs=0.001)


def test_house_prices_depend_sensibly_on_size_and_age() -> None:
    data = BUNDLED["houses"].dataset()
    assert 100_000 <= data.y.min() < data.y.max() <= 600_000
    weights, residual, *_ = np.linalg.lstsq(np.column_stack([data.X, np.ones(60)]), data.y, rcond=None)
    assert weights[0] > 1_000
    assert weights[1] > 0
    assert weights[2] < -1_000
    assert 1 - residual[0] / ((data.y - data.y.mean()) ** 2).sum() > 0.9


def test_cities_overlap_a_little() -> None:
    data = BUNDLED["cities"].dataset()
    assert np.bincount(data.y.astype(int)).tolist() == [30, 30, 30]
    centres = np.array([data.X[data.y == k].mean(axis=0) for k in range(3)])
    distances = np.linalg.norm((data.X[:, None] - centres) / data.X.std(axis=0), axis=2)
    assert 1 <= (distances.argmin(axis=1) != data.y).sum() <= 12
