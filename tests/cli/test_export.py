"""`export`: the network of a model in every format, and what is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.cli import main
from playground.export import FORMATS, save_experiment
from playground.settings import settings_of
from playground.training import Checkpoint, Experiment

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
