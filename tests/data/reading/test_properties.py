"""Random tables and random texts: what is read is what is meant, bit by bit, or it is refused in words."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.data import Dataset, Raw, Recipe, preview, read_table
from playground.data.limits import LARGEST, SMALLEST
from playground.data.numbers import is_missing, to_float
from playground.errors import DataError
from playground.text import plain
from tests.properties import examples

FINITE = st.floats(-LARGEST, LARGEST).filter(lambda value: not 0.0 < abs(value) < SMALLEST)
SIGNS = "ab x1,;|\t\"'\r\néß"
WORDS = st.text(SIGNS, min_size=1, max_size=6).filter(
    lambda text: text == plain(text) and to_float(text) is None
)
NAMES = WORDS.filter(lambda text: not is_missing(text))


def is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True)
class Case:
    """A table that was meant, NaN where missing, as the bytes of a file, and how they were written."""

    X: np.ndarray
    y: list[str] | list[float]
    columns: tuple[str, ...]
    data: bytes
    recipe: Recipe


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Tables as programs write them: any separator, decimal mark, quoting, encoding and line end."""
    separator, decimal = draw(st.sampled_from("\t;,| ")), draw(st.sampled_from(".,"))
    encoding, line_end = (
        draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])),
        draw(st.sampled_from(["\n", "\r\n"])),
    )
    columns = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    rows = draw(st.integers(1, 6))
    quoted = draw(st.booleans())
    gaps = ["NA", "nan", "?", "N/A", "-", *([] if separator == " " else [""])]
    missing = st.sampled_from(gaps) if draw(st.booleans()) else st.nothing()

    def cell(text: str) -> str:
        special = quoted or any(sign in text for sign in f'{separator}"\r\n') or text != text.strip()
        return '"' + text.replace('"', '""') + '"' if special else text

    def number() -> tuple[float, str]:
        if gap := draw(st.none() | missing):
            return np.nan, cell(gap)
        value = draw(FINITE | st.integers(-2000, 2000).map(float))
        text = draw(st.sampled_from([repr(value), f"{value:.17g}", f"{value:.16e}", f" {value!r}"]))
        return float(text), cell(text.replace(".", decimal))

    numbers = [[number() for _ in columns[1:]] for _ in range(rows)]
    classes = draw(st.booleans())
    targets: Any = [draw(NAMES) if classes else draw(FINITE) for _ in range(rows)]
    written = [cell(y) if classes else cell(repr(y).replace(".", decimal)) for y in targets]
    lines = [[cell(name) for name in columns]]
    lines += [[*(text for _, text in row), last] for row, last in zip(numbers, written, strict=True)]
    text = "".join(separator.join(line) + line_end for line in lines)
    if encoding == "cp1252" and not text.isascii():
        assume(not is_utf8(text.encode(encoding)))  # é€€ are the bytes of another text in UTF-8
    X = np.array([[value for value, _ in row] for row in numbers])
    recipe = Recipe(
        separator=separator,
        decimal=decimal,
        encoding=encoding,
        header=True,
        target=columns[-1],
        inputs=tuple(columns[:-1]),
        missing=draw(st.sampled_from(["refuse", "drop"])),
        task="classes" if classes else "regression",
    )
    return Case(X, targets, tuple(columns), text.encode(encoding), recipe)


def assert_meant(data: Dataset, case: Case) -> None:
    whole = ~np.isnan(case.X).any(axis=1)
    assert (*data.columns, data.target) == case.columns
    assert data.X.tobytes() == case.X[whole].tobytes()
    wanted = [one for one, kept in zip(case.y, whole, strict=True) if kept]
    assert ([data.class_names[int(k)] for k in data.y] if data.class_names else data.y.tolist()) == wanted


@examples(250)
@given(cases())
def test_a_table_is_read_as_it_is_meant_when_told_how_it_is_written(case: Case) -> None:
    gaps = np.isnan(case.X).any(axis=1)
    kept = {one for one, gap in zip(case.y, gaps, strict=True) if not gap}
    if gaps.any() and (case.recipe.missing == "refuse" or gaps.all()):
        with pytest.raises(DataError, match=r"missing|empty"):
            read_table(Raw("my.csv", case.data), case.recipe)
    elif len(kept) == 1 and (case.recipe.task == "classes" or len(gaps) - gaps.sum() > 1):
        with pytest.raises(DataError, match=r"only one class|one value only"):
            read_table(Raw("my.csv", case.data), case.recipe)
    else:
        assert_meant(read_table(Raw("my.csv", case.data), case.recipe).dataset, case)


@examples(400)
@given(cases())
def test_a_table_whose_writing_is_found_out_is_read_as_it_is_meant_or_refused(case: Case) -> None:
    chosen = case.recipe
    recipe = Recipe(task=chosen.task, target=chosen.target, inputs=chosen.inputs, missing="drop")
    try:
        seen = preview(Raw("my.csv", case.data), recipe)
        data = read_table(Raw("my.csv", case.data), recipe).dataset
    except DataError:
        return
    assert_meant(data, case)
    assert tuple(column.name for column in seen.columns) == case.columns


@examples(500)
@given(
    st.text(alphabet='01.,;-e"\t\r\n _na|', max_size=60),
    st.sampled_from([None, "classes", "regression"]),
    st.sampled_from(["refuse", "drop"]),
)
def test_no_number_is_read_that_the_text_does_not_hold(text: str, task: Any, missing: Any) -> None:
    """The judge is Python's own csv and float."""
    recipe = Recipe(task=task, missing=missing)
    try:
        seen = preview(Raw("my.csv", text.encode()), recipe)
        data = read_table(Raw("my.csv", text.encode()), recipe).dataset
    except DataError:
        return
    lines = io.StringIO(
        text if seen.separator != " " else "\n".join(map(str.strip, text.splitlines())), newline=""
    )
    read = csv.reader(lines, delimiter=seen.separator, skipinitialspace=True)
    rows = [[cell.strip() for cell in row] for row in read if "".join(row).strip()][seen.header :]
    whole = [row for row in rows if not any(map(is_missing, row[:-1]))]
    if missing == "drop":
        whole = [row for row in whole if not is_missing(row[-1])]
    else:
        assert whole == rows
    cells = "".join(cell for row in rows for cell in row[:-1] if not is_missing(cell))
    assert not ("," in cells and "." in cells)
    assert data.X.tolist() == [[float(cell.replace(",", ".")) for cell in row[:-1]] for row in whole]


@examples(200)
@given(st.binary(max_size=120))
def test_random_bytes_are_previewed_or_refused(data: bytes) -> None:
    for start in (b"", b"a,b\n1,", b"\xff\xfe", b"\xef\xbb\xbf"):
        try:
            seen = preview(Raw("my.csv", start + data), Recipe())
        except DataError:
            continue
        assert all(len(row) == len(seen.columns) for row in seen.rows)
