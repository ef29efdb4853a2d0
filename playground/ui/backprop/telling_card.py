"""The card that tells the stage: formulae with their numbers, and the idea in a sentence."""

from __future__ import annotations

import math
from functools import cache
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from playground.microscope.telling import Telling, tell
from playground.session import Change, Session
from playground.session.microscope import LEAST_DIGITS, MOST_DIGITS
from playground.ui.theme import Theme
from playground.ui.widgets.basics import Card, Choice, Tool, rich, text
from playground.ui.widgets.guard import recurring

# The first that is there: all have digits of one height and letters for ∂, ŷ and δ.
_SERIFS = ["DejaVu Serif", "Cambria", "STIX Two Text", "Times New Roman", "serif"]
_BELOW, _SENTENCE = 12, 66  # px below each formula, and for the sentence
_SIZES = (24, 20, 17)  # px of a formula: a smaller one where the larger would have to be scrolled


class TellingCard(Card):
    """Shows what `tell` says; the text can be selected, and copied as a whole."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    stride: ClassVar[int] = 1

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.session = session
        self.plain = ""  # all that is told, as text
        self._lines: list[str] = []  # the formulae in it
        self.setObjectName("telling")
        self.digits = self._make_digits()
        self.copy = Tool("copy", "Copy as text", "Copy these formulae as plain text", "bare")
        self.copy.setObjectName("copy_telling")
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.plain))
        self.head.addWidget(self.digits)
        self.head.addWidget(self.copy)
        self.formulae, self.sentence = _label("formulae"), _label("sentence")
        self.sentence.setProperty("role", "sentence")
        self.body.addWidget(self._scrolling())

    def refresh(self, changes: Change) -> None:
        microscope = self.session.microscope
        if microscope is None:
            self._show(Telling("Waiting for the training process …", (), ""))
            return
        self.digits.setCurrentIndex(microscope.digits - LEAST_DIGITS)
        self._show(
            tell(microscope.step, microscope.stage, microscope.shown, microscope.chosen, microscope.digits)
        )

    def dress(self, theme: Theme) -> None:
        self.theme = theme
        self.copy.dress(theme)
        self.refresh(Change.MICROSCOPE)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self, telling: Telling) -> None:
        lines = "".join(f"<p>{formula.html()}</p>" for formula in telling.formulae)
        colours = f".dim {{ color: {self.theme.dim}; font-family: Inter; font-size: 13px; }}"
        accent = f".accent {{ color: {self.theme.accent}; }} p {{ margin: 0 0 {_BELOW}px 0; }}"
        self.title.setText(telling.title)
        self._lines = [formula.plain() for formula in telling.formulae]
        self._fit()  # first: the text is laid out once, in its own size
        self.formulae.setText(f"<style>{colours} {accent}</style>{lines}")
        self.sentence.setText(telling.sentence)
        self.sentence.setVisible(bool(telling.sentence))
        plain = [telling.title, *self._lines, telling.sentence]
        self.plain = "\n".join(line for line in plain if line)
        self.formulae.setAccessibleName("\n".join(self._lines))
        self.setAccessibleName(self.plain)

    def _fit(self) -> None:
        """The largest formulae that fit, by the length of their lines: laying them out would be dear."""
        room = self.area.viewport().size()
        fonts = (_serif(size) for size in _SIZES)
        fits = (one for one in fonts if _height(self._lines, one, room.width()) <= room.height() - _SENTENCE)
        self.formulae.setFont(next(fits, _serif(_SIZES[-1])))

    # --- parts -------------------------------------------------------------------------------------

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addWidget(self.formulae)
        column.addWidget(self.sentence)
        column.addStretch()
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _make_digits(self) -> Choice:
        choice = Choice()
        choice.setObjectName("digits")
        choice.setAccessibleName("Digits")
        choice.setToolTip("How many digits every number is written with")
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        choice.setFixedWidth(92)
        for digits in range(LEAST_DIGITS, MOST_DIGITS + 1):
            choice.addItem(f"{digits} digits", digits)
        choice.activated.connect(lambda index: self.session.set_digits(choice.itemData(index)))
        return choice


def _label(name: str) -> QLabel:
    """Words that wrap and can be selected."""
    label = rich() if name == "formulae" else text("")
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _height(lines: list[str], font: QFont, width: int) -> float:
    """How high formulae are about, wrapped to a width (px): a little more than they turn out to be."""
    metrics = QFontMetricsF(font)
    rows = sum(math.ceil(1.08 * metrics.horizontalAdvance(line) / max(1, width)) for line in lines)
    return 1.15 * metrics.lineSpacing() * rows + _BELOW * len(lines)


@cache
def _serif(size: int) -> QFont:
    made = QFont()
    made.setFamilies(_SERIFS)
    made.setPixelSize(size)
    return made
