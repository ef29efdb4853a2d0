"""Titles in spaced capitals in which the letters of formulae stay as they are: w is a weight, W a matrix."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from playground.ui.theme import style
from playground.ui.widgets.plain import as_tip

_FORMULA = re.compile(r"\S*[∂∇⁽₀-₉]\S*")


def set_heading(title: QLabel, words: str, room: int | None = None) -> None:
    """Write words as the title of a card; in so many px with … and all of them in the tooltip, if need be."""
    style.scaled(title.setFont, _font)
    said = shown = capitals(words)
    if room is not None:
        shown = title.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
    title.setText(shown)
    title.setToolTip(as_tip(said) if shown != said else "")


def _font() -> QFont:
    font = style.caps_font()
    font.setCapitalization(QFont.Capitalization.MixedCase)
    return font


def capitals(words: str) -> str:
    """In capitals, but for formulae."""
    return " ".join(word if _FORMULA.fullmatch(word) else word.upper() for word in words.split(" "))
