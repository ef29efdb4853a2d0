"""How much data there may be, and how large its numbers: the same from a table as from a file."""

from __future__ import annotations

import re

import numpy as np
import pytest

from playground.data import Dataset, Raw, Recipe, fit, read_table
from playground.data import limits as module
from playground.data.limits import LARGEST, MOST_NUMBERS, MOST_ROWS, SMALLEST, check_amount
from playground.errors import DataError


def refusal(text: str) -> DataError:
    with pytest.raises(DataError) as caught:
        read_table(Raw("my.csv", text.encode()), Recipe())
    return caught.value


def test_a_number_that_would_overflow_is_named_by_its_place() -> None:
    assert refusal("a,b\n1,2.5\n1e101,3.5\n").message == (
        'my.csv, line 3, column "a": "1e101" is too large: at most 1e+100 is allowed.'
    )
    assert 'column "b"' in refusal("a,b\n1,2.5\n2,-1e308\n").message


def test_a_column_that_cannot_be_told_from_nothing_is_refused() -> None:
    message = 'my.csv: the numbers in the column "a" are too small: 2e-300 is the largest.'
    assert refusal("a,b\n1e-300,2.5\n2e-300,3.5\n").message == message
    assert read_table(Raw("my.csv", b"a,b\n1e-300,2.5\n1,3.5\n0,1\n"), Recipe()).dataset.X[0, 0] == 1e-300


def test_numbers_at_the_limits_are_scaled_like_others() -> None:
    values = np.array([[-1.0], [0.0], [1.0]])
    for size in (LARGEST, SMALLEST):
        scaling = fit(values * size, "standardise")
        assert scaling.apply(values * size) == pytest.approx(fit(values, "standardise").apply(values))


def test_too_many_rows_are_refused_before_all_of_them_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 20_000)
    text = "a,b\n" + "1,2.5\n" * 60_000
    shares: list[float] = []
    with pytest.raises(DataError, match=r"my\.csv has 2\d,\d{3} rows; at most 20,000 are supported\."):
        read_table(Raw("my.csv", text.encode()), Recipe(), shares.append)
    assert shares[-1] < 0.6


@pytest.mark.parametrize(
    ("amount", "what"),
    [
        ((MOST_ROWS + 1, 1, 0), "1,000,001 rows"),
        ((1, 201, 0), "201 input columns"),
        ((1, 1, 101), "101 classes"),
        ((MOST_ROWS, 2, 100), "1,000,000 rows with 2 input columns and 100 classes"),
    ],
)
def test_more_than_a_window_can_hold_is_refused(amount: tuple[int, int, int], what: str) -> None:
    with pytest.raises(DataError, match=re.escape(what)) as caught:
        check_amount("my.csv", *amount)
    assert caught.value.hint
    check_amount("my.csv", MOST_NUMBERS // 200, 200, 0)


@pytest.mark.parametrize("number", [1e101, -1e308, np.inf, np.nan])
def test_a_hand_puts_no_such_number_into_the_data(number: float) -> None:
    data = Dataset(np.zeros((2, 1)), np.zeros(2), ("x",))
    row = np.array([[number]])
    with pytest.raises(DataError, match="not a valid value"):
        data.with_rows(row, np.zeros(1))
    with pytest.raises(DataError, match="not a valid value"):
        data.with_changed_rows(np.array([1]), np.zeros((1, 1)), np.array([number]))


def test_no_more_rows_are_added_by_hand_than_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the experiment would be saved, and could not be opened again."""
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    data = Dataset(np.zeros((2, 1)), np.zeros(2), ("a",), name="mine")
    assert len(data.with_rows(np.ones((1, 1)), np.zeros(1))) == 3
    with pytest.raises(DataError, match="mine has 4 rows; at most 3 are supported"):
        data.with_rows(np.ones((2, 1)), np.zeros(2))
