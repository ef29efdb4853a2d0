"""Settings in words, and back: what the form, the list of edits and the command line say is one."""

from __future__ import annotations

import pytest

from playground.settings import settings_of
from playground.training import Spec
from playground.training.spec_words import SPECIAL_WORDS, value_words
from playground.training.values import value_of

SETTINGS = settings_of(Spec)


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [(name, value, word) for name, words in SPECIAL_WORDS.items() for value, word in words.items()],
)
def test_a_number_that_has_a_word_is_said_and_read_by_it(name: str, value: float, word: str) -> None:
    assert value_words(name, value) == word and value_of(SETTINGS[name], word) == value
    assert SETTINGS[name].accepts(value) and value_words(name, 7) == "7"
