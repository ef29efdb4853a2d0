"""Counts, shares and powers of ten in words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.numbers import parse_number
from playground.wording import counted, exact, percent, scientific


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (counted(1, "row"), "1 row"),
        (counted(0, "row"), "0 rows"),
        (counted(1200, "row"), "1,200 rows"),
        (counted(2, "class", "classes"), "2 classes"),
        (percent(5 / 9), "55.6 %"),
        (percent(1.0), "100 %"),
        (percent(0.0), "0 %"),
        (percent(0.5), "50.0 %"),
        (percent(0.9996), ">99.9 %"),
        (percent(0.0004), "<0.1 %"),
        (percent(1 - 3.2e-14), ">99.9 %"),
        (percent(0.996, 0), ">99 %"),
        (percent(0.45, 0), "45 %"),
        (percent(math.nan), "–"),
        (scientific(0.0000195, 2), "1.95·10⁻⁵"),
        (scientific(-3e14, 1), "−3.0·10¹⁴"),
        (exact(0.03), "0.03"),
        (exact(1e-5), "0.00001"),
        (exact(1e-8), "0.00000001"),
        (exact(-2.5e-14), "−2.5·10⁻¹⁴"),
        (exact(1e9), "1000000000"),
        (exact(4294967295), "4294967295"),
        (exact(0.0123456789), "0.0123456789"),
    ],
)
def test_the_table(words: str, expected: str) -> None:
    assert words == expected


@given(st.floats(0, 1))
def test_a_percentage_is_rounded_and_whole_only_when_it_is_exact(share: float) -> None:
    words = percent(share)
    assert (words == "100 %") == (share == 1.0) and (words == "0 %") == (share == 0.0)
    if words[0] == "<":
        assert 0.0 < share <= 0.0005
    elif words[0] == ">":
        assert 0.9995 <= share < 1.0
    else:
        assert abs(float(words.removesuffix(" %")) - 100 * share) <= 0.05 + 1e-9


@given(st.integers(1, 400), st.integers(0, 400))
def test_all_or_none_of_some_rows_is_said_only_of_all_or_none(rows: int, right: int) -> None:
    right = min(right, rows)
    assert (percent(right / rows) == "100 %") == (right == rows)
    assert (percent(right / rows) == "0 %") == (right == 0)


@given(st.floats(-1e15, 1e15).map(lambda number: float(f"{number:.15g}")))
def test_what_is_shown_exactly_can_be_typed_back(number: float) -> None:
    assert parse_number(exact(number)) == number
    assert "e" not in exact(number)
