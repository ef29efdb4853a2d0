"""What is written is read back identically, whatever the numbers and the names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.csv_reader import parse_csv, read_csv
from playground.data.csv_writer import csv_bytes, text_of, write_csv
from playground.data.dataset import Dataset
from playground.data.generators import GENERATORS
from playground.data.limits import LARGEST, SMALLEST
from playground.errors import FileError
from playground.text import plain
from tests.properties import examples

finite = st.floats(-LARGEST, LARGEST).filter(lambda value: not 0.0 < abs(value) < SMALLEST)
characters = st.one_of(
    st.sampled_from(',;|\t"\n\r x1é€'), st.characters(exclude_categories=["Cs", "Cc", "Cf"])
)
awkward = [
    "=1+1",
    "+1+1",
    "-x",
    "@SUM(A1)",
    "'=x",
    "''-x",
    "'x",
    "+",
    "=",
    "'-1",
    "NA",
    "?",
    "-",
    "nan",
    "1",
    "01",
    "1.0",
    "-1e3",
    "inf",
    '"',
    '""',
    "x, y",
    "a;b",
]
words = st.sampled_from(awkward) | st.text(characters, max_size=8).map(plain).filter(bool)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    *columns, target = draw(st.lists(words, min_size=2, max_size=4, unique=True))
    rows = draw(st.integers(2, 8))
    X = np.array(draw(st.lists(finite, min_size=rows * len(columns), max_size=rows * len(columns))))
    names = tuple(draw(st.lists(words, min_size=2, max_size=rows, unique=True)))
    if draw(st.booleans()):
        y = [float(k) for k in range(len(names))] * rows
        return Dataset(X.reshape(rows, -1), np.array(y[:rows]), tuple(columns), target, names)
    y = draw(st.lists(finite, min_size=rows, max_size=rows).filter(lambda values: len(set(values)) > 1))
    return Dataset(X.reshape(rows, -1), np.array(y), tuple(columns), target)


def targets(data: Dataset) -> list[object]:
    """Values to the last bit; classes by name, as their order is not written."""
    return [data.class_names[int(y)] if data.class_names else y.hex() for y in data.y.tolist()]


def assert_same(data: Dataset, other: Dataset) -> None:
    assert (data.columns, data.target) == (other.columns, other.target)
    assert data.X.tobytes() == other.X.tobytes()
    assert targets(data) == targets(other)
    assert sorted(data.class_names) == sorted(other.class_names)


@examples(250)
@given(datasets())
def test_random_datasets_come_back_to_the_last_bit(data: Dataset) -> None:
    task = "classes" if data.class_names else "regression"
    assert_same(data, parse_csv(csv_bytes(data), "my.csv", task=task))  # type: ignore[arg-type]
    assert_same(data, parse_csv(text_of(data).encode(), "pasted text", task=task))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", GENERATORS)
def test_every_generated_dataset_comes_back_without_a_word_about_its_task(name: str) -> None:
    data = GENERATORS[name].dataset(noise=20)
    assert_same(data, parse_csv(csv_bytes(data), "my.csv"))


def test_the_file_is_plain_to_read() -> None:
    data = Dataset(
        np.array([[0.1, 2], [1e-7, -3]]), np.array([0.0, 1]), ("x1", "x2"), "class", ("red", "green")
    )
    assert csv_bytes(data) == b"x1,x2,class\n0.1,2.0,red\n1e-07,-3.0,green\n"


def test_some_rows_as_text_for_a_spreadsheet() -> None:
    data = Dataset(
        np.array([[0.5, 2], [1e-7, -3], [1, 1]]), np.array([0.0, 1, 1]), ("a", "b"), "class", ("no", "yes")
    )
    assert text_of(data, np.array([2, 0])) == "a\tb\tclass\n1.0\t1.0\tyes\n0.5\t2.0\tno\n"


def test_write_csv_writes_a_file_or_says_why_not(tmp_path: Path) -> None:
    data = GENERATORS["line"].dataset(10_000)
    shares: list[float] = []
    write_csv(data, tmp_path / "line.csv", shares.append)
    assert_same(data, read_csv(tmp_path / "line.csv"))
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 2
    with pytest.raises(FileError, match=r"line\.csv cannot be written: "):
        write_csv(data, tmp_path / "none" / "line.csv")


def test_what_stops_the_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_text("old", encoding="utf-8")

    def cancel(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_csv(GENERATORS["line"].dataset(), path, cancel)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "names", [("(3)", "5 %"), ("1/2", "$ 7"), ("2024", "1.5"), ("NA", "b"), ("#N/A", "x")]
)
def test_names_that_look_like_cells_are_names_again(names: tuple[str, str]) -> None:
    data = Dataset(np.array([[1.5], [2.5]]), np.array([0.25, 4.0]), names[:1], names[1], generated=False)
    again = parse_csv(csv_bytes(data), "again.csv")
    assert (again.columns, again.target, again.X.tolist()) == (data.columns, data.target, data.X.tolist())


def test_apostrophes_in_a_name_part_nothing() -> None:
    data = Dataset(np.array([[1.5]]), np.array([0.25]), ("''",), "y", generated=False)
    assert parse_csv(csv_bytes(data), "again.csv").columns == ("''",)


def test_other_separators_in_quoted_names_part_nothing() -> None:
    names = ("25;112;8;Ulm", "25;210;6;Ω")
    X, y = np.arange(8.0).reshape(-1, 1), np.arange(8.0) % 2
    data = Dataset(X, y, ("key;size;u",), "kind", names, generated=False)
    assert_same(data, parse_csv(csv_bytes(data), "again.csv"))


def test_a_coded_text_is_not_taken_for_the_target() -> None:
    X = np.array([[0.5, 1.0], [0.25, 1.0], [5.0, 0.0]])
    data = Dataset(X, np.array([1.0, 1.0, 0.0]), ("x1", "x2 = class"), "y", ("no", "yes"), generated=False)
    assert_same(data, parse_csv(csv_bytes(data), "again.csv"))
