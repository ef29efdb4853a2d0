"""The list of runs in an experiment file: all of it comes back, and a mistake is named by its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from playground.data import Recipe
from playground.errors import FileError
from playground.export import FORMATS, load_experiment
from playground.export.experiment_file import ExperimentOptions, load_runs
from playground.export.files import indented
from playground.training import Experiment, Spec, Trainer
from playground.training.kept_run import MOST_RUNS, KeptRun, RunList

CIRCLE = Recipe(source="circle", count=20)


def run(number: int, experiment: Experiment, epochs: int = 2, **marks: Any) -> KeptRun:
    trainer = Trainer(experiment)
    trainer.run(epochs)
    end = trainer.snapshot().checkpoint
    return KeptRun(number, f"Run {number}", number % 5, experiment, trainer.history, end, **marks)


def trained() -> Trainer:
    trainer = Trainer(Experiment.load(CIRCLE))
    trainer.run(1)
    return trainer


def save(path: Path, wanted: RunList, **options: Any) -> dict[str, Any]:
    trainer = trained()
    save = FORMATS[".json"].save
    save(trainer.experiment, trainer.snapshot(), path, options=ExperimentOptions(**options), runs=wanted)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def listed() -> RunList:
    """Three on the data of the file, of which one has another network; two on data drawn by hand."""
    experiment = trained().experiment
    drawn = experiment.with_data(experiment.data.with_rows(np.array([[0.1, 1 / 3]]), np.array([1.0])))
    faster = msgspec.structs.replace(experiment.spec, learning_rate=0.3, optimiser="adam")
    kept = (
        run(3, experiment, note="too careful", starred=True),
        run(4, experiment.with_spec(Spec(hidden_layers=(3,), activation=("relu",)))),
        run(5, drawn, parent="Run 3", hidden=True),
        run(6, drawn.with_spec(faster), epochs=3),
        run(7, Experiment.load(Recipe(source="sine")), epochs=0),
    )
    return RunList(kept, "slow", "Run 3")


def test_everything_of_the_list_comes_back(path: Path) -> None:
    wanted = listed()
    content = save(path, wanted)
    assert path.read_bytes() == indented(content), "readable, in parts or whole"
    found = load_runs(path, load_experiment(path)[0])
    assert (found.name, found.parent) == ("slow", "Run 3")
    for one, other in zip(wanted.kept, found.kept, strict=True):
        for name in ("name", "colour", "parent", "note", "starred", "hidden"):
            assert getattr(one, name) == getattr(other, name)
        assert one.experiment.same_as(other.experiment)
        assert one.history.losses.tobytes() == other.history.losses.tobytes()
        assert (one.history.first, one.history.last_epoch) == (other.history.first, other.history.last_epoch)
        assert (one.end.epoch, one.end.steps) == (other.end.epoch, other.end.steps)
        assert one.end.theta.tobytes() == other.end.theta.tobytes()


def test_data_that_runs_share_stand_there_once(path: Path) -> None:
    content = save(path, listed())["runs"]
    assert [one["table"] for one in content["kept"]] == [None, None, 0, 0, 1]
    assert [part["rows"] is not None for part in content["tables"]] == [True, False]
    found = load_runs(path, load_experiment(path)[0]).kept
    assert found[2].experiment.data is found[3].experiment.data


def test_a_file_without_a_list_does_not_name_it(path: Path) -> None:
    assert "runs" not in save(path, RunList())
    assert "runs" not in save(path, listed(), runs=False)
    assert load_runs(path, load_experiment(path)[0]).kept == ()


def broken(content: dict[str, Any], place: str, value: object) -> dict[str, Any]:
    *way, last = [int(key) if key.isdigit() else key for key in place.split(".")]
    inside: Any = content
    for key in way:
        inside = inside[key]
    inside[last] = value
    return content


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("runs.kept.0.name", "", r"runs\.kept\[0\]: its name is empty"),
        ("runs.kept.0.name", "a\u202eb", r"runs\.kept\[0\]: its name has .*invisible"),
        ("runs.kept.0.name", "n" * 41, r"runs\.kept\[0\]\.name: expected `str` of length <= 40"),
        ("runs.kept.1.note", "two\nlines", r"runs\.kept\[1\]: its note has line breaks"),
        ("runs.kept.1.note", "n" * 201, r"runs\.kept\[1\]\.note: expected"),
        ("runs.kept.0.colour", 5, r"runs\.kept\[0\]\.colour: expected"),
        ("runs.kept.0.weights", None, r"runs\.kept\[0\]\.weights: expected"),
        ("runs.kept.0.weights.theta", [1.0], r"runs\.kept\[0\]\.weights\.theta: 25 numbers expected"),
        ("runs.kept.0.weights.theta.3", 1e300, r"runs\.kept\[0\]\.weights\.theta: a weight is not a number"),
        ("runs.kept.0.history.first", 10**12, r"runs\.kept\[0\]\.history: it goes beyond epoch 2"),
        ("runs.kept.0.history.test_loss", [], r"runs\.kept\[0\]\.history: 3 training losses"),
        ("runs.kept.0.scaling.inputs.scale", [0, 0], r"runs\.kept\[0\]\.scaling\.inputs: a scale"),
        ("runs.kept.0.spec.loss", "mse", r"runs\.kept\[0\]: .*does not apply"),
        ("runs.kept.0.spec.frozen", ["w9[1,1]"], r"runs\.kept\[0\]: .*w9"),
        ("runs.kept.0.table", 7, r"runs\.kept\[0\]: table 7 is not there"),
        ("runs.kept.0.table", -1, r"runs\.kept\[0\]\.table: expected"),
        ("runs.kept.0.best", 1, r"runs\.kept\[0\]: object contains unknown field `best`"),
        ("runs.tables.0.rows", None, r"runs\.tables\[0\]: its rows are missing"),
        ("runs.tables.0.rows.X.2", [1], r"runs\.tables\[0\]\.rows\.X\[2\]: 2 numbers expected"),
        ("runs.tables.0.rows.y.2", 7, r"runs\.tables\[0\]\.rows\.y\[2\]: 7 is not the index"),
        ("runs.tables", [{}] * (MOST_RUNS + 1), r"runs\.tables: expected `array` of length <= 10"),
        ("runs", [], r"runs: expected `object`"),
    ],
)
def test_a_mistake_is_named_by_its_place(path: Path, place: str, value: object, message: str) -> None:
    content = save(path, listed())
    if place == "runs.tables.0.rows":
        content["runs"]["tables"][0]["recipe"]["source"] = "/etc/passwd"  # no file may have that read
    path.write_text(json.dumps(broken(content, place, value)), encoding="utf-8")
    with pytest.raises(FileError, match=message) as caught:
        load_runs(path, trained().experiment)
    assert caught.value.message.startswith(f"{path}: ") and caught.value.hint


def test_what_could_not_be_opened_again_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(path, RunList())
    before = path.read_bytes()
    for name, most in (("MOST_VALUES", 100), ("MOST_IN_ROWS", 50), ("MOST_BYTES", 5000)):
        with monkeypatch.context() as patch:
            patch.setattr(f"playground.export.room.{name}", most)
            with pytest.raises(FileError, match=r"too large .* Delete runs from the list"):
                save(path, listed())
    assert path.read_bytes() == before


def test_rows_are_no_reason_to_refuse_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = trained().experiment.data
    many = data.with_rows(np.random.default_rng(0).normal(size=(500, 2)), np.ones(500))
    content = save(path, RunList((run(0, trained().experiment.with_data(many)),)))
    for name in ("files", "room"):
        monkeypatch.setattr(f"playground.export.{name}.MOST_VALUES", 500)
    assert json.dumps(content).count(",") > 2000
    assert len(load_runs(path, load_experiment(path)[0]).kept[0].experiment.data) == 520
    content["weights"]["theta"] *= 40
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(FileError, match="holds too much"):
        load_experiment(path)
