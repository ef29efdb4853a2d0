"""Experiments as JSON: readable, exact, writable by hand; a mistake is named by its place in the file."""

from __future__ import annotations

import codecs
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import MOST_CLASSES, MOST_INPUTS, Dataset, Recipe
from playground.data.limits import LARGEST
from playground.errors import FileError
from playground.export import FORMATS, is_experiment, load_experiment, save_experiment
from playground.export.experiment_file import ExperimentOptions, load_history
from playground.export.experiment_layout import FORMAT
from playground.export.files import indented
from playground.export.model import PROGRAM, TrainedModel
from playground.settings import Setting, settings_of
from playground.training import Checkpoint, Experiment, History, Spec, Trainer
from playground.training.spec import RENAMED
from tests.properties import examples

ROWS: dict[str, Any] = {
    "columns": ["a", "b"],
    "class_names": ["no", "yes"],
    "X": [[1, 2], [3.5, 4], [5, 6]],
    "y": [0, 1, 1],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "experiment.json"


def load(path: Path, content: object) -> Experiment:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return load_experiment(path)[0]


def saved(path: Path, experiment: Experiment) -> dict[str, Any]:
    save_experiment(experiment, path)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


# --- what is written ---


def test_generated_rows_are_not_written_and_drawn_ones_are(path: Path) -> None:
    experiment = Experiment.load()
    assert saved(path, experiment)["data"]["rows"] is None
    drawn = experiment.with_data(
        experiment.data.with_rows(np.array([[0.1, 1 / 3]]), np.array([1.0]), test=True)
    )
    assert len(saved(path, drawn)["data"]["rows"]["X"]) == 501
    found, checkpoint = load_experiment(path)
    assert found.data.X.tolist() == drawn.data.X.tolist() and found.data.y.tolist() == drawn.data.y.tolist()
    assert found.data.test.tolist() == drawn.data.test.tolist()
    assert found.by_hand and checkpoint is None


def test_rows_of_a_file_survive_the_file(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("a,b,price\n1,2,3.25\n4,5,6\n7,8,9\n")
    experiment = Experiment.load(Recipe(source=str(file), train_share=0.7))
    save_experiment(experiment, path)
    file.unlink()
    found = load_experiment(path)[0]
    assert found.data.X.tolist() == experiment.data.X.tolist()
    assert (found.by_hand, found.data.generated, found.data.name) == (False, False, "rows.csv")
    save_experiment(found, path)
    assert load_experiment(path)[0].data.y.tolist() == experiment.data.y.tolist()


def test_locks_survive_and_one_on_nothing_is_refused(path: Path) -> None:
    experiment = Experiment.load(None, Spec(frozen=("w2[2,1]", "b1[4]")))
    content = saved(path, experiment)
    assert load_experiment(path)[0].frozen_indices.tolist() == experiment.frozen_indices.tolist() == [11, 13]
    for name in ("w2[3,1]", "b1[0]", "w1[1]", "weight"):
        content["spec"]["frozen"] = [name]
        with pytest.raises(FileError, match=r"(Unknown|has no) .*" + name.replace("[", r"\[")):
            load(path, content)


def test_fields_are_understood_by_the_names_they_had_once(path: Path) -> None:
    experiment = Experiment.load(None, Spec(optimiser="adam", initialiser="he"))
    content = saved(path, experiment)
    spec = content["spec"]
    assert not spec.keys() & RENAMED.keys()
    spec["optimizer"], spec["init"] = spec.pop("optimiser"), spec.pop("initialiser")
    found = load(path, content)
    assert found.spec == experiment.spec and type(found.spec) is Spec
    spec["optimizer"] = "adm"
    with pytest.raises(FileError, match=r"spec\.optimiser: Optimiser cannot be .*adm"):
        load(path, content)


def test_a_row_is_a_line(path: Path) -> None:
    load(path, {"data": {"rows": ROWS}})
    save_experiment(load_experiment(path)[0], path)
    text = path.read_text(encoding="utf-8")
    assert "\n        [3.5, 4.0],\n" in text and text.endswith("}\n")
    assert '"hidden_layers": [4, 2],' in text


def test_training_goes_on_from_it(path: Path) -> None:
    trainer = Trainer(Experiment.load())
    save_experiment(trainer.experiment, path, trainer.run(3))
    experiment, checkpoint = load_experiment(path)
    again = Trainer(experiment, checkpoint)
    assert again.snapshot().epoch == 3 and again.snapshot().train == trainer.snapshot().train


@given(st.lists(st.floats(-LARGEST, LARGEST), min_size=1, max_size=20))
def test_floats_survive_exactly(tmp_path_factory: pytest.TempPathFactory, numbers: list[float]) -> None:
    path = tmp_path_factory.getbasetemp() / "floats.json"
    numbers = [1.0, *numbers]  # all of a column may not be too small to be told from 0
    data = Dataset(np.array(numbers)[:, None], np.array(numbers), ("x",))
    save_experiment(
        Experiment.create(data, Spec(scale_inputs="none", scale_target="none"), by_hand=True), path
    )
    found = load_experiment(path)[0].data
    assert found.X.tobytes() == data.X.tobytes() and found.y.tobytes() == data.y.tobytes()


# --- what a person may write ---


def test_a_minimal_file_is_an_experiment(path: Path) -> None:
    found = load(path, {"spec": {"hidden_layers": [3]}, "data": {"recipe": {"source": "xor"}}})
    assert found.spec == Spec(hidden_layers=(3,)) and found.data.name == "xor" and not found.by_hand
    assert load(path, {}).recipe == Recipe()
    assert load(path, {"data": {"recipe": {"source": "line"}}}).spec.loss == "mse"


def test_rows_alone_are_drawn_by_hand(path: Path) -> None:
    found = load(path, {"data": {"rows": ROWS}})
    assert found.by_hand and found.data.y.tolist() == [0, 1, 1] and not found.data.test.any()
    assert load(path, {"data": {"rows": {"columns": ["x"], "X": [], "y": []}}}).data.X.shape == (0, 1)


def bad_value(setting: Setting) -> Any:
    value = "no such word" if setting.choices else {bool: 1, int: -1, float: -1, str: 5}[setting.type]
    return [value] if setting.many else value


@pytest.mark.parametrize(
    ("place", "setting"),
    [
        *(("spec", setting) for setting in settings_of(Spec).values()),
        *(("data.recipe", setting) for setting in settings_of(Recipe).values()),
    ],
    ids=lambda value: value.name if isinstance(value, Setting) else value,
)
def test_a_value_that_is_not_allowed_is_named_by_its_place(path: Path, place: str, setting: Setting) -> None:
    part = {setting.name: bad_value(setting)}
    content = {"spec": part} if place == "spec" else {"data": {"recipe": part}}
    if place == "data.recipe" and setting.name == "source":
        content = {"data": {"recipe": {"source": 5}}}
    with pytest.raises(FileError) as caught:
        load(path, content)
    assert f"{path}: {place}.{setting.name}" in caught.value.message
    assert caught.value.hint


def rows(**changes: Any) -> dict[str, Any]:
    return {"data": {"rows": ROWS | changes}}


def wide(columns: int) -> dict[str, Any]:
    return rows(columns=[f"c{k}" for k in range(columns)], X=[[1] * columns] * 3)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (wide(MOST_INPUTS + 1), f"{MOST_INPUTS + 1} input columns; at most {MOST_INPUTS} are supported"),
        (
            rows(class_names=[f"c{k}" for k in range(300)]),
            f"300 classes; at most {MOST_CLASSES} are supported",
        ),
        (rows(columns=["a", "a"]), 'Two of the column names are "a"'),
        (rows(columns=["a", "y"]), 'Two of the column names are "y"'),
        (rows(class_names=["no", "no"]), 'Two of the class names are "no"'),
        (rows(columns=["a", ""]), "The name of column 2 is empty"),
        (rows(columns=["a", "\u200d\u2066"]), "The name of column 2 is empty"),
        (
            rows(class_names=["no", "y" * 10_000]),
            "The name of class 2 has 10,000 characters; at most 100 are allowed",
        ),
        (rows(class_names=["no", "y\ne"]), "The name of class 2 has line breaks"),
        (rows(target="\u202ey"), "The name of column 3 has .* invisible characters"),
        (rows(name="my\x1b[2Jdata"), "The name of name 1 has"),
        (rows(X=[[1, 2], [3, 4], [5, 1e101]]), "1e\\+101 is not a valid value"),
        (rows(X=[[1, 1e-300], [3, 0], [5, 2e-300]]), 'the column "b" are too small: 2e-300 is the largest'),
        (rows(class_names=[], y=[1e-200, 0, 0]), 'the column "y" are too small'),
        ({"spec": {"features": ["x1"] * 100_000}}, "spec.features: Features cannot have 100000 entries"),
        ({"spec": {"features": ["x1", "x2", "x1"]}}, "spec.features: Features cannot contain 'x1' twice"),
        ({"spec": {"features": ["x" * 10_000]}}, "spec.features: Features cannot contain"),
        ({"spec": {"activation": ["tanh"] * 1000}}, "spec.activation: Activation cannot have 1000 entries"),
        ({"data": {"recipe": {"target": "y" * 101}}}, "data.recipe.target: Target column cannot be"),
        ({"data": {"recipe": {"inputs": ["y" * 101]}}}, "data.recipe.inputs: Input columns cannot contain"),
        (
            {"weights": {"theta": [0] * 24 + [1e300]}},
            "a weight is not a number, or larger than 1,000,000,000",
        ),
        ({"weights": {"theta": [0] * 25, "epoch": -5}}, "weights.epoch: expected `int` >= 0"),
        ({"weights": {"theta": [0] * 25, "epoch": 10**30}}, "weights.epoch: expected `int` <="),
        ({"weights": {"theta": [0] * 25, "steps": -5}}, "weights.steps: expected `int` >= 0"),
        ({"version": -1}, "version: expected `int` >= 1"),
        ('{"spec": ' * 100_000, "is nested too deep"),
        ('{"no_such_key": ' + "[" * 100_000 + "]" * 100_000 + "}", "is nested too deep"),
        *(
            (
                {
                    "scaling": {
                        "inputs": {"shift": [0, 0], "scale": [1, k]},
                        "target": {"shift": [0], "scale": [1]},
                    }
                },
                "scaling.inputs: a scale is not between",
            )
            for k in (-1, 1e-310, 1e200)
        ),
    ],
)
def test_what_no_table_and_no_form_allows_a_file_may_not_hold(
    path: Path, content: object, message: str
) -> None:
    with pytest.raises(FileError, match=message) as caught:
        load(path, content)
    assert caught.value.message.startswith(f"{path}")
    assert caught.value.hint
    assert len(caught.value.message) <= 600


def test_a_file_that_would_take_too_much_memory_is_refused_before_it_is_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.export.files.MOST_VALUES", 1000)
    with pytest.raises(FileError, match="holds too much: 1,999 values"):
        load(path, [[]] * 2000)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is not a Backprop Playground file"),
        ('{"spec": ', "is not a Backprop Playground file"),
        ("[]", "is a list, not a Backprop Playground experiment file"),
        ({"format": FORMAT, "specs": {}}, "unknown field `specs`"),
        ({"spec": {"learning_rat": 1}}, "spec: object contains unknown field `learning_rat`"),
        ({"format": "something else"}, "is not a Backprop Playground experiment file but “something else”"),
        ({"format": FORMAT, "version": 2, "news": 1}, "newer version"),
        ({"data": {"recipe": {"source": "xro"}}}, "Did you mean xor"),
        ({"spec": {"loss": "mse"}}, "Mean squared error does not apply to two classes"),
        ({"spec": {"features": ["x3"]}}, "no feature “x3”"),
        ({"data": {"rows": ROWS | {"columns": []}}}, r"data\.rows\.columns: at least one"),
        ({"data": {"rows": ROWS | {"class_names": ["one"]}}}, r"data\.rows\.class_names: at least two"),
        ({"data": {"rows": ROWS | {"X": [[1, 2], [3], [4, 5]]}}}, r"data\.rows\.X\[1\]: 2 numbers expected"),
        ({"data": {"rows": ROWS | {"y": [0, 1]}}}, r"data\.rows\.y: 3 values expected"),
        ({"data": {"rows": ROWS | {"y": [0, 1, 2]}}}, r"data\.rows\.y\[2\]: 2 is not the index"),
        ({"data": {"rows": ROWS | {"y": [0.5, 1, 1]}}}, r"data\.rows\.y\[0\]: 0\.5 is not the index"),
        ({"data": {"rows": ROWS | {"test": [True]}}}, r"data\.rows\.test: 3 expected"),
        ({"data": {"rows": ROWS | {"y": [0, 1, None]}}}, r"data\.rows\.y\[2\]: expected `float`"),
        ('{"data": {"rows": {"columns": ["x"], "X": [[1e999]], "y": [1]}}}', "out of range"),
        ({"weights": {"theta": [1, 2]}}, r"weights\.theta: 25 numbers expected, not 2"),
        (
            {"scaling": {"inputs": {"shift": [0], "scale": [1]}, "target": {"shift": [0], "scale": [1]}}},
            "inputs: 2",
        ),
        (
            {
                "scaling": {
                    "inputs": {"shift": [0, 0], "scale": [1, 0]},
                    "target": {"shift": [0], "scale": [1]},
                }
            },
            "a scale is not between",
        ),
    ],
)
def test_a_mistake_is_told_in_words(path: Path, content: object, message: str) -> None:
    with pytest.raises(FileError, match=message) as caught:
        load(path, content)
    assert str(path) in caught.value.message and caught.value.hint


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"name": "tool", "version": "1.0.0"}, "version: expected `int`"),  # package.json
        ({"name": "tool", "version": 3}, "`name`"),
        ({"cells": [], "nbformat": 4}, "`cells`"),
        ({"type": "FeatureCollection", "features": []}, "`type`"),
        ({"class_name": "Sequential", "config": {}}, "`class_name`"),
        ({"data": [1, 2]}, "data: expected `object`"),
        ("5", "expected `object`"),
        ('{"spec": {}, "spec": 3}', "spec: expected `object`"),
        ({"specs": {}}, "unknown field `specs`"),
    ],
)
def test_the_json_of_another_program_is_called_no_experiment(
    path: Path, content: object, reason: str
) -> None:
    with pytest.raises(FileError, match=r"is not a Backprop Playground experiment file\.") as caught:
        load(path, content)
    assert reason in caught.value.hint


# --- many rows: written and read some at a time ---


@pytest.fixture
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.export.rows._ROWS", 3)
    monkeypatch.setattr("playground.export.rows._BYTES", 20)


@pytest.mark.usefixtures("few_at_a_time")
@pytest.mark.parametrize("rows", [0, 1, 3, 4, 40])
def test_the_text_is_the_same_in_parts(path: Path, rows: int) -> None:
    numbers = np.random.default_rng(rows).normal(size=(rows, 2))
    data = Dataset(numbers, numbers[:, 0], ("a", 'X": ['), test=numbers[:, 1] > 0)
    experiment = Experiment.create(data, Spec(scale_inputs="none", scale_target="none"), by_hand=True)
    told: list[float] = []
    save_experiment(experiment, path, progress=told.append)
    text = path.read_bytes()
    assert text == indented(msgspec.json.decode(text))
    assert told == sorted(told) and (not rows or told[-1] == 1)
    found = load_experiment(path)[0].data
    assert found.same_as(replace(data, name="data"))


@pytest.mark.usefixtures("few_at_a_time")
def test_a_mistake_far_down_is_named_by_its_place(path: Path) -> None:
    X = [[float(row), 0.5] for row in range(30)]
    rows: dict[str, Any] = {"columns": ["a", "b"], "X": X, "y": [0.0] * 30}
    told: list[float] = []
    for name, bad, message in (
        ("X", [*X[:20], [1.0], *X[:9]], r"X\[20\]: 2 numbers expected"),
        ("X", [*X[:20], [1.0, "],["], *X[:9]], r"X\[20\]\[1\]: expected `float`, got `str`"),
        ("X", [*X[:20], 5, *X[:9]], r"X\[20\]: expected `array`"),
        ("X", 5, r"X: expected `array`"),
        ("y", [*[0.0] * 25, None], r"y\[25\]: expected `float`"),
        ("test", [*[True] * 25, 1], r"test\[25\]: expected `bool`"),
    ):
        with pytest.raises(FileError, match=r"data\.rows\." + message):
            load(path, {"data": {"rows": rows | {name: bad}}})
    load(path, {"data": {"rows": rows}})
    load_experiment(path, progress=told.append)
    assert len(told) > 3 and told == sorted(told)


def test_a_file_that_was_saved_by_notepad_is_read(path: Path) -> None:
    drawn = load(path, {"data": {"rows": ROWS}})
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert is_experiment(path) and load_experiment(path)[0].same_as(drawn)


def test_reading_and_writing_can_be_given_up(path: Path) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(_: float) -> None:
        raise GivenUpError

    drawn = load(path, {"data": {"rows": ROWS}})
    before = path.read_bytes()
    with pytest.raises(GivenUpError):
        load_experiment(path, progress=give_up)
    with pytest.raises(GivenUpError):
        save_experiment(drawn, path, progress=give_up)
    assert path.read_bytes() == before and len(list(path.parent.iterdir())) == 1


# --- what it is about, and its history ---


def test_it_says_what_it_is_and_brings_test_rows(path: Path) -> None:
    trainer = Trainer(Experiment.load())
    trainer.run(2)
    FORMATS[".json"].save(trainer.experiment, trainer.snapshot(), path)
    about = json.loads(path.read_text(encoding="utf-8"))["about"]
    model = TrainedModel.of(*load_experiment(path))  # type: ignore[arg-type]
    assert (about["program"], about["saved"], about["data"]) == (PROGRAM, model.date, "circle")
    assert model.outputs(np.array(about["test"]["inputs"])).tolist() == about["test"]["outputs"]
    assert len(about["test"]["inputs"]) == 5


@given(
    losses=st.lists(st.tuples(*[st.floats(0, 1e300) | st.just(np.nan)] * 2), min_size=1, max_size=20),
    first=st.integers(0, 10**6),
)
def test_a_history_comes_back_bit_for_bit(losses: list[tuple[float, float]], first: int) -> None:
    history = History(first)
    for epoch, pair in enumerate(losses, first):
        history.add(epoch, pair)
    experiment = Experiment.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "experiment.json")
        start = Checkpoint(first + len(losses) - 1, 0, experiment.network().theta)
        FORMATS[".json"].save(experiment, start, path, history=history)
        found = load_history(path)
        assert found is not None and (found.first, found.last_epoch) == (first, history.last_epoch)
        assert found.losses.tobytes() == history.losses.tobytes()
        FORMATS[".json"].save(
            experiment, start, path, history=history, options=ExperimentOptions(history=False)
        )
        assert load_history(path) is None and load_experiment(path)[1] is not None


def test_a_history_that_makes_no_sense_is_refused_with_its_place(path: Path) -> None:
    for history in ({"train_loss": [1.0], "test_loss": []}, {"train_loss": ["x"], "test_loss": [1]}):
        path.write_text(json.dumps({"history": history}), encoding="utf-8")
        with pytest.raises(FileError, match=r"history[.:]"):
            load_history(path)


@examples(25)
@given(
    source=st.sampled_from(["circle", "xor", "iris", "sine"]),
    seed=st.integers(0, 99),
    optimiser=st.sampled_from(["sgd", "momentum", "adam"]),
    epochs=st.integers(0, 3),
)
def test_a_file_repeats_the_same_run_bit_for_bit(source: str, seed: int, optimiser: str, epochs: int) -> None:
    wanted = Trainer(Experiment.load(Recipe(source=source, seed=seed), Spec(optimiser=optimiser, seed=seed)))
    wanted.run(epochs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "experiment.json")
        FORMATS[".json"].save(wanted.experiment, wanted.snapshot(), path, history=wanted.history)
        experiment, trained = load_experiment(path)
    found = Trainer(experiment)
    found.run(epochs)
    assert trained is not None
    assert found.network.theta.tobytes() == wanted.network.theta.tobytes() == trained.theta.tobytes()
    assert found.history.losses.tobytes() == wanted.history.losses.tobytes()
