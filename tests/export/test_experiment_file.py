"""Experiments as JSON: readable, exact, writable by hand; a mistake is named by its place in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import MOST_CLASSES, MOST_INPUTS, Dataset, Recipe
from playground.data.limits import LARGEST
from playground.errors import FileError
from playground.export import load_experiment, save_experiment
from playground.export.experiment_layout import FORMAT
from playground.settings import Setting, settings_of
from playground.training import Experiment, Spec, Trainer
from playground.training.spec import RENAMED
from tests.export.experiment_texts import ROWS, load


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
