"""What is wrong is said in one line, with exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.cli import main
from playground.training import Trainer
from tests.cli.run import Out, answer, refusal


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ("", "The following arguments are required: COMMAND. See backprop-playground --help."),
        ("trian", "invalid choice: 'trian'"),
        ("train --frob 1", "Unrecognized arguments: --frob."),
        ("train --epoch 1", "Unrecognized arguments: --epoch. Did you mean --epochs"),
        ("train --zzz", "Unrecognized arguments: --zzz. See backprop-playground train --help."),
        ("train circle", "circle is a dataset, and no model. To learn it: train --data circle"),
        ("train --data houses --features szie_m2", "Did you mean size_m2"),
        ("train --data houses --features age_years^2", "made of the first two inputs"),
        ("train --noise", "Argument --noise: expected one argument. See backprop-playground train --help."),
        ("train --epochs -1", "Epochs cannot be -1. Choose a whole number from 0 to 1,000,000,000."),
        ("train --learning-rate 1000", "Learning rate α cannot be 1000.0. Choose a number greater than 0"),
        ("train --learning-rate nan", "Learning rate α cannot be nan."),
        (
            "train --batch-size many",
            "Batch size cannot be 'many'. Choose a whole number from 0 to 1,000,000.",
        ),
        ("train --hidden 4,x", "Hidden layers cannot contain 'x'. Choose a whole number from 1 to 512."),
        ("train --hidden 1,1,1,1,1,1,1,1,1", "Hidden layers cannot have 9 entries. Choose 8 at most."),
        ("train --activation tahn", "Activation cannot contain 'tahn'. Did you mean tanh"),
        ("train --activation none", "Activation cannot contain 'none'."),
        ("train --scale all", "Scale inputs cannot be 'all'."),
        ("train --data xro", 'Unknown dataset or file "xro". Did you mean xor'),
        ("train --data iris --target colour", 'no column "colour"'),
        (
            "train --data iris --loss mse",
            "Mean squared error does not apply to many classes. Choose one of: cross_entropy.",
        ),
        ("train --loss mse", "Choose one of: log_loss, half_mse_tanh, cross_entropy."),
        (
            "train --data line --loss log_loss",
            "Log loss does not apply to regression. Choose one of: mse, half_mse, huber.",
        ),
        ("train --data line --features x1,x2", "This dataset has no feature “x2”. Did you mean x^2"),
        ("train --features x1^3", "Did you mean x1^2"),
        ("train --export model.txt", "model.txt has no known format. End its name in .npz, "),
        ("train --export nowhere/model.npz", "cannot be written"),
        ("train --history nowhere/loss.csv", "cannot be written"),
        ("train missing.json", "missing.json cannot be read: no such file"),
        ("train missing.txt", "missing.txt has no known format."),
        ("predict", "The following arguments are required: MODEL, FILE.csv."),
        ("predict missing.npz rows.csv", "missing.npz cannot be read: no such file"),
    ],
)
def test_bad_input_is_told_in_one_line(argv: str, message: str, capsys: Out) -> None:
    assert message in refusal(capsys, *argv.split())


def test_a_model_without_its_rows_asks_for_some(tmp_path: Path, capsys: Out) -> None:
    rows, path = tmp_path / "rows.csv", tmp_path / "model.npz"
    rows.write_text("a,b,price\n1,2,3.5\n4,5,6\n7,8,9\n")
    answer(capsys, "--data", rows, "--epochs", "1", "--export", path)
    assert "rows.csv has no training rows. Choose a dataset or file" in refusal(capsys, "train", path)
    assert answer(capsys, path, "--data", rows, "--epochs", "1")["epochs"] == 2


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Trainer, "step", interrupt)
    assert main(["train"]) == 130
    assert capsys.readouterr().err == "backprop-playground: Stopped by Ctrl+C.\n"
