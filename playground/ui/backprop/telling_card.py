"""The card that tells the stage: formulae with their numbers, and the idea in a sentence."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from playground.microscope import Telling, tell
from playground.session import Change, Session
from playground.session.microscope import LEAST_DIGITS, MOST_DIGITS
from playground.ui.theme import Theme
from playground.ui.widgets.basics import Card, Choice, Tool, text
from playground.ui.widgets.guard import guarded

# The first that is there: all have digits of one height and letters for ∂, ŷ and δ.
_SERIFS = ["DejaVu Serif", "Cambria", "STIX Two Text", "Times New Roman", "serif"]
_SIZES = (24, 20, 17)  # px of a formula: a smaller one where the larger would have to be scrolled


class TellingCard(Card):
    """Shows what `tell` says; the text can be selected, and copied as a whole."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    stride: ClassVar[int] = 1

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.session = session
        self.plain = ""  # all that is told, as text
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

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self, telling: Telling) -> None:
        lines = "".join(f"<p>{formula.html()}</p>" for formula in telling.formulae)
        colours = f".dim {{ color: {self.theme.dim}; font-family: Inter; font-size: 13px; }}"
        accent = f".accent {{ color: {self.theme.accent}; }} p {{ margin: 0 0 12px 0; }}"
        self.title.setText(telling.title)
        self.formulae.setText(f"<style>{colours} {accent}</style>{lines}")
        self.sentence.setText(telling.sentence)
        self.sentence.setVisible(bool(telling.sentence))
        plain = [telling.title, *(formula.plain() for formula in telling.formulae), telling.sentence]
        self.plain = "\n".join(line for line in plain if line)
        self.formulae.setAccessibleName("\n".join(formula.plain() for formula in telling.formulae))
        self.setAccessibleName(self.plain)
        self._fit()

    def _fit(self) -> None:
        """The largest formulae that fit."""
        for size in _SIZES:
            self.formulae.setFont(_serif(size))
            room = self.area.viewport()
            if self.column.heightForWidth(room.width()) <= room.height():
                break

    # --- parts -------------------------------------------------------------------------------------

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        self.column = column = QVBoxLayout(inside)
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
    label = text("")
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.RichText if name == "formulae" else Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _serif(size: int) -> QFont:
    made = QFont()
    made.setFamilies(_SERIFS)
    made.setPixelSize(size)
    return made
