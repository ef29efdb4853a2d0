"""How the text of a table was understood, each a choice that says what was found by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from playground.data import Recipe
from playground.settings import settings_of
from playground.ui.importing.draft import Draft
from playground.ui.importing.labels import label_of
from playground.ui.theme import style
from playground.ui.widgets.card import PADDING
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.labels import plain_label

_HEADER = {True: "names", False: "data"}
_OF_TEXT = ("encoding", "skipped_lines", "separator", "decimal", "header")
_OF_SHEET = ("skipped_lines", "decimal", "header")
_MOST_SKIPPED = 50  # lines that the list offers


class TextFormatChoices(QFrame):
    """A row of choices. `choose` is called with the field and its value, None for: found by itself."""

    def __init__(self, draft: Draft, choose: Callable[[str, Any], None]) -> None:
        super().__init__()
        self.draft, self._choose = draft, choose
        self.setProperty("role", "card")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PADDING, 8, PADDING, 12)
        self._row.setSpacing(12)
        sheets = draft.preview.sheets
        self._words = {name: _words(name) for name in (_OF_SHEET if sheets else _OF_TEXT)}
        self._lists = {
            name: self._make(name, (None, *words), ("", *words.values()))
            for name, words in self._words.items()
        }
        if sheets:
            self._sheet = self._make("sheet", sheets, sheets)
        self.refresh()

    def refresh(self) -> None:
        """The draft has changed."""
        recipe, seen = self.draft.recipe, self.draft.preview
        for name, choice in self._lists.items():
            chosen, found, words = getattr(recipe, name), getattr(seen, name), self._words[name]
            choice.setItemText(0, f"auto: {words.get(found, found)}" if chosen is None else "auto")
            choice.setCurrentIndex(0 if chosen is None else 1 + list(words).index(chosen))
        if seen.sheets:
            self._sheet.setCurrentText(recipe.sheet or seen.sheet)

    def _make(self, name: str, values: Sequence[Any], words: Sequence[str]) -> ComboBox:
        setting, choice = settings_of(Recipe)[name], ComboBox()
        label = label_of(name)
        choice.setObjectName(f"import_{name}")
        choice.setAccessibleName(label)
        choice.setToolTip(setting.help)
        choice.addItems(words)
        choice.activated.connect(lambda index: self._choose(name, values[index]))
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(plain_label(label, "dim", style.SMALL))
        column.addWidget(choice)
        self._row.addLayout(column, 1)
        return choice


def _words(name: str) -> Mapping[Any, str]:
    """The values of a field that may be chosen, and what they are called."""
    setting = settings_of(Recipe)[name]
    if name == "skipped_lines":
        return {count: f"{count}" for count in range(_MOST_SKIPPED + 1)}
    return _HEADER if name == "header" else dict(zip(setting.choices, setting.labels, strict=True))
