"""Missing cells are filled from the rows that train, and again when others do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.data import Dataset, Raw, Recipe, load, read_table
from playground.data.patch import Patch
from playground.errors import DataError, FileError
from playground.export import load_experiment, save_experiment
from playground.recovery.work import Work
from playground.training import Experiment, History, Trainer

GAPS = {3, 8, 21, 39}
ROWS = "a,b,y\n" + "".join(f"{'NA' if k in GAPS else k * k},{k % 7},{3 * k + 0.5}\n" for k in range(40))
REST = {"mean": np.mean, "median": np.median}


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "gaps.csv"
    path.write_text(ROWS)
    return str(path)


def assert_filled(data: Dataset, how: str = "mean") -> None:
    told = [k for k in range(40) if not data.test[k] and k not in GAPS]
    expected = [REST[how](np.square(told)) if k in GAPS else k * k for k in range(40)]
    assert data.X[:, 0].tolist() == expected
    assert np.flatnonzero(data.filled.any(axis=1)).tolist() == sorted(GAPS)


@pytest.mark.parametrize("how", ["mean", "median"])
def test_the_training_rows_tell_what_to_fill_with(source: str, how: Any) -> None:
    assert_filled(load(Recipe(source=source, missing=how)), how)


def test_another_split_fills_anew(source: str) -> None:
    experiment = Experiment.load(Recipe(source=source, missing="mean"))
    others = experiment.with_recipe(seed=5, train_share=0.3)
    assert_filled(others.data)
    assert others.data.X[3, 0] != experiment.data.X[3, 0]


def test_a_column_without_numbers_in_training_rows_is_filled_from_all() -> None:
    data = read_table(Raw("t.csv", ROWS.encode()), Recipe(missing="mean")).dataset
    few = data.only(np.array([3, 8, 21, 30, 31]))
    share = next(one for seed in range(99) if (one := few.split(0.2, seed)) and not one.test[0])
    assert share.X[0, 0] == np.mean([900, 961])


def test_a_cell_that_was_corrected_and_rows_that_were_added_are_kept(source: str) -> None:
    data = load(Recipe(source=source, missing="mean"))
    rows = np.array([3, 8])
    X = data.X[rows].copy()
    X[0, 0] = 9.0
    changed = data.with_changed_rows(rows, X, data.y[rows]).with_rows(data.X[8:9], np.array([1.0]))
    again = changed.split(0.4, 9)
    assert again.X[3, 0] == 9.0 and again.X[40, 0] == data.X[8, 0] and again.X[8, 0] != data.X[8, 0]
    assert np.flatnonzero(again.without_rows(rows[:1]).filled.any(axis=1)).tolist() == [7, 20, 38]
    assert Patch.between(again, data).apply(again).same_as(data)


def test_files_and_kept_work_remember_which_cells_were_filled(source: str, tmp_path: Path) -> None:
    experiment = Experiment.load(Recipe(source=source, missing="median"))
    kept = Trainer(experiment)
    save_experiment(experiment, tmp_path / "e.json")
    Work(experiment, kept.snapshot().checkpoint, History(0)).write(tmp_path / "w.npz")
    for again in (load_experiment(tmp_path / "e.json")[0], Work.read(tmp_path / "w.npz").experiment):
        assert again.data.same_as(experiment.data)
        assert_filled(again.with_recipe(seed=3).data, "median")


def test_places_that_are_not_there_are_refused(source: str, tmp_path: Path) -> None:
    data = load(Recipe(source=source, missing="mean"))
    for places, fill in (([[40, 0]], "mean"), ([[-1, 0]], "mean"), ([[0, 0]], "drop")):
        with pytest.raises(DataError, match="do not fit"):
            data.with_filled(np.array(places), fill)
    path = tmp_path / "e.json"
    save_experiment(Experiment.load(Recipe(source=source, missing="mean")), path)
    path.write_text(path.read_text().replace('"filled": [', '"filled": [[99, 0], '))
    with pytest.raises(FileError, match="do not fit"):
        load_experiment(path)
