"""`train` is the same run as the Trainer's, and says how it went."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from playground.cli import main
from playground.data import Recipe
from playground.export import load_weights
from playground.training import Experiment, Spec, Trainer
from tests.cli.run import Out, answer, refusal


def test_the_trained_weights_are_the_trainer_s_bit_for_bit(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "model.npz"
    options = [
        "--data",
        "moons",
        "--hidden",
        "3,2",
        "--activation",
        "relu,tanh",
        "--seed",
        "5",
        "--noise",
        "20",
    ]
    options += ["--epochs", "4", "--optimiser", "adam", "--batch-size", "7", "--learning-rate", "0.01"]
    options += ["--scale-inputs", "standardise"]
    found = answer(capsys, *options, "--export", path)
    recipe = Recipe(source="moons", seed=5, noise=20)
    spec = Spec(
        hidden_layers=(3, 2),
        activation=("relu", "tanh"),
        seed=5,
        optimiser="adam",
        batch_size=7,
        learning_rate=0.01,
        scale_inputs="standardise",
    )
    snapshot = Trainer(Experiment.load(recipe, spec)).run(4)
    experiment, checkpoint = load_weights(path)
    assert checkpoint.theta.tobytes() == snapshot.theta.tobytes()
    assert (experiment.recipe, experiment.spec) == (recipe, spec)
    assert (found["train_loss"], found["test_loss"]) == (snapshot.train.loss, snapshot.test.loss)
    assert (found["accuracy"], found["test_accuracy"]) == (snapshot.train.accuracy, snapshot.test.accuracy)
    assert (found["epochs"], found["steps"], found["parameters"]) == (4, snapshot.steps, 20)
    assert (found["status"], found["reason"], found["rmse"]) == ("finished", "", None)
    assert found["epochs_per_second"] == pytest.approx(4 / found["seconds"])


def test_stop_rules_count_from_the_first_epoch(capsys: Out) -> None:
    found = answer(capsys, "--stop-patience", "3", "--learning-rate", "1e-9", "--epochs", "50")
    assert (
        found["epochs"]
        == Trainer(Experiment.load(None, Spec(stop_patience=3, learning_rate=1e-9))).run(50).epoch
    )
    assert found["status"] == "stopped" and "no improvement" in found["reason"]


def test_regression_is_scored_in_its_own_units(capsys: Out) -> None:
    found = answer(capsys, "--data", "houses", "--epochs", "20", "--train-share", "1")
    assert found["rmse"] > 1000 and found["accuracy"] is None
    assert found["test_loss"] is None and found["test_rmse"] is None


def test_no_hidden_layer_has_two_spellings(capsys: Out) -> None:
    for none in ("", "none"):
        assert answer(capsys, "--hidden", none, "--epochs", "0")["parameters"] == 3


def test_options_are_understood_by_the_names_they_had_once(capsys: Out) -> None:
    old = answer(capsys, "--optimizer", "adam", "--init", "he", "--epochs", "2")
    new = answer(capsys, "--optimiser", "adam", "--initialiser", "he", "--epochs", "2")
    assert old["train_loss"] == new["train_loss"]
    assert "Did you mean adam" in refusal(capsys, "train", "--optimizer", "adm")


def test_all_rows_are_a_batch(capsys: Out) -> None:
    assert answer(capsys, "--batch-size", "all", "--epochs", "3")["steps"] == 3


def test_the_summary_says_it_in_words(capsys: Out) -> None:
    assert main(["train", "--epochs", "2", "--train-share", "1"]) == 0
    out, err = capsys.readouterr()
    assert "circle: 500 training rows, 0 test rows" in out
    assert "Network 2-4-2-1: 25 parameters" in out
    assert "Finished: epoch 2, 100 steps" in out
    assert "accuracy" in out and "RMSE" not in out and err == ""


def test_a_diverged_run_is_said_and_its_last_finite_weights_are_kept(tmp_path: Path, capsys: Out) -> None:
    path, history = tmp_path / "model.npz", tmp_path / "loss.csv"
    wild = ["--data", "houses", "--activation", "linear", "--learning-rate", "100"]
    assert main(["train", *wild, "--json", "--export", str(path), "--history", str(history)]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["status"] == "diverged" and (found["train_loss"] is None or found["train_loss"] > 1e10)
    assert "lower learning rate" in err and "weights of epoch 0" in err
    experiment, checkpoint = load_weights(path)
    assert checkpoint.theta.tobytes() == experiment.network().theta.tobytes()
    assert len(history.read_text().splitlines()) == 1 + 1 + found["epochs"]


def test_it_is_exported_to_each_file_that_is_named(tmp_path: Path, capsys: Out) -> None:
    paths = [tmp_path / "model.npz", tmp_path / "model.py"]
    answer(capsys, "--epochs", "1", *(word for path in paths for word in ("--export", path)))
    assert all(path.exists() for path in paths)
    assert "model.zzz" in refusal(capsys, "train", "--export", paths[0], "--export", tmp_path / "model.zzz")


def test_the_history_has_a_row_per_epoch(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "loss.csv"
    found = answer(capsys, "--epochs", "3", "--history", path)
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["epoch", "train_loss", "test_loss"]
    assert [row[0] for row in rows[1:]] == ["0", "1", "2", "3"]
    assert [float(cell) for cell in rows[-1][1:]] == [found["train_loss"], found["test_loss"]]
    answer(capsys, "--epochs", "1", "--train-share", "1", "--history", path)
    assert path.read_text().endswith(",\n")
