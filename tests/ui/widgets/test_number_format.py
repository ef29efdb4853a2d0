"""How numbers read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.widgets import number_format

NAN, INF = math.nan, math.inf
TABLE = [
    (number_format.loss, NAN, "–"),
    (number_format.loss, INF, "∞"),
    (number_format.loss, 0.0, "0.0000"),
    (number_format.loss, 0.0148, "0.0148"),
    (number_format.loss, 0.00089, "0.00089"),
    (number_format.loss, 12.3, "12.30"),
    (number_format.loss, 999.96, "1,000.0"),
    (number_format.loss, 456e6, "4.56·10⁸"),
    (number_format.loss, 1e-7, "1.00·10⁻⁷"),
    (number_format.loss, 3.2e-14, "3.2·10⁻¹⁴"),
    (number_format.loss, -0.5, "−0.5000"),
    (number_format.value, 391500.0, "391,500"),
    (number_format.value, 5.1, "5.1"),
    (number_format.value, -0.123456, "−0.1235"),
    (number_format.value, 0.0000195, "1.950·10⁻⁵"),
    (number_format.value, NAN, "–"),
    (number_format.value, 2.5e15, "2.500·10¹⁵"),
    (number_format.signed, 0.1, "+0.10"),
    (number_format.signed, -1.524, "−1.52"),
    (number_format.signed, -0.004, "0.00"),
    (number_format.signed, 541.35, "+541.4"),
    (number_format.signed, -2_262_439.78, "−2.3·10⁶"),
    (number_format.brief, 286_167.0, "286,167"),
    (number_format.brief, 1_234_567.0, "1.2·10⁶"),
    (number_format.brief, 5.636e-17, "5.6·10⁻¹⁷"),
    (number_format.brief, 0.2216, "0.2216"),
    (number_format.brief, 0.003852, "0.00385"),
    (number_format.brief, -0.0003852, "−0.00039"),
    (number_format.brief, None, "–"),
    (number_format.rate, 0.0, "–"),
    (number_format.rate, 3.14, "3.1"),
    (number_format.rate, 1540.2, "1,540"),
]


@pytest.mark.parametrize(("how", "number", "words"), TABLE)
def test_the_table(how, number: float, words: str) -> None:  # noqa: ANN001
    assert how(number) == words


@given(st.floats())
def test_every_number_has_words(number: float) -> None:
    for how in (number_format.loss, number_format.value):
        words = how(number)
        assert words and len(words) <= 16 and "-" not in words and "e" not in words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-1.51934, "−1.519"),
        (0.5, "0.5000"),
        (0.0, "0"),
        (123.45, "123.5"),
        (999.96, "1000"),
        (12345.6, "12,346"),
        (-0.0142, "−0.01420"),
        (5.1e-7, "5.100·10⁻⁷"),
        (float("nan"), "–"),
    ],
)
def test_a_weight_keeps_four_digits(number: float, words: str) -> None:
    assert number_format.weight(number) == words
