"""Raised and lowered characters, as formulas have them: x₁, 10⁻⁵, w⁽²⁾₂₁."""

from __future__ import annotations

import re

SUPERSCRIPTS, _RAISED_FROM = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾", "0123456789-()"
SUBSCRIPTS, _LOWERED_FROM = "₀₁₂₃₄₅₆₇₈₉", "0123456789"

_TO_SUPERSCRIPT = str.maketrans(_RAISED_FROM, SUPERSCRIPTS)
_TO_SUBSCRIPT = str.maketrans(_LOWERED_FROM, SUBSCRIPTS)
_TO_PLAIN = str.maketrans(SUPERSCRIPTS + SUBSCRIPTS, _RAISED_FROM + _LOWERED_FROM)
_HARD_SPACE, _JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
_OF_A_LETTER = re.compile(r"(?<= \w) (?==)")  # in "activation a = 0.5"
_IN_A_MOVE = re.compile(r"(?<=:) (?=\S+ →)|(?<=\d) (?=→)")  # in "w: 1 → 2"
_BETWEEN_SCRIPTS = re.compile(f"(?<=[{SUPERSCRIPTS}])(?=[{SUBSCRIPTS}])")


def superscript(text: object) -> str:
    """Digits, minus and round brackets raised: ⁻¹⁴ for -14."""
    return str(text).translate(_TO_SUPERSCRIPT)


def subscript(text: object) -> str:
    """Digits lowered: ₁₂ for 12."""
    return str(text).translate(_TO_SUBSCRIPT)


def unscripted(text: str) -> str:
    """Raised and lowered characters back on the line: -14 for ⁻¹⁴."""
    return text.translate(_TO_PLAIN)


def unbroken(words: str) -> str:
    """A text whose lines may not end within w⁽²⁾₁₁ or ∂E/∂w, nor after = or →, on either side of ×,
    between a letter and its =, or within "w: 1 → 2".
    """
    kept_whole = (
        (" × ", f"{_HARD_SPACE}×{_HARD_SPACE}"),
        ("= ", f"={_HARD_SPACE}"),
        ("→ ", f"→{_HARD_SPACE}"),
        ("/∂", f"/{_JOINER}∂"),
    )
    words = _IN_A_MOVE.sub(_HARD_SPACE, _OF_A_LETTER.sub(_HARD_SPACE, words))
    for sign, kept in kept_whole:
        words = words.replace(sign, kept)
    return _BETWEEN_SCRIPTS.sub(_JOINER, words)


def layer_superscript(layer: int) -> str:
    """The number of a layer as it stands in W⁽²⁾: in brackets, so that nobody takes it for a power."""
    return superscript(f"({layer})")
