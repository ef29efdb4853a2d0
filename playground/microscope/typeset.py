"""Plain mathematics in pieces that can be drawn: w⁽²⁾₁₂ is a slanted w with (2) above 12."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from playground.typography import SUBSCRIPTS, SUPERSCRIPTS, unscripted
from playground.wording import minus

Kind = Literal["letter", "upright", "relation", "sum", "comma"]

_ABOVE, _BELOW = rf"[{SUPERSCRIPTS}]+", rf"[{SUBSCRIPTS}]+(?:,[{SUBSCRIPTS}]+)*"
_LETTER = rf"[^\W\d_{SUPERSCRIPTS}{SUBSCRIPTS}]"
_PIECE = re.compile(
    rf"(?P<scripts>(?P<above>{_ABOVE})?(?P<below>{_BELOW})|{_ABOVE})"
    r"|\^(?P<exponent>\w)"
    r"|(?P<power>\^\()"
    r"|(?P<script>[_^])\{"
    r"| (?P<relation>[=←≈]) "
    r"| (?P<sum>[+−]) "
    r"|(?P<comma>, )"
    rf"|(?P<word>{_LETTER}\u0302?(?:{_LETTER}|_(?!\{{))*)"  # m̂ is an m and a combining hat
    r"|(?P<other>.)",
    re.DOTALL,
)


class Piece(Struct, frozen=True):
    """A few characters of one kind, and what stands above and below at their end, one over the other.

    Letters that stand alone are slanted; words such as tanh, and numbers, are upright. A line that is too
    long may be broken in front of a relation (=) or of a term of a sum, and behind the comma of a list:
    rather where `depth`, the number of brackets around it, is small.
    """

    text: str
    kind: Kind
    depth: int = 0
    above: tuple[Piece, ...] = ()
    below: tuple[Piece, ...] = ()


def typeset(text: str) -> tuple[Piece, ...]:
    """The pieces from left to right; scripts belong to the piece before them.

    A power of several signs stands in brackets, e^(−z) or e^{−z}; an index may stand in braces: a_{12}.
    """
    out: list[Piece] = []
    place, depth = 0, 0
    while match := _PIECE.match(text, place):
        place = match.end()
        name, said = match.lastgroup or "", match[0]
        if name == "scripts" or match["below"]:
            above = match["above"] or ("" if match["below"] else said)
            _hang(out, typeset(minus(unscripted(above))), typeset(unscripted(match["below"] or "")))
        elif name == "exponent":
            _hang(out, typeset(match["exponent"]))
        elif name == "power":
            end = _closing(text, place)
            _hang(out, typeset(text[place:end]))
            place = end + 1
        elif name == "script":
            end = _closing(text, place, "{}")
            inside = typeset(text[place:end])
            _hang(out, *((inside, ()) if match["script"] == "^" else ((), inside)))
            place = end + 1
        else:
            depth += {"(": 1, ")": -1}.get(said, 0)
            _put(out, said, _kind(name, said), depth)
    return tuple(out)


def _hang(out: list[Piece], above: tuple[Piece, ...], below: tuple[Piece, ...] = ()) -> None:
    """Scripts on the last piece; on one of their own where there are some already: β₁ᵗ."""
    last = out[-1] if out else Piece("", "upright")
    if (last.above and above) or (last.below and below) or not out:
        out.append(Piece("", "upright", last.depth, above, below))
    else:
        out[-1] = Piece(last.text, last.kind, last.depth, above or last.above, below or last.below)


def _put(out: list[Piece], said: str, kind: Kind, depth: int) -> None:
    """Upright characters that follow one another are one piece."""
    last = out[-1] if out else None
    if kind == "upright" and last is not None and last.kind == kind and not (last.above or last.below):
        out[-1] = Piece(last.text + said, kind, depth)
    else:
        out.append(Piece(said, kind, depth))


def _kind(name: str, said: str) -> Kind:
    if name == "word":
        return "letter" if len(said.rstrip("\u0302")) == 1 else "upright"
    return {"relation": "relation", "sum": "sum", "comma": "comma"}.get(name, "upright")  # type: ignore[return-value]


def _closing(text: str, start: int, brackets: str = "()") -> int:
    """Where the bracket closes that was opened before `start`."""
    depth = 1
    for place in range(start, len(text)):
        depth += {brackets[0]: 1, brackets[1]: -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)
