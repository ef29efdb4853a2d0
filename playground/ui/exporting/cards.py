"""The formats as cards, one below the other: what each is called, and whom it serves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from playground.ui.exporting.offers import Offer
from playground.ui.theme import style
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.reading_order import reveal

_WIDTH = 272  # px of a card
_BESIDE, _ABOVE, _BETWEEN, _BELOW = 12, 8, 2, 11  # px: its margins, and between two lines


class FormatCard(QToolButton):
    """One format, to be chosen: a click, or the arrow keys and Space."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self.setObjectName(f"export_{offer.suffix[1:]}")
        self.setProperty("role", "format")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{offer.title} ({offer.suffix})")
        self.setAccessibleDescription(offer.serves)
        self.setToolTip(offer.lacks or offer.serves)
        title = plain_label(offer.title, size=style.BODY, weight=QFont.Weight.DemiBold)
        ending = plain_label(offer.suffix, "dim", style.SMALL)
        words = [plain_label(_unbroken(offer.serves), "dim", style.SMALL)]
        if offer.lacks:
            words.append(plain_label(offer.lacks, "", style.SMALL))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_BESIDE, _ABOVE, _BESIDE, _BELOW)
        layout.setSpacing(_BETWEEN)
        self._title, self._lines = title, words
        layout.addLayout(hbox(title, None, ending))
        for line in words:
            line.setWordWrap(True)
            layout.addWidget(line)
        for part in (title, ending, *words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        style.scaled(self.setFixedWidth, _WIDTH)

    def sizeHint(self) -> QSize:
        """By its lines: the layout's own answer is an old one after the text size has changed."""
        width = style.px(_WIDTH)
        lines = sum(line.heightForWidth(width - 2 * _BESIDE) + _BETWEEN for line in self._lines)
        return QSize(width, _ABOVE + self._title.sizeHint().height() + lines + _BELOW)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Only now its labels have the font of the window, and with it their lines."""
        super().showEvent(event)
        self.setFixedHeight(self.sizeHint().height())  # the layout's own answer is of before

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the arrow keys lead is chosen, as with radio buttons."""
        super().focusInEvent(event)
        self.setChecked(True)


class FormatCards(QWidget):
    """All cards, in groups with a title each; `chosen` tells which offer it is."""

    chosen = Signal(object)

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self.cards = [FormatCard(offer) for offer in offers]
        self._buttons = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(6)
        for card, before in zip(self.cards, (None, *self.cards), strict=False):
            if before is None or card.offer.group != before.offer.group:
                layout.addSpacing(6 if before else 0)
                layout.addWidget(_heading(card.offer.group))
            layout.addWidget(card)
            self._buttons.addButton(card)
        layout.addStretch()
        Group(self, *self.cards, one_of=True, enter=False)
        self._buttons.buttonToggled.connect(self._toggled)

    @property
    def card(self) -> FormatCard:
        """The one that is chosen."""
        return next(card for card in self.cards if card.isChecked())

    def show_chosen(self, suffix: str) -> None:
        """Choose the format with this ending, the first one where there is none."""
        named = [card for card in self.cards if card.offer.suffix == suffix]
        (*named, self.cards[0])[0].setChecked(True)

    @staticmethod
    def needed_width() -> int:
        """px, with the bar to scroll them beside."""
        return style.px(_WIDTH) + 14

    def _toggled(self, card: FormatCard, on: bool) -> None:  # noqa: FBT001  of Qt
        """One of them is where Tab stops."""
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        if on:
            reveal(card)
            self.chosen.emit(card.offer)


def _unbroken(words: str) -> str:
    """C++ is one word, which no line ends in."""
    return words.replace("++", "+\N{WORD JOINER}+")


def _heading(words: str) -> QLabel:
    heading = plain_label(words, "title")
    style.scaled(heading.setFont, style.caps_font)
    return heading
