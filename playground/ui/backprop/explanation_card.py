"""The card that tells the stage: formulae with their numbers, and the idea in a sentence."""

from __future__ import annotations

import math
from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QSizePolicy

from playground.microscope.explanations import Explanation
from playground.session import Change, Session
from playground.session.microscope import LEAST_DIGITS, MOST_DIGITS
from playground.typography import unbroken
from playground.ui.backprop.formulae import Formulae
from playground.ui.backprop.heading import set_heading
from playground.ui.theme import draw_text, style
from playground.ui.theme.scale import PRESENTED
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.card import Card
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.giving_way import width_of
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import plain_label

_SLIM = 8  # px for a scroll bar, should it be needed
_LETTERS = (8, 18)  # px of the sentence at least and at most
_READ = 11  # px of the sentence that it keeps where the formulae are smaller
_SHARE = 0.26  # of the height of the card: the sentence, if it can be read so
_CALCULATE = "The numbers are in the diagram. What they come to is for you to find."
_INSET = (14, 9)  # px around the sentence, as in the style sheet


class ExplanationCard(Card):
    """Shows what `tell` says; the text can be selected, and copied as a whole."""

    watches: ClassVar[Change] = Change.MICROSCOPE | Change.LESSON
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.session = session
        self.plain, self._name = "", ""  # all that is told, as text; and its title
        self.setObjectName("telling")
        self.digits = self._make_digits()
        self.copy = IconButton("copy", "Copy as text", "Copy these formulae as plain text", "bare")
        self.copy.setObjectName("copy_telling")
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.plain))
        self.head.addWidget(self.digits)
        self.head.addWidget(self.copy)
        self.formulae, self.sentence = Formulae(), _sentence()
        self.body.addWidget(self._scrolling(), 1)
        self.body.addWidget(self.sentence)

    def refresh(self, changes: Change) -> None:
        microscope = self.session.backprop.microscope
        if microscope is None:
            self._show(Explanation("Waiting for the training process …", (), ""))
            return
        self.digits.setCurrentIndex(microscope.digits - LEAST_DIGITS)
        told = microscope.explain()
        if self.session.lesson.hides_numbers and microscope.stage.kind != "row":
            covered = tuple(dict.fromkeys(formula.covered for formula in told.formulae))
            told = Explanation(told.title, covered, _CALCULATE)
        self._show(told)

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.copy.apply_theme(theme)
        self.formulae.apply_theme(theme)
        self.refresh(Change.MICROSCOPE)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self, telling: Explanation) -> None:
        self._name = telling.title
        self.sentence.setText(unbroken(telling.sentence))
        self.sentence.setVisible(bool(telling.sentence))
        self.formulae.show_formulae(telling.formulae)
        plain = [telling.title, *(formula.plain() for formula in telling.formulae), telling.sentence]
        self.plain = "\n".join(line for line in plain if line)
        self.setAccessibleName(self.plain)
        self._fit()

    def _fit(self) -> None:
        """The largest formulae that leave the sentence its room: what it comes to is always seen. Its letters
        are no larger than theirs.
        """
        wide = (
            self.contentsRect().width()
            - self.body.contentsMargins().left()
            - self.body.contentsMargins().right()
        )
        wide = max(80, wide)
        tools = (self.digits, self.copy)
        beside = sum(width_of(tool) + self.head.spacing() for tool in tools)
        set_heading(self.title, self._name, wide - beside - self.head.spacing())
        letters = self._letters(wide)
        self._share(letters, wide)
        while style.px(letters) > self.formulae.letter_size and letters > _READ:
            letters -= 1
            self._share(letters, wide)

    def _share(self, letters: int, wide: int) -> None:
        """The sentence in such letters, and the formulae in what is left."""
        style.write(self.sentence, letters)
        self.sentence.setFixedHeight(self._tall(letters, wide))
        self.body.activate()
        least = (PRESENTED,) if self.session.view.presenting else ()
        self.formulae.fit(QSize(wide - _SLIM, self.area.height()), *least)

    def _letters(self, wide: int) -> int:
        """The largest letters in which the sentence takes no more than its share of the card."""
        least, most = _LETTERS
        share = _SHARE * self.height()
        return next((size for size in range(most, least, -1) if self._tall(size, wide) <= share), least)

    def _tall(self, letters: int, wide: int) -> int:
        """How high the sentence is in such letters."""
        box = QRect(0, 0, wide - 2 * _INSET[0], 10_000)
        taken = draw_text.metrics(letters).boundingRect(box, Qt.TextFlag.TextWordWrap, self.sentence.text())
        return math.ceil(taken.height()) + 2 * _INSET[1]

    # --- parts -------------------------------------------------------------------------------------

    def _scrolling(self) -> QScrollArea:
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        area.setWidget(self.formulae)
        return area

    def _make_digits(self) -> ComboBox:
        choice = ComboBox()
        choice.setObjectName("digits")
        choice.setAccessibleName("Digits")
        choice.setToolTip("Digits of every number")
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.scaled(choice.setFixedWidth, 92)
        for digits in range(LEAST_DIGITS, MOST_DIGITS + 1):
            choice.addItem(f"{digits} digits", digits)
        choice.activated.connect(lambda index: self.session.backprop.set_digits(choice.itemData(index)))
        return choice


def _sentence() -> QLabel:
    """Words that wrap and can be selected."""
    label = plain_label("", "sentence")
    label.setObjectName("sentence")
    label.setIndent(0)  # beside the style sheet's padding Qt would indent by half an x, which nobody measures
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
