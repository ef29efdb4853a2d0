"""Titles in spaced capitals in which the letters of formulae stay as they are: w is a weight, W a matrix."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from playground.ui.theme import style

_FORMULA = re.compile(r"\S*[∂∇⁽₀-₉]\S*")


def set_heading(title: QLabel, words: str) -> None:
    """Write words as the title of a card."""
    style.scaled(title.setFont, _font)
    title.setText(capitals(words))


def _font() -> QFont:
    font = style.caps_font()
    font.setCapitalization(QFont.Capitalization.MixedCase)
    return font


def capitals(words: str) -> str:
    """In capitals, but for formulae."""
    return " ".join(word if _FORMULA.fullmatch(word) else word.upper() for word in words.split(" "))
