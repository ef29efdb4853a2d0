"""The table of what names of columns tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.data.reading.column_names import WORDS, Tells, may_number, told_by

README = Path(__file__).parents[3] / "README.md"


def test_a_word_stands_in_one_row() -> None:
    words = [word for _, row in WORDS for word in row.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        *(("wine_type", Tells.NUMBERED), ("unitPrice", Tells.VALUE), ("Total Sales", Tells.LAST)),
        *(("CO2 Emissions (g/km)", Tells.LAST), ("price[EUR]", Tells.VALUE), ("(price)", Tells.NOTHING)),
        *(("label #", Tells.TARGET), ("SEX", Tells.NO_TARGET), ("#", Tells.NOTHING), ("", Tells.NOTHING)),
    ],
)
def test_the_last_word_tells(name: str, tells: Tells) -> None:
    assert tells in told_by(name) and (tells or not told_by(name))


def test_the_first_or_last_word_tells_of_row_numbers() -> None:
    names = ("Row number", "id_of_house", "#", "my id no more", "x1", "")
    assert [may_number(name) for name in names] == [True, True, True, False, False, False]


def test_the_readme_names_every_target() -> None:
    """Where a name decides alone, nobody should have to read the source."""
    line = next(
        line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| target")
    )
    told = [word for tells, row in WORDS if tells & (Tells.TARGET | Tells.VALUE) for word in row.split()]
    assert told and all(word in line for word in told)
