"""The page of help: keys, signs and what this program is, in as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.ui.help import keys
from playground.ui.help.about import about
from playground.ui.help.signs import signs
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import GAP, Card
from playground.ui.widgets.dialog_size import size_in
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.soon import soon

_COLUMN, _LEAST = 300, (1000, 640)  # px at 100 %


class HelpPage(QDialog):
    """Lies beside the work, which goes on: the keys of the window work while it is open."""

    def __init__(self, window: QWidget, theme: Theme, settings: QSettings | None) -> None:
        super().__init__(window, Qt.WindowType.Tool)
        self._window, self._settings, self.theme = window, settings, theme
        self._columns = 0
        self.setObjectName("help_page")
        self.setWindowTitle("Help · Backprop Playground")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Help")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        style.scaled(self.setMinimumWidth, _COLUMN + 2 * GAP + 16)
        room = self.screen().availableSize() - QSize(40, 60)
        least = QSize(*map(style.px, _LEAST))  # also beside a small window
        self.resize(size_in(window.size(), _LEAST).expandedTo(least).boundedTo(room))
        self._area.setFocus()

    def apply_theme(self, theme: Theme) -> None:
        """Write the page again, in this theme and in the text size that is on now."""
        self.theme = theme
        self._write()

    def show_about(self) -> None:
        """Scroll to what this program is."""
        soon(self, self._scroll_to_about)  # when the cards have their places

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._write()

    # --- inside ------------------------------------------------------------------------------------

    def _fitting(self) -> int:
        return max(1, (self.width() - GAP) // (style.px(_COLUMN) + GAP))

    def _scroll_to_about(self) -> None:
        self._area.ensureWidgetVisible(self._about)

    def _write(self) -> None:
        self._columns = self._fitting()
        self._area.setWidget(_in_columns(self._cards(), self._columns))

    def _cards(self) -> list[Card]:
        """In reading order."""
        found = keys.groups(self._window)
        self._about = _of_words(about(self._settings))
        return [_of_signs(self.theme), *(_of_keys(*group) for group in found.items()), self._about]


def _in_columns(cards: list[Card], count: int) -> QWidget:
    """The cards one below the other, column after column, of about one height."""
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(GAP, GAP, GAP, GAP)
    layout.setSpacing(GAP)
    columns = [QVBoxLayout() for _ in range(count)]
    width = style.px(_COLUMN)
    heights = [
        card.heightForWidth(width) if card.hasHeightForWidth() else card.sizeHint().height() for card in cards
    ]
    share, filled = sum(heights) / count, 0.0
    for card, height in zip(cards, heights, strict=True):
        columns[min(count - 1, int((filled + height / 2) / share))].addWidget(card)
        filled += height
    for column in columns:
        column.setSpacing(GAP)
        column.addStretch()
        layout.addLayout(column, 1)
    return page


def _of_keys(title: str, entries: list[keys.Key]) -> Card:
    card = Card(title)
    card.body.addSpacing(2)
    for key, words in entries:
        line = hbox(_wrapped(words), plain_label(key, "key", style.SMALL))
        line.setStretch(0, 1)
        card.body.addLayout(line)
    card.body.setSpacing(4)
    return card


def _of_signs(theme: Theme) -> Card:
    card = Card("Colours, lines and markers")
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setSpacing(8)
    for place, (picture, words) in enumerate(signs(theme)):
        sign = plain_label("")
        sign.setPixmap(picture)
        grid.addWidget(sign, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_wrapped(words), place, 1)
    card.body.addLayout(grid)
    return card


def _of_words(lines: list[tuple[str, str]]) -> Card:
    """What this program is: names in dim, with their values below."""
    card = Card("About")
    for name, value in lines:
        card.body.addSpacing(4)
        card.body.addWidget(plain_label(name, "dim", style.SMALL))
        words = _wrapped(value)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(words)
    card.body.setSpacing(1)
    return card


def _wrapped(words: str) -> QLabel:
    label = plain_label(words)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label
