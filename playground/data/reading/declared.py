"""The head of an ARFF file (Weka) or a KEEL file: it names the columns, and the values of classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from playground.errors import DataError

_ATTRIBUTE = re.compile(
    r"""@attribute\s+('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s{\[]+)\s*(.*)""", re.IGNORECASE
)
_OUTPUTS = re.compile(r"@outputs?\s+(.*)", re.IGNORECASE)
_DATA = re.compile(r"@data\s*", re.IGNORECASE)
_BEGIN = re.compile(r"@(?:relation|attribute)\b", re.IGNORECASE)


class Declared(Struct, frozen=True):
    """What a head says: so many lines, the columns' names, which of them is learnt, which hold classes."""

    lines: int
    names: tuple[str, ...]
    target: str | None
    nominal: frozenset[str]


def declared(lines: Sequence[str]) -> Declared | None:
    """The head of these lines; None where they have none. Raises DataError for rows given as pairs."""
    first = next((line.strip() for line in lines if line.strip() and line.lstrip()[0] not in "%#"), "")
    if not _BEGIN.match(first):
        return None
    names: list[str] = []
    nominal: set[str] = set()
    target = None
    for number, line in enumerate(map(str.strip, lines), 1):
        if found := _ATTRIBUTE.match(line):
            names.append(re.sub(r"\\(.)", r"\1", found[1].strip("'\"") if found[1][0] in "'\"" else found[1]))
            if found[2].startswith("{"):
                nominal.add(names[-1])
        elif found := _OUTPUTS.fullmatch(line):
            target = found[1].split(",")[-1].strip()
        elif _DATA.fullmatch(line):
            _check_rows(lines[number:])
            return Declared(number, tuple(names), target if target in names else None, frozenset(nominal))
    return None


def _check_rows(lines: Sequence[str]) -> None:
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith("{"):
        message = "The rows of this ARFF file are sparse: each names its columns by number."
        raise DataError(message, "Save it with Weka's filter SparseToNonSparse, or as CSV.")
