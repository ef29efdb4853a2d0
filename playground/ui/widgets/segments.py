"""A choice between a few views of one thing, side by side; one of them is always chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QWidget

from playground.ui.theme import style
from playground.ui.widgets.giving_way import OptionalPart
from playground.ui.widgets.group import Group
from playground.ui.widgets.layouts import hbox

_MARGIN, _BETWEEN = 3, 2  # px around the segments, and between two of them
_SMALLEST = 9  # px of their letters where there is little room, at any text size


class SegmentedControl(QFrame):
    """`chosen` tells the index; the segments bear the given object names."""

    chosen = Signal(int)

    def __init__(self, *entries: tuple[str, str, str]) -> None:
        """`entries`: object name, words and tooltip of each."""
        super().__init__()
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._words, self._tips = [words for _, words, _ in entries], [tip for *_, tip in entries]
        self._letters, self._short = 1, False  # the first letters stand there alone
        layout = hbox(spacing=_BETWEEN)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        for index, (name, words, tip) in enumerate(entries):
            button = QToolButton()
            button.setObjectName(name)
            button.setProperty("role", "segment")
            button.setText(words)
            button.setToolTip(tip)
            if not any(letter.isalpha() for letter in words):
                button.setAccessibleName(tip)  # a sign says nothing when it is read aloud
            button.setCheckable(True)
            button.setChecked(index == 0)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the views
            self._group.addButton(button, index)
            layout.addWidget(button)
        self.setLayout(layout)
        Group(self, *self._group.buttons(), one_of=True)
        self._group.idClicked.connect(self.chosen)

    def narrow(self, letters: int = 1) -> OptionalPart:
        """Where there is no room long words give way: so many letters stay, and the tooltip."""
        self._letters = letters

        def frees() -> int:
            advance = self._group.buttons()[0].fontMetrics().horizontalAdvance
            return sum(advance(words) - advance(self._beginning(words)) for words in self._words)

        def show(room: bool) -> None:  # noqa: FBT001  of all parts
            self._short = not room
            for button, words, tip in zip(self._group.buttons(), self._words, self._tips, strict=True):
                button.setText(words if room else self._beginning(words))
                button.setToolTip(tip if room else f"{words}: {tip[:1].lower()}{tip[1:]}")
                button.setAccessibleName(words)

        return OptionalPart(frees, show)

    def fit(self, room: int) -> None:
        """As wide as so many px at most, by smaller letters."""
        seen = [button for button in self._group.buttons() if not button.isHidden()]
        words = "".join(f" {button.text()} " for button in seen)  # Qt adds the blanks
        beside = 2 * _MARGIN + _BETWEEN * (len(seen) - 1)
        advance = seen[0].fontMetrics().horizontalAdvance
        beside += sum(button.sizeHint().width() - advance(f" {button.text()} ") + 1 for button in seen)
        sizes = [size for size in range(style.BODY, 5, -1) if style.px(size) >= _SMALLEST]
        fits = (s for s in sizes if beside + QFontMetrics(style.font(s)).horizontalAdvance(words) <= room)
        size = next(fits, sizes[-1])
        if style.px(size) != seen[0].font().pixelSize():  # a style sheet that is put on again takes the font
            for button in self._group.buttons():
                style.write(button, size)

    def show_chosen(self, index: int) -> None:
        """Show which one is chosen, and tell nobody."""
        self._group.button(index).setChecked(True)

    def rename(self, index: int, words: str) -> None:
        """Call a segment otherwise."""
        self._words[index] = words
        self._group.button(index).setText(self._beginning(words) if self._short else words)

    def show_only(self, places: Sequence[int]) -> None:
        """Offer some of the segments alone."""
        for index, button in enumerate(self._group.buttons()):
            button.setVisible(index in places)

    @property
    def entry(self) -> QWidget:
        """Where the keys come in: the segment that is chosen."""
        chosen = self._group.checkedButton()
        assert chosen is not None
        return chosen

    @property
    def index(self) -> int:
        """Which one is chosen."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Choose a view, as a click does."""
        self._group.button(index).click()

    def _beginning(self, words: str) -> str:
        """With a full stop where there is room for more than a letter: acc. of accuracy, and loss."""
        most = self._letters
        return words[0] if most == 1 else words if len(words) <= most else f"{words[: most - 1]}."
