"""`train` goes on from a file: weights, rows, history, and a table that lies elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from playground.cli import main
from playground.data import Recipe
from playground.export import load_experiment, load_weights, save_experiment
from playground.training import Experiment, Trainer
from tests.cli.run import Out, answer, refusal


def test_a_table_that_an_experiment_names_is_read_from_elsewhere_only_when_it_is_named(
    tmp_path: Path, capsys: Out
) -> None:
    table, path = tmp_path / "rows.csv", tmp_path / "lesson" / "lesson.json"
    table.write_text("a,b,price\n1,2,3.25\n4,5,6\n7,8,9.5\n", encoding="utf-8")
    path.parent.mkdir()
    path.write_text(json.dumps({"data": {"recipe": {"source": "../rows.csv", "target": "b"}}}), "utf-8")
    words = refusal(capsys, "train", path)
    assert "Its table ../rows.csv is not in the same folder. " in words and "--data" in words
    model = tmp_path / "model.json"
    assert answer(capsys, path, "--data", table, "--epochs", 1, "--export", model)["epochs"] == 1
    assert load_experiment(model)[0].data.target == "b"  # as the experiment says


def test_training_goes_on_from_a_file(tmp_path: Path, capsys: Out) -> None:
    for path in (tmp_path / "model.json", tmp_path / "model.npz"):
        first = answer(capsys, "--epochs", "3", "--export", path)
        loss = answer(capsys, path, "--epochs", "0")
        assert (loss["epochs"], loss["train_loss"]) == (3, first["train_loss"])
        experiment, start = load_experiment(path) if path.suffix == ".json" else load_weights(path)
        slower = msgspec.structs.replace(experiment.spec, learning_rate=0.001)
        wanted = Trainer(experiment.with_spec(slower), start).run(2)
        found = answer(capsys, path, "--epochs", "2", "--learning-rate", "0.001")
        assert (found["epochs"], found["train_loss"]) == (5, wanted.train.loss)


def test_the_history_goes_on_where_the_file_ended(tmp_path: Path, capsys: Out) -> None:
    path, history = tmp_path / "model.npz", tmp_path / "loss.csv"
    answer(capsys, "--epochs", "3", "--export", path)
    answer(capsys, path, "--epochs", "2", "--history", history)
    assert [line.split(",")[0] for line in history.read_text().splitlines()] == ["epoch", "3", "4", "5"]


def test_a_changed_network_begins_anew_and_says_so(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "model.json"
    answer(capsys, "--epochs", "3", "--export", path)
    assert main(["train", str(path), "--hidden", "5", "--epochs", "1", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["epochs"] == 1
    assert "starting from scratch" in err


def test_drawn_rows_are_kept_when_only_the_split_changes(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "drawn.json"
    experiment = Experiment.load(Recipe(count=10))
    drawn = experiment.with_data(experiment.data.with_rows(np.array([[9.0, 9.0]]), np.array([1.0])))
    save_experiment(drawn, path)
    answer(capsys, path, "--train-share", "1", "--seed", "3", "--epochs", "0", "--export", path)
    found = load_experiment(path)[0]
    assert found.data.X.tolist() == drawn.data.X.tolist() and not found.data.test.any()
    assert (
        main(["train", str(path), "--data", "xor", "--count", "6", "--epochs", "0", "--export", str(path)])
        == 0
    )
    assert len(load_experiment(path)[0].data) == 6


def test_what_is_done_to_the_rows_of_a_files_table_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, path = tmp_path / "rows.csv", tmp_path / "lesson.json"
    rows.write_text("a,b,price\n1,2,3.25\n4,,6\n7,8,9.5\n", encoding="utf-8")
    path.write_text('{"data": {"recipe": {"source": "rows.csv", "missing": "drop"}}}', encoding="utf-8")
    assert main(["train", str(path), "--epochs", "0"]) == 0
    assert capsys.readouterr().err.count("1 of 3 rows") == 1


def test_another_split_does_not_read_the_file_again(tmp_path: Path, capsys: Out) -> None:
    rows, path = tmp_path / "rows.csv", str(tmp_path / "experiment.json")
    rows.write_text("x,y\n1,2\n3,4\n5,6\n7,8.5\n", encoding="utf-8")
    answer(capsys, "--data", rows, "--epochs", "0", "--export", path)
    rows.unlink()
    answer(capsys, path, "--train-share", "0.75", "--seed", "4", "--epochs", "0", "--export", path)
    data = load_experiment(path)[0].data
    assert data.same_as(data.split(0.75, 4))
    assert "rows.csv" in refusal(capsys, "train", path, "--target", "x")


def test_other_data_forget_the_old_target(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "iris.json"
    answer(capsys, "--data", "iris", "--target", "species", "--epochs", "0", "--export", path)
    found = answer(capsys, path, "--data", "houses", "--epochs", "1")
    assert found["rmse"] is not None  # the loss of the iris, which nobody named now, gave way too
