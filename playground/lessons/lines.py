"""On which line of a TOML text a key stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*"""
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_KEY})\s*\]\]?")
_PAIR = re.compile(rf"\s*({_KEY})\s*=")
_PIECE = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_MULTILINE = re.compile(r"\"\"\"|'''")

Place = tuple[str | int, ...]


def line_of(text: str, place: Place) -> int | None:
    """The line, from 1, of the key that leads to a place, or of the nearest one around it."""
    found: dict[Place, int] = {}
    for number, key in _keys(text):
        found.setdefault(key, number)
    around = (place[:length] for length in range(len(place), 0, -1))
    return next((found[key] for key in around if key in found), None)


def _keys(text: str) -> Iterator[tuple[int, Place]]:
    """Every line that names a key, with all of its keys; what is inside of long texts is passed over."""
    table: Place = ()
    counts: Counter[str] = Counter()
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        inside, closing = bool(closing), _open_text(line, closing)
        if inside:
            continue
        if header := _HEADER.match(line):
            table = _pieces(header[2])
            if len(header[1]) == 2:
                table = (*table, counts[header[2]])
                counts[header[2]] += 1
            yield number, table
        elif pair := _PAIR.match(line):
            yield number, (*table, *_pieces(pair[1]))


def _pieces(key: str) -> tuple[str, ...]:
    return tuple(piece.strip("\"'") for piece in _PIECE.findall(key))


def _open_text(line: str, closing: str) -> str:
    r"""Which \"\"\" or ''' is open at the end of a line."""
    for mark in _MULTILINE.findall(line):
        closing = mark if not closing else "" if mark == closing else closing
    return closing
