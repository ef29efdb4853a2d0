"""What is shown of a text before it is saved: all of a short one, the beginning of a long one."""

from __future__ import annotations

import pytest

from playground.ui.exporting.preview import size_in_words, text_preview


def test_all_of_a_short_text_is_shown() -> None:
    preview = text_preview("a = 1\nb = 2\n")
    assert preview.text == "a = 1\nb = 2\n" and preview.words == "12 bytes"
    assert [len(line) for line in preview.lines] == [1, 1, 0]


@pytest.mark.parametrize("text", ["x\n" * 5_000, "x" * 500_000])
def test_of_a_long_one_the_beginning(text: str) -> None:
    preview = text_preview(text, "500 kB")
    assert len(preview.text) < 5_000 and preview.words == "the beginning of 500 kB"
    assert text_preview(text).words == "the beginning of the file"


def test_sizes_are_told_in_words() -> None:
    assert [size_in_words(count) for count in (812, 31_400, 4_230_000)] == ["812 bytes", "31 kB", "4.2 MB"]
