"""Titles in spaced capitals in which the letters of formulae stay as they are: w is a weight, W a matrix."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel

from playground.ui.theme import style
from playground.ui.widgets.plain import as_tip

_FORMULA = re.compile(r"\S*[∂∇⁽₀-₉]\S*")


def set_heading(title: QLabel, words: str, room: int | None = None) -> None:
    """Write words as the title of a card: in so many px in two lines if need be, as high as a button, or with
    … and all of them in the tooltip.
    """
    style.scaled(title.setFont, _font)
    said = capitals(words)
    lines = [said] if room is None else _lines(said, title.fontMetrics(), room)
    title.setText("\n".join(lines))
    title.setToolTip(as_tip(said) if " ".join(lines) != said else "")


def _lines(said: str, metrics: QFontMetrics, room: int) -> list[str]:
    """One line, or two of much the same length; where two are too few, the last ends in an ellipsis."""
    wide, words = metrics.horizontalAdvance, said.split(" ")
    if wide(said) <= room or len(words) == 1:
        return [metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)]
    halves = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    even = min(halves, key=lambda lines: max(map(wide, lines)))
    if max(map(wide, even)) <= room:
        return [*even]
    first, rest = next((lines for lines in reversed(halves) if wide(lines[0]) <= room), halves[0])
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)]


def _font() -> QFont:
    font = style.caps_font()
    font.setCapitalization(QFont.Capitalization.MixedCase)
    return font


def capitals(words: str) -> str:
    """In capitals, but for formulae."""
    return " ".join(word if _FORMULA.fullmatch(word) else word.upper() for word in words.split(" "))
