"""Texts of others: one line of what can be seen."""

from __future__ import annotations

import pytest

from playground.text import plain, short


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("two  words", "two words"),
        (" a\tb\r\nc\u2028d\u00a0e ", "a b c d e"),
        ("\u202eevil\u202c\u2066x\u2069\ufeff\u00ad", "evilx"),
        ("\x00\x1b[2Jred", "[2Jred"),
        ("\ud800half", "half"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\u200c \u200d\u200b\n", ""),
        ("<b>größe</b> x₁²", "<b>größe</b> x₁²"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, seen: str) -> None:
    assert plain(text) == seen == plain(seen)


def test_a_long_text_loses_its_middle() -> None:
    assert short("x" * 60, 60) == "x" * 60
    assert short("a" * 50 + "b" * 50, 60) == "a" * 39 + "…" + "b" * 20
