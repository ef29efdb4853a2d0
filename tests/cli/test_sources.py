"""Wherever a file of an experiment is named, a link or a pasted line may stand; `import` and `link`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playground.cli import main
from playground.export import load_experiment, load_weights, save_experiment
from playground.training import Checkpoint, Experiment

Out = pytest.CaptureFixture[str]
LINK = "https://playground.tensorflow.org/#dataset=xor&networkShape=3&seed=1&noise=120"


def test_train_takes_a_link_and_says_what_it_does_not_take(capsys: Out) -> None:
    assert main(["train", LINK, "--epochs", "2", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["epochs"] == 2 and "noise=120" in err


def test_options_override_a_link(tmp_path: Path) -> None:
    path = tmp_path / "net.json"
    assert main(["train", LINK, "--noise", "5", "--hidden", "2", "--epochs", "0", "--export", str(path)]) == 0
    experiment, _ = load_experiment(path)
    assert (experiment.recipe.source, experiment.recipe.noise, experiment.sizes) == ("xor", 5, (2, 2, 1))


def test_a_link_is_imported_as_an_experiment_only(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "xor.json"
    assert main(["import", LINK, "--out", str(path)]) == 0
    assert load_experiment(path)[0].recipe.source == "xor"
    assert main(["import", LINK, "--out", str(tmp_path / "xor.npz")]) == 2
    assert "no trained weights" in capsys.readouterr().err


def test_a_model_of_another_library_becomes_one_of_ours(tmp_path: Path, capsys: Out) -> None:
    foreign = tmp_path / "foreign.json"
    layer = {"activation": "sigmoid", "W": [[1.0], [2.0]], "b": [0.5]}
    foreign.write_text(json.dumps({"format": "backprop-playground weights", "layers": [layer]}), "utf-8")
    assert main(["import", str(foreign), "--out", str(tmp_path / "net.npz")]) == 0
    assert "Predicts y from x1 and x2. 2 → 1 neurons, sigmoid, 3 parameters" in capsys.readouterr().out
    assert load_weights(tmp_path / "net.npz")[1].theta.tolist() == [1.0, 2.0, 0.5]


def test_link_prints_a_link_and_a_line_that_train_takes(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "net.json"
    experiment = Experiment.load()
    save_experiment(experiment, path, Checkpoint(4, 100, experiment.network().theta))
    assert main(["link", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("https://playground.tensorflow.org/#activation=tanh&") and out.count("\n") == 1
    assert "loss Log loss" in err
    assert main(["link", str(path), "--text"]) == 0
    line = capsys.readouterr().out
    assert main(["train", line, "--epochs", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["epochs"] == 5


@pytest.mark.parametrize("command", ["train", "predict", "export", "import", "link"])
def test_a_broken_line_is_refused_in_one_sentence(command: str, capsys: Out) -> None:
    more = {"predict": ["rows.csv"], "export": ["--to", "x.py"], "import": ["--out", "x.npz"]}
    assert main([command, "bp1-00000000-AAAA", *more.get(command, [])]) == 2
    err = capsys.readouterr().err
    assert "The pasted line is broken" in err and err.count("\n") == 1


def test_a_file_that_is_for_export_only_says_which_open(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "net.html"
    path.write_text("<html>", "utf-8")
    assert main(["train", str(path)]) == 2
    err = capsys.readouterr().err
    assert ".html files are for export only" in err and ".safetensors" in err


def test_the_lines_for_another_library_are_printed(capsys: Out) -> None:
    assert main(["import", "--snippet", "pytorch"]) == 0
    assert "torch.nn.Linear" in capsys.readouterr().out
    assert main(["import", "--snippet", "caffe"]) == 2
    assert main(["import", "model.npz"]) == 2
    assert "--out" in capsys.readouterr().err
