"""Features as a person names them: by their columns, size, size^2, size*rooms, sin(size); or as x1, x1^2.

A name that holds a comma stands in quotation marks: "size, m2"^2. A mark within it is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from playground.data.features import available
from playground.errors import SpecError, did_you_mean

_WORD = re.compile(r'(?:"(?:[^"]|"")*"|[^,])+')
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SQUARE = re.compile(r"(.+?)\s*(?:\^\s*2|²)")
_SINE = re.compile(r"sin\s*\((.+)\)|sin\s+(.+)")
_TIMES = re.compile(r"[*·×]")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a list, parted by commas; not by those in quotation marks, which stay."""
    return tuple(filter(None, (word.strip() for word in _WORD.findall(text))))


def unquoted(word: str) -> str:
    """A word without the quotation marks it stands in."""
    return word[1:-1].replace('""', '"') if _QUOTED.fullmatch(word) else word


def feature_named(word: str, columns: Sequence[str]) -> str:
    """The feature (as in a spec: "x1^2") that a word means, for data with these input columns.

    A column's name comes first: it may look like a formula. Raises SpecError.
    """
    known = available(len(columns))
    meant = next(_meant(word.strip(), columns), "")
    if meant in known:
        return meant
    if meant:
        two = " and ".join(f"“{column}”" for column in columns[:2])
        hint = "Name the two columns that matter as the first inputs."
        raise SpecError(f"Squares, products and sines are made of the first two inputs, {two}.", hint)
    spoken = [re.sub(r"x(\d+)", lambda found: columns[int(found[1]) - 1], name) for name in known]
    raise SpecError(f"This dataset has no feature “{word}”.", did_you_mean(word, spoken))


def _meant(word: str, columns: Sequence[str]) -> Iterator[str]:
    """What the word may mean, the likeliest first: as in a spec, though it may not be there."""
    if place := _place(word, columns):
        yield f"x{place}"
    if word in available(len(columns)):
        yield word
    if (found := _SINE.fullmatch(word)) and (place := _place(found[1] or found[2], columns)):
        yield f"sin(x{place})"
    if (found := _SQUARE.fullmatch(word)) and (place := _place(found[1], columns)):
        yield f"x{place}^2"
    for mark in _TIMES.finditer(word):
        low, high = sorted(_place(part, columns) for part in (word[: mark.start()], word[mark.end() :]))
        if low:
            yield f"x{low}*x{high}" if low < high else f"x{low}^2"


def _place(name: str, columns: Sequence[str]) -> int:
    """The place of a column, counted from 1; 0 where none is called so."""
    name = unquoted(name.strip())
    return columns.index(name) + 1 if name in columns else 0
