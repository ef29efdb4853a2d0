"""What a change of the spec is, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playground.settings import labels_of, settings_of
from playground.training.spec import TABLES, Spec
from playground.wording import exact

_OFF: Mapping[float, str] = {0: "off"}

SPECIAL_WORDS: Mapping[str, Mapping[float, str]] = {
    "batch_size": {0: "all rows"},
    "stop_epochs": {0: "never"},
    "clip_norm": _OFF,
    "stop_loss": _OFF,
    "stop_patience": _OFF,
}
"""What numbers stand for, by the setting."""


def differences(spec: Spec, other: Spec) -> list[str]:
    """The choices of a spec that are not those of another: "loss Log loss", "hidden layers 8, 8"."""
    return [
        f"{labels_of(Spec, (name,))} {value_words(name, getattr(spec, name))}"
        for name in settings_of(Spec)
        if getattr(spec, name) != getattr(other, name)
    ]


def changes(before: Spec, after: Spec) -> list[str]:
    """What of a spec is another now: "learning rate α 0.03 → 0.1"."""
    both = ((name, getattr(before, name), getattr(after, name)) for name in settings_of(Spec))
    return [
        f"{labels_of(Spec, (name,))} {value_words(name, old)} → {value_words(name, new)}"
        for name, old, new in both
        if old != new
    ]


def value_words(name: str, value: Any) -> str:
    """What a setting is, in words."""
    if isinstance(value, tuple):
        return ", ".join(value_words(name, one) for one in value) or (
            "all columns" if name == "features" else "none"
        )
    if name in TABLES:
        return str(getattr(TABLES[name][value], "label", value))
    if (word := SPECIAL_WORDS.get(name, {}).get(value)) is not None:
        return word
    if isinstance(value, bool):
        return "on" if value else "off"
    return exact(value) if isinstance(value, (int, float)) else str(value)
