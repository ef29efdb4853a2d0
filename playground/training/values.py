"""From words to the value of a setting, as the command line and the window's lists of values are written."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playground.data.feature_words import words_of
from playground.settings import Setting
from playground.training.spec_words import SPECIAL_WORDS

WORDS = {
    ("hidden_layers", "none"): "",
    ("batch_size", "all"): "0",
    **{(name, word): str(value) for name, words in SPECIAL_WORDS.items() for value, word in words.items()},
}
"""Words that may stand for a value, by the setting."""


def value_of(setting: Setting, text: str) -> Any:
    """The value that a text means; one that means none is left for the Struct to refuse, in its words."""
    text = WORDS.get((setting.name, text), text)
    if not setting.many:
        return _one(setting, text)
    if setting.longest is not None:  # names, in which a comma may stand
        return words_of(text)
    words = text.split(",") if text or setting.choices else []
    return tuple(_one(setting, word.strip()) for word in words)


def _one(setting: Setting, text: str) -> Any:
    if text in setting.labels:
        return setting.choices[setting.labels.index(text)]
    with suppress(ValueError):
        return setting.type(text)
    return text
