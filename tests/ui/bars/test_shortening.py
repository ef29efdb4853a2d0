"""What gives way where a message is too long for its place."""

from __future__ import annotations

import pytest

from playground.ui.bars.shortening import shortened

PATH = "/" + "work" * 1_000


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        ("Saved one. All is well.", 30, "Saved one. All is well."),
        ("Saved one. All is well.", 20, "Saved one. …"),
        ("Saved one. All is well. Go on.", 26, "Saved one. All is well. …"),
        ("First. Second one.\nThird. Fourth.", 40, "First. Second one.\nThird. Fourth."),
        ("First. Second one.\nThird. Fourth.", 30, "First. … Third. Fourth."),
        ("First. Second one.\nThird. Fourth.", 20, "First. … Third. …"),
    ],
)
def test_the_last_sentences_of_the_longest_message_give_way(text: str, most: int, told: str) -> None:
    assert shortened(text, lambda words: len(words) <= most) == told


def test_a_word_without_an_end_loses_its_middle() -> None:
    told = shortened(f"{PATH}.json cannot be written. Choose another.", lambda words: len(words) <= 200)
    assert told.startswith("/work") and told.endswith(".json cannot be written. …") and len(told) > 100


def test_no_message_is_left_out() -> None:
    told = shortened("\n".join(f"{name} {PATH} ends." for name in "ABC"), lambda words: len(words) <= 200)
    assert all(f"{name} /work" in told for name in "ABC") and len(told) <= 200


def test_little_is_asked_of_a_long_text() -> None:
    asked: list[str] = []
    shortened("It is so. " * 20_000, lambda words: bool(asked.append(words)) or len(words) < 100)
    assert len(asked) < 120


def test_where_nothing_fits_something_is_told() -> None:
    assert 0 < len(shortened(PATH, lambda _: False)) < 40
