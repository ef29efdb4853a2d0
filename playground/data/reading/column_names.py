"""What the name of a column tells of it: one table of words, read by decide.py and columns.py."""

from __future__ import annotations

import re
from enum import Flag, auto


class Tells(Flag):
    """What a name tells, by one of its words.

    TARGET      the target, wherever it stands, if the last column has no such name
    VALUE       the same, of a column of numbers, if none is a TARGET and the last tells nothing of itself
    LAST        the target where it stands last, also beside a lone column of text
    NUMBERED    its whole numbers stand for classes
    NO_TARGET   a lone column of text that is no target
    ROW_NUMBER  numbers 0, 1, 2 … or 1, 2, 3 … only number the rows
    """

    NOTHING = 0
    TARGET = auto()
    VALUE = auto()
    LAST = auto()
    NUMBERED = auto()
    NO_TARGET = auto()
    ROW_NUMBER = auto()


WORDS: tuple[tuple[Tells, str], ...] = (
    (Tells.TARGET | Tells.NUMBERED, "class label species diagnosis"),
    (Tells.TARGET, "target outcome survived attrition churn churned exited purchased fraud spam"),
    (Tells.NUMBERED, "classes labels type types kind category categories"),
    (Tells.VALUE | Tells.LAST, "price mpg"),
    (Tells.LAST, "prices cost costs pay salary wage income charges sales revenue profit rent"),
    (Tells.LAST, "score grade value output y emission emissions preis prix precio prezzo"),
    (Tells.NO_TARGET, "sex gender name names region country state city"),
    (Tells.ROW_NUMBER, "id ids index idx row rows rowid rowname rownames rownum key uid unnamed #"),
    (Tells.ROW_NUMBER, "no nr num number sno slno serial obs observation instance sample case record"),
)
"""A word stands in one row. (English, and some words of tables in other languages.)"""

_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")  # at the end of a name, as in "Emissions (g/km)"
_TOLD = {word: tells for tells, words in WORDS for word in words.split()}


def words_of(name: str) -> list[str]:
    """The words of a name, in small letters: two of "unitPrice", and "#" is one."""
    return [word.casefold() for word in re.findall(r"[^\W_]+|#", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))]


def told_by(name: str) -> Tells:
    """What the last word of a name tells of the column: wine_type is a type. Units tell nothing."""
    words = [word for word in words_of(_UNIT.sub("", name)) if word != "#"]
    return _TOLD.get(words[-1], Tells.NOTHING) if words else Tells.NOTHING


def may_number(name: str) -> bool:
    """Whether the first or the last word of a name is one for numbers of rows."""
    words = words_of(name)
    return any(Tells.ROW_NUMBER in _TOLD.get(word, Tells.NOTHING) for word in words[:1] + words[-1:])
