from __future__ import annotations

import pytest

from playground.errors import SpecError
from playground.lessons.numerals import typed


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("0.42", 0.42, 2),
        (" 0,42 ", 0.42, 2),
        ("-.5", -0.5, 1),
        ("−0,5", -0.5, 1),
        ("–3.", -3.0, 0),
        ("+1", 1.0, 0),
        ("1.234", 1.234, 3),  # never 1234
        ("2e-3", 0.002, 3),
        ("1,5·10⁻³", 0.0015, 4),
        ("1.5*10^-3", 0.0015, 4),
        ("1/8", 0.125, None),
        ("-1 / 3", -1 / 3, None),
        ("٠٫٥".replace("٫", "."), 0.5, 1),
    ],
)
def test_one_parser_for_all_countries(text: str, value: float, decimals: int | None) -> None:
    read = typed(text)
    assert float(read.value) == pytest.approx(value, abs=1e-15)
    assert read.decimals == decimals
    assert read.echo


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1.234,5",
        "1,2,3",
        "1 234",
        "1/0",
        "1e9999",
        "nan",
        "inf",
        "1_000",
        "0x10",
        "--1",
        "9" * 10_000,
    ],
)
def test_what_is_no_number_is_refused_with_a_word_on_how_to_write_one(text: str) -> None:
    with pytest.raises(SpecError) as error:
        typed(text)
    assert "0.125" in error.value.hint
    assert len(str(error.value)) < 200
