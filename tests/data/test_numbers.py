"""Numbers as a hand types them."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.numbers import parse_number
from playground.errors import SpecError

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE)
def test_every_finite_number_is_read_as_it_is(number: float) -> None:
    for words in (
        repr(number),
        f"  {number!r} ",
        repr(number).replace(".", ","),
        repr(number).replace("-", "−"),
    ):
        assert parse_number(words) == number


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9).filter(bool))
def test_every_fraction_is_its_quotient(above: int, below: int) -> None:
    assert parse_number(f"{above}/{below}") == float(Fraction(above, below))
    assert parse_number(f" {above} / {below} ") == above / below


@given(st.text(max_size=12))
def test_all_else_is_refused_with_a_reason(words: str) -> None:
    refused: list[SpecError] = []
    try:
        assert math.isfinite(parse_number(words))
    except SpecError as error:
        refused.append(error)
    assert all(error.message and error.hint for error in refused)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("half", "“half” is not a number"),
        ("1/2/3", "is not a number"),
        ("1/", "is not a number"),
        ("/2", "is not a number"),
        ("1_000", "is not a number"),
        ("1/0", "divides by 0"),
        ("0/0", "divides by 0"),
        ("1e400", "not a finite number"),
        ("nan", "not a finite number"),
        ("-inf", "not a finite number"),
        ("1/1e400", "not a finite number"),
        ("1e300/1e-300", "not a finite number"),
    ],
)
def test_what_is_refused(words: str, reason: str) -> None:
    with pytest.raises(SpecError, match=reason):
        parse_number(words)
