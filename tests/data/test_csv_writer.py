"""What is written is read back identically, whatever the numbers and the names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.classes import in_class_order
from playground.data.csv_reader import parse_csv, read_csv
from playground.data.csv_writer import csv_bytes, write_csv
from playground.data.dataset import Dataset
from playground.data.generators import GENERATORS
from playground.data.numbers import to_float
from playground.errors import FileError

finite = st.floats(allow_nan=False, allow_infinity=False)
characters = st.one_of(
    st.sampled_from(',;\t"\n\r x1é€'), st.characters(exclude_categories=["Cs", "Cc", "Cf"])
)
words = st.text(characters, max_size=8).map(str.strip).filter(lambda word: word and to_float(word) is None)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    *columns, target = draw(st.lists(words, min_size=2, max_size=4, unique=True))
    rows = draw(st.integers(2, 8))
    X = np.array(draw(st.lists(finite, min_size=rows * len(columns), max_size=rows * len(columns))))
    names = in_class_order(draw(st.lists(words, min_size=2, max_size=rows, unique=True)))
    if draw(st.booleans()):
        y = [float(k) for k in range(len(names))] * rows
        return Dataset(X.reshape(rows, -1), np.array(y[:rows]), tuple(columns), target, names)
    y = draw(st.lists(finite, min_size=rows, max_size=rows))
    return Dataset(X.reshape(rows, -1), np.array(y), tuple(columns), target)


def assert_same(data: Dataset, other: Dataset) -> None:
    assert (data.columns, data.target, data.class_names) == (other.columns, other.target, other.class_names)
    assert data.X.tobytes() == other.X.tobytes()
    assert data.y.tobytes() == other.y.tobytes()


@settings(deadline=None, derandomize=True, max_examples=300)
@given(datasets())
def test_random_datasets_come_back_to_the_last_bit(data: Dataset) -> None:
    task = "classes" if data.class_names else "regression"
    assert_same(data, parse_csv(csv_bytes(data), "my.csv", task=task))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", GENERATORS)
def test_every_generated_dataset_comes_back_without_a_word_about_its_task(name: str) -> None:
    data = GENERATORS[name].dataset(noise=20)
    assert_same(data, parse_csv(csv_bytes(data), "my.csv"))


def test_the_file_is_plain_to_read() -> None:
    data = Dataset(
        np.array([[0.1, 2], [1e-7, -3]]), np.array([0.0, 1]), ("x1", "x2"), "class", ("red", "green")
    )
    assert csv_bytes(data) == b"x1,x2,class\n0.1,2.0,red\n1e-07,-3.0,green\n"


def test_write_csv_writes_a_file_or_says_why_not(tmp_path: Path) -> None:
    data = GENERATORS["line"].dataset()
    write_csv(data, tmp_path / "line.csv")
    assert_same(data, read_csv(tmp_path / "line.csv"))
    with pytest.raises(FileError, match=r"line\.csv cannot be written: "):
        write_csv(data, tmp_path / "none" / "line.csv")
