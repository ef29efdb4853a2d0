"""What the fields of a recipe are called in the import dialog."""

from __future__ import annotations

from playground.data import Recipe
from playground.errors import PlaygroundError
from playground.settings import settings_of

_SHORT = {
    "target": "Target",
    "task": "Predict",
    "inputs": "Inputs",
    "missing": "Missing",
    "missing_marks": "Also missing",
    "header": "First row",
}


def label_of(name: str) -> str:
    """The label beside a field: its own where it is short enough."""
    return _SHORT.get(name) or settings_of(Recipe)[name].label


def refusal(error: PlaygroundError) -> str:
    """What an error says in the window, where its remedies are known by their labels."""
    return error.told({name: f"“{label_of(name)}”" for name in settings_of(Recipe)})
