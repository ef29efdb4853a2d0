"""What columns and classes are called on screen; files and the command line keep the names of the data."""

from __future__ import annotations

import re

from msgspec import Struct

from playground.data.classes import SAFE_COLOURS, coloured, unnamed
from playground.data.dataset import Dataset
from playground.data.formulas import disarmed
from playground.typography import subscript


class Names(Struct, frozen=True):
    """The names of the input columns, of the target and of the classes, in their order."""

    columns: tuple[str, ...]
    target: str
    classes: tuple[str, ...]

    @classmethod
    def in_spreadsheets(cls, data: Dataset) -> Names:
        """As they are copied into a spreadsheet, which is to run none of them as a formula."""
        columns, classes = (tuple(map(disarmed, names)) for names in (data.columns, data.class_names))
        return cls(columns, disarmed(data.target), classes)

    @classmethod
    def on_screen(cls, data: Dataset, *, safe: bool = False) -> Names:
        """As they are shown: x₁ for x1, and classes that nobody has named after their colour.

        safe  the colours are those of the colour-blind-safe palette
        """
        columns = data.columns
        if data.generated and columns == ("x",):
            columns = ("x1",)  # as it is called in every formula
        classes = data.class_names
        if safe and data.generated:
            classes = coloured(classes, unnamed(classes), SAFE_COLOURS)
        return cls(tuple(map(indexed, columns)), indexed(data.target), classes)


def class_called(words: str, shown: tuple[str, ...], stored: tuple[str, ...]) -> int | None:
    """The index of the class that is called so on screen or, failing that, in the data; None for no class.

    Upper and lower case differ only where they tell two classes apart.
    """
    words = words.strip()
    for names in (shown, stored):
        if words in names:
            return names.index(words)
    folded = (name.casefold() for names in (shown, stored) for name in names)
    place = next((place for place, name in enumerate(folded) if name == words.casefold()), None)
    return None if place is None else place % len(shown)


def indexed(name: str) -> str:
    """A name with its number below, if it is a letter with a number: x₁ for x1; else as it is."""
    return name[0] + subscript(name[1:]) if re.fullmatch(r"[a-zA-Z][0-9]+", name) else name
