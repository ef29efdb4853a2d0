"""Names of columns, classes and tables: one line of visible characters each, not too long, no two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from playground.text import plain

LONGEST_NAME = 100


def shortened(names: Iterable[str]) -> tuple[str, ...]:
    """The names, cut where they are too long; those that differ still do."""
    names = list(names)
    taken = {name for name in names if len(name) <= LONGEST_NAME}
    times: dict[str, int] = {}
    return tuple(name if len(name) <= LONGEST_NAME else _cut(name, taken, times) for name in names)


def fault_of(name: str) -> str:
    """What is wrong with a name, in words; empty where nothing is."""
    if not plain(name):
        return "is empty"
    if len(name) > LONGEST_NAME:
        return f"has {len(name):,} characters; at most {LONGEST_NAME} are allowed"
    return "" if plain(name) == name else "has line breaks, extra blanks or invisible characters"


def repeated(names: Sequence[str]) -> str:
    """The first name that stands there twice; empty where none does."""
    return next((name for name, times in Counter(names).items() if times > 1), "")


def _cut(name: str, taken: set[str], times: dict[str, int]) -> str:
    start = name[: LONGEST_NAME - 12].rstrip()
    while True:
        times[start] = times.get(start, 0) + 1
        made = f"{start}…" if times[start] == 1 else f"{start}… ({times[start]})"
        if made not in taken:
            taken.add(made)
            return made
