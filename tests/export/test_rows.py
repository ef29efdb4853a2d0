"""Many rows in an experiment file: they are written and read some at a time."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from playground.data import Dataset
from playground.errors import FileError
from playground.export import is_experiment, load_experiment, save_experiment
from playground.export.files import indented
from playground.training import Experiment, Spec
from tests.export.experiment_texts import ROWS, load


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
