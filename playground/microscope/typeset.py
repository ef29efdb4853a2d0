"""Plain mathematics as rich text: w²₁₂ becomes an italic w with a <sup> and a <sub>."""

from __future__ import annotations

import re
from html import escape

_LOWER = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_UPPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")
_LETTER = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉]"
_PIECE = re.compile(
    r"(?P<above>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)"
    r"|(?P<below>[₀-₉]+(?:,[₀-₉]+)*)"
    r"|\^(?P<exponent>\w)"
    r"|(?P<power>\^\()"
    rf"|(?P<word>{_LETTER}\u0302?(?:{_LETTER}|_)*)"  # m̂ is an m and a combining hat
    r"|(?P<other>.)",
    re.DOTALL,
)


_OPERATOR = re.compile(r" ([=←·+−/]) ")


def typeset(text: str) -> str:
    """Letters that stand alone are italic; words such as tanh, and numbers, are upright.

    A line that is too long is broken in front of an operator, never behind it.
    """
    return _OPERATOR.sub(r" \1&nbsp;", _typeset(text))


def _typeset(text: str) -> str:
    out, place = "", 0
    while match := _PIECE.match(text, place):
        place = match.end()
        if match.lastgroup == "power":
            end = _closing(text, place)
            out += f"<sup>{_exponent(text[place:end])}</sup>"
            place = end + 1
        else:
            out += _piece(match)
    return out


def _exponent(text: str) -> str:
    """An exponent: its own marks stay characters, because rich text of Qt knows one step up or down only."""
    return re.sub(rf"(?<!{_LETTER}){_LETTER}(?!{_LETTER})", r"<i>\g<0></i>", escape(text))


def _piece(match: re.Match[str]) -> str:
    piece = match[match.lastgroup or 0]
    match match.lastgroup:
        case "above":
            return f"<sup>{piece.translate(_UPPER)}</sup>"
        case "below":
            return f"<sub>{piece.translate(_LOWER)}</sub>"
        case "exponent":
            return f"<sup>{_exponent(piece)}</sup>"
        case "word" if len(piece.rstrip("\u0302")) == 1:
            return f"<i>{piece}</i>"
        case _:
            return escape(piece)


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that was opened before `start`."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)
