"""`predict`: the rows of a file by a trained model."""

from __future__ import annotations

import argparse
import csv
import io
import re
from pathlib import Path

import numpy as np
import pytest

from playground.cli import main
from playground.cli.predict import add_options, predictions_csv
from playground.data import Dataset, Recipe, load
from playground.engine import LOSSES
from playground.training import Checkpoint, Experiment, Spec, Trainer
from tests.cli.run import ROOT, Out, answer, refusal


def predictions(text: str) -> tuple[list[str], list[list[str]]]:
    header, *rows = list(csv.reader(io.StringIO(text)))
    return header, rows


@pytest.mark.parametrize("suffix", [".npz", ".json"])
@pytest.mark.parametrize("loss", [loss for loss, row in LOSSES.items() if "regression" not in row.tasks])
def test_classes_are_predicted_as_the_trainer_does(
    suffix: str, loss: str, tmp_path: Path, capsys: Out
) -> None:
    model, rows = tmp_path / f"model{suffix}", tmp_path / "rows.csv"
    answer(capsys, "--data", "moons", "--loss", loss, "--epochs", "5", "--export", model)
    trainer = Trainer(Experiment.load(Recipe(source="moons"), Spec(loss=loss)))
    trainer.run(5)
    experiment, X = trainer.experiment, trainer.experiment.data.X
    rows.write_text("x2,class,x1\n" + "".join(f"{x2},?,{x1}\n" for x1, x2 in X.tolist()))
    assert main(["predict", str(model), str(rows)]) == 0
    header, found = predictions(capsys.readouterr().out)
    prediction = trainer.network.predict(experiment.encode(X))
    names = experiment.data.class_names
    assert header == ["class", "p(red)", "p(green)"]
    assert [row[0] for row in found] == [names[int(k)] for k in experiment.decode(prediction)]
    shares = np.array([[float(cell) for cell in row[1:]] for row in found])
    assert shares.tobytes() == experiment.probabilities(prediction).tobytes()
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert [names[int(k)] for k in shares.argmax(axis=1)] == [row[0] for row in found]


def test_no_prediction_is_a_formula_of_a_spreadsheet() -> None:
    data = Dataset(np.array([[0.0], [1.0]]), np.array([0.0, 1.0]), ("x",), "=1+1", ("=A1", "b"))
    experiment = Experiment.create(data)
    start = Trainer(experiment).snapshot()
    header, found = predictions(predictions_csv(experiment, Checkpoint(0, 0, start.theta), data.X))
    assert header == ["'=1+1", "p(=A1)", "p(b)"]
    assert {row[0] for row in found} <= {"'=A1", "b"}


def test_values_are_predicted_in_their_own_units(tmp_path: Path, capsys: Out) -> None:
    model, out = tmp_path / "model.npz", tmp_path / "out.csv"
    answer(capsys, "--data", "houses", "--epochs", "50", "--export", model)
    trainer = Trainer(Experiment.load(Recipe(source="houses")))
    trainer.run(50)
    assert main(["predict", str(model), str(ROOT / "datasets/houses.csv"), "--output", str(out)]) == 0
    assert capsys.readouterr().out == ""
    header, found = predictions(out.read_text(encoding="utf-8"))
    data = load(Recipe(source="houses"))
    wanted = trainer.experiment.decode(trainer.network.predict(trainer.experiment.encode(data.X)))
    assert header == ["price_usd"] and [float(row[0]) for row in found] == wanted.tolist()


def test_a_file_may_have_one_column_or_no_header(tmp_path: Path, capsys: Out) -> None:
    model, rows = tmp_path / "model.npz", tmp_path / "rows.csv"
    answer(capsys, "--data", "line", "--epochs", "1", "--export", model)
    texts = []
    for text in ("x\n1\n2\n", "1\n2\n", "1,7\n2,8\n", "y,x\n,1\n,2\n"):
        rows.write_text(text)
        assert main(["predict", str(model), str(rows)]) == 0
        texts.append(capsys.readouterr().out)
    assert len(set(texts)) == 1 and texts[0].startswith("y\n") and texts[0].count("\n") == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{names}{rows}", []),
        ("Sizes of May\n\n{names}{rows}", ["2 lines at the top"]),
        ("{names}cm\tcm\n{rows}", ["units and is skipped: cm, cm"]),
        ("# first\n{names}{rows}# later\n5\t6\n", ["1 line at the top", "1 line between"]),
        ("{names}{rows}Total\t9\n\nSource: a survey\n", ["lines 6, 8"]),
    ],
)
def test_lines_that_are_no_rows_are_named(text: str, told: list[str], tmp_path: Path, capsys: Out) -> None:
    model, rows = tmp_path / "model.npz", tmp_path / "rows.csv"
    answer(capsys, "--data", "circle", "--epochs", "0", "--export", model)
    rows.write_text(text.format(names="x1\tx2\n", rows="1\t2\n2\t3\n3\t4\n4\t5\n"))
    assert main(["predict", str(model), str(rows)]) == 0
    out, err = capsys.readouterr()
    assert len(predictions(out)[1]) == 4 + text.count("5\t6")
    assert err.count("\n") == bool(told) and all(words in err for words in told)


def test_dates_are_read_in_the_order_in_which_they_were_learnt(tmp_path: Path, capsys: Out) -> None:
    model, learnt, rows = tmp_path / "model.npz", tmp_path / "learnt.csv", tmp_path / "rows.csv"
    days = [f"0{k % 9 + 1}/0{k % 7 + 1}/2024" for k in range(20)]
    learnt.write_text("day,y\n" + "".join(f"{day},{k * k / 2}\n" for k, day in enumerate(days)))
    answer(capsys, "--data", learnt, "--dates", "month-first", "--epochs", "1", "--export", model)
    told = []
    for text, options in (
        ("03/04/2024", []),
        ("2024-03-04", []),
        ("03/04/2024", ["--dates", "day-first"]),
        ("2024-04-03", []),
    ):
        rows.write_text(f"day\n{text}\n")
        assert main(["predict", str(model), str(rows), *options]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] != told[2] == told[3]


def test_a_table_is_read_by_the_options_of_train(tmp_path: Path, capsys: Out) -> None:
    model, rows = tmp_path / "model.npz", tmp_path / "rows.csv"
    answer(capsys, "--data", "circle", "--epochs", "0", "--export", model)
    rows.write_text("1,5|-200\n2|3\n")
    command = ("predict", model, rows, "--separator", "|", "--decimal", ",", "--no-header")
    assert "-200" in refusal(capsys, *command, "--missing-marks", "-200")
    assert main([str(word) for word in command]) == 0
    assert len(predictions(capsys.readouterr().out)[1]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x1,x2\n1,2\n3,\n", "Correct the file, or leave the row out."),
        ("x1,x3\n1,2\n", 'rows.csv has no column "x2". Choose one of: x1, x3.'),
        ("1\n2\n", "rows.csv has 1 column, fewer than the model needs. Give it x1, x2."),
        ("x1,x2\n1,two\n", 'line 2, column "x2": "two" is not a number'),
        ("", "rows.csv is empty"),
        ("x1;x2\n1.5;2\n2,75;3\n", "Write all numbers with the same decimal mark."),
    ],
)
def test_rows_that_the_model_cannot_take_are_refused(
    text: str, message: str, tmp_path: Path, capsys: Out
) -> None:
    model, rows = tmp_path / "model.npz", tmp_path / "rows.csv"
    answer(capsys, "--epochs", "0", "--export", model)
    rows.write_text(text)
    told = refusal(capsys, "predict", model, rows)
    assert message in told
    parser = argparse.ArgumentParser()
    add_options(parser)
    assert set(re.findall(r"--[a-z-]+", told)) <= set(parser._option_string_actions), "options it has"


def test_an_untrained_experiment_predicts_nothing(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "experiment.json"
    path.write_text("{}")
    assert "has no trained weights" in refusal(capsys, "predict", path, path)
