"""The errors a user can cause or meet: each says what is wrong, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from playground.text import plain, short

_OPTION = re.compile(r"\boption ([a-z-]+)")  # so hints name a field that helps
_MOST_NAMED = 40
_LONGEST = 600  # characters of a message: what a file holds may be named in it

Row = TypeVar("Row")


class PlaygroundError(Exception):
    """Something the user can mend. `message` says what and where, `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = short(plain(message), _LONGEST)
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def told(self, names: Mapping[str, str]) -> str:
        """The whole text; what its hint calls "option missing-marks" is called `names["missing_marks"]`."""
        hint = _OPTION.sub(lambda found: names.get(found[1].replace("-", "_"), found[0]), self.hint)
        return f"{self.message} {hint}".strip()

    def __reduce__(self) -> tuple[type, tuple[str, ...]]:  # errors cross the process border
        return type(self), (self.message, self.hint)


class DataError(PlaygroundError):
    """The data cannot be read or used: names the file, the line and the column."""


class UnreadableError(DataError):
    """A file holds no table at all: no choice of how to read it would help."""


class SpecError(PlaygroundError):
    """A choice (a layer size, a learning rate, a name) is not allowed."""


class FileError(PlaygroundError):
    """A saved experiment or model cannot be read or written."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known words, or all (of very many, the first) when none is near."""
    known = list(known)
    if hint := nearest(word, known):
        return hint
    others = f" and {len(known) - _MOST_NAMED:,} more" if len(known) > _MOST_NAMED else ""
    return f"Choose one of: {', '.join(known[:_MOST_NAMED])}{others}."


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known words; empty when none is near."""
    import difflib

    near = difflib.get_close_matches(short(word, _MOST_NAMED), list(known), n=2)
    return f"Did you mean {' or '.join(near)}?" if near else ""


def table_row(table: Mapping[str, Row], kind: str, name: str) -> Row:
    """The row of a table by its name. Raises SpecError with the nearest name."""
    if name not in table:
        raise SpecError(f"Unknown {kind} “{name}”.", did_you_mean(name, table))
    return table[name]
