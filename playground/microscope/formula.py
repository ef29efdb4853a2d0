"""A formula: one line with its letters, its numbers and its result, as plain text and typeset.

A hand calculator finds every result that is shown from the numbers that are shown: the result has the
digits that were asked for, the numbers before it as many more as it takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np

from playground.microscope.expression import Expression, digits_needed
from playground.microscope.digits import number

Role = Literal["maths", "result", "words", "dim"]

_PATIENCE = 3  # so many digits more than asked for are still easier to read than another formula
_LOWER = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_UPPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")
_PIECE = re.compile(
    r"(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)|(?P<sub>[₀-₉]+(?:,[₀-₉]+)*)|\^(?P<letter>\w)|(?P<power>\^\()"
    r"|(?P<word>[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉][\u0302′]?(?:[^\W\d⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉])*)|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Formula:
    """One line, in parts that follow one another."""

    parts: tuple[tuple[str, Role], ...]

    def plain(self) -> str:
        """As text: δ²₁ = ŷ − y = 0.860 − 0 = 0.860."""
        return "".join(text for text, _ in self.parts)

    def html(self) -> str:
        """The same, typeset: letters italic, <sup> and <sub>, the result bold, remarks of class "dim"."""
        return "".join(_dress(text, role) for text, role in self.parts)


def equation(
    name: str,
    trees: Expression | Sequence[Expression],
    digits: int,
    result: float | None = None,
    *,
    sign: str = "=",
    note: str = "",
) -> Formula:
    """name = letters = numbers = result. Of several trees the first that needs few digits is taken.

    `result` is the engine's own number; without it, the tree's.
    """
    choices = [trees] if isinstance(trees, Expression) else list(trees)
    with np.errstate(all="ignore"):
        value = choices[0].value() if result is None else float(result)
    needs = [digits_needed(choice, value, digits) for choice in choices]
    best = next((k for k, need in enumerate(needs) if need <= digits + _PATIENCE), needs.index(min(needs)))
    tree, shown = choices[best], number(value, digits)
    texts = [name, tree.write(), tree.write(needs[best]), shown]
    middle = [text for k, text in enumerate(texts[:-1]) if k == 0 or text not in {texts[k - 1], shown}]
    line = " = ".join(middle).replace(f"{name} =", f"{name} {sign}", 1) + (
        " = " if middle[1:] else f" {sign} "
    )
    return _noted(((line, "maths"), (shown, "result")), note)


def statement(text: str, note: str = "") -> Formula:
    """A line of mathematics with nothing to calculate: y = (0, 1, 0)."""
    return _noted(((text, "maths"),), note)


def remark(text: str) -> Formula:
    """A line of words."""
    return Formula(((text, "words"),))


def typeset(text: str) -> str:
    """Plain mathematics as rich text: x₁² → <i>x</i><sub>1</sub><sup>2</sup>."""
    out, place = "", 0
    while place < len(text):
        match = _PIECE.match(text, place)
        assert match is not None
        place = match.end()
        kind, piece = str(match.lastgroup), match[match.lastgroup or 0]
        if kind == "power":
            end = _closing(text, place)
            out += f"<sup>{typeset(text[place:end])}</sup>"
            place = end + 1
        else:
            out += _piece(kind, piece)
    return out


def _piece(kind: str, piece: str) -> str:
    match kind:
        case "sup":
            return f"<sup>{piece.translate(_UPPER)}</sup>"
        case "sub":
            return f"<sub>{piece.translate(_LOWER)}</sub>"
        case "letter":
            return f"<sup><i>{piece}</i></sup>"
        case "word" if len(piece.rstrip("\u0302′")) == 1:
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


def _dress(text: str, role: Role) -> str:
    match role:
        case "maths":
            return typeset(text)
        case "result":
            return f"<b>{typeset(text)}</b>"
        case "words":
            return escape(text)
        case "dim":
            return f'<span class="dim">{escape(text)}</span>'


def _noted(parts: tuple[tuple[str, Role], ...], note: str) -> Formula:
    return Formula((*parts, (f"  {note}", "dim")) if note else parts)
