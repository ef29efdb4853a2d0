"""An experiment's table: read from beside it, and from elsewhere only where a user says so."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

import pytest

from playground.errors import FileError
from playground.export import TableElsewhereError, load_experiment

TABLE = "a,b,price\n1,2,3.25\n4,5,6\n7,8,9.5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "lesson"
    folder.mkdir()
    return folder


def experiment(folder: Path, source: str, **recipe: object) -> Path:
    path = folder / "lesson.json"
    path.write_text(json.dumps({"data": {"recipe": {"source": source, **recipe}}}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "source",
    ["rows.csv", "./rows.csv", "/srv/ann/rows.csv", "C:\\data\\rows.csv", "../x/rows.csv", "~/rows.csv"],
)
def test_a_table_beside_it_is_read(folder: Path, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    (folder / "rows.csv").write_text(TABLE)
    found, _ = load_experiment(experiment(folder, source, target="a"))
    assert (found.data.target, found.data.columns) == ("a", ("b", "price"))
    assert found.recipe.source == str(folder / "rows.csv")


def test_a_table_in_a_folder_below_is_read(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "rows.csv").write_text(TABLE)
    assert len(load_experiment(experiment(folder, "data/rows.csv"))[0].data) == 3


def test_what_was_done_to_its_rows_is_told(folder: Path) -> None:
    (folder / "rows.csv").write_text("a,b,price\n1,2,3.25\n4,,6\n7,8,9.5\n")
    told: list[str] = []
    load_experiment(experiment(folder, "rows.csv", missing="drop"), note=lambda one: told.extend(one.done))
    assert len(told) == 1 and told[0].startswith("1 of 3 rows")


def elsewhere(folder: Path, source: str) -> TableElsewhereError:
    with pytest.raises(TableElsewhereError) as caught:
        load_experiment(experiment(folder, source))
    return caught.value


@pytest.mark.parametrize(
    "source", ["/etc/passwd", "/dev/zero", "../secret.csv", "rows.csv", "x\0y.csv", "//host/s"]
)
def test_a_table_elsewhere_is_not_read(folder: Path, source: str) -> None:
    (folder.parent / "secret.csv").write_text(TABLE)
    error = elsewhere(folder, source)
    assert error.table == source and error.hint
    path = folder / "lesson.json"
    assert error.message.startswith(f"{path}: Its table ")
    assert pickle.loads(pickle.dumps(error)).table == source


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_beside_it_leads_nowhere_else(folder: Path) -> None:
    (folder.parent / "secret.csv").write_text(TABLE)
    (folder / "rows.csv").symlink_to(folder.parent / "secret.csv")
    assert elsewhere(folder, "rows.csv").table == "rows.csv"


def test_a_table_that_is_chosen_is_read_as_the_experiment_says(folder: Path) -> None:
    chosen = folder.parent / "other.csv"
    chosen.write_text(TABLE)
    found, _ = load_experiment(experiment(folder, "/etc/passwd", target="b"), chosen)
    assert (found.data.target, found.recipe.source) == ("b", str(chosen))


def test_a_word_that_is_no_files_name_is_told_apart(folder: Path) -> None:
    with pytest.raises(FileError, match=r"or file \"xro\"\. Did you mean xor"):
        load_experiment(experiment(folder, "xro"))
