"""`export`: the network of a model in every format, and what is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.cli import main
from playground.export import FORMATS, load_experiment, save_experiment
from playground.export.experiment_file import load_history, load_runs
from playground.settings import settings_of
from playground.training import Checkpoint, Experiment, Trainer
from playground.training.kept_run import KeptRun, RunList

Out = pytest.CaptureFixture[str]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    experiment = Experiment.load()
    path = tmp_path / "model.npz"
    FORMATS[".npz"].save(experiment, Checkpoint(2, 50, experiment.network().theta), path)
    return path


def refusal(capsys: Out, *argv: str | Path) -> str:
    assert main([*map(str, argv)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    return err


def test_all_formats_are_written_at_once(model: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"out{suffix}" for suffix in FORMATS]
    assert main(["export", str(model), *(word for path in paths for word in ("--to", str(path)))]) == 0
    assert all(path.stat().st_size for path in paths)
    assert (tmp_path / "out.npz").read_bytes() == model.read_bytes()


def test_an_option_goes_to_its_format(model: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for option, there in (("--rows", True), ("--no-rows", False)):
        assert main(["export", str(model), "--to", str(page), option]) == 0
        assert ('"rows":' in page.read_text("utf-8")) == there


def test_runs_and_losses_of_an_experiment_go_along(tmp_path: Path) -> None:
    trainer = Trainer(Experiment.load())
    trainer.run(2)
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    kept = KeptRun(0, "slow", 1, trainer.experiment, trainer.history, trainer.snapshot().checkpoint)
    runs = RunList((kept,), "Run B", "slow")
    save = FORMATS[".json"].save
    save(trainer.experiment, trainer.snapshot(), one, history=trainer.history, runs=runs)
    for words, epochs in (
        (["export", one, "--to", other], 3),
        (["train", one, "--epochs", 2, "--export", other], 5),
        (["train", one, "--epochs", 2, "--seed", 5, "--data", "xor", "--export", other], 3),
    ):
        assert main([*map(str, words)]) == 0
        found = load_runs(other, load_experiment(other)[0])
        assert (found.name, found.parent, found.kept[0].name) == ("Run B", "slow", "slow")
        assert found.kept[0].experiment.same_as(trainer.experiment)
        history = load_history(other)
        assert history is not None and len(history) == epochs
    assert main(["export", str(one), "--to", str(other), "--no-runs"]) == 0
    assert load_runs(other, trainer.experiment).kept == ()


def test_options_of_two_formats_have_two_names() -> None:
    names = [name for form in FORMATS.values() for name in settings_of(form.options)]
    assert len(names) == len(set(names))


def test_what_cannot_be_written_is_refused_before_anything_is(
    model: Path, tmp_path: Path, capsys: Out
) -> None:
    good = tmp_path / "good.html"
    for bad in ("model.txt", str(tmp_path), str(tmp_path / "nowhere" / "page.html")):
        assert Path(bad).name in refusal(capsys, "export", model, "--to", good, "--to", bad)
        assert not good.exists()


def test_without_weights_there_is_nothing_to_export(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "experiment.json"
    save_experiment(Experiment.load(), path)
    assert "no trained weights" in refusal(capsys, "export", path, "--to", tmp_path / "page.html")
