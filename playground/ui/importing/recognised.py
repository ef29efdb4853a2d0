"""How the text of a table was understood, each a choice that says what was found by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from playground.data import DECIMALS, ENCODINGS, SEPARATORS, Recipe
from playground.settings import settings_of
from playground.ui import style
from playground.ui.importing.draft import Draft
from playground.ui.widgets.basics import PADDING, Choice, text

HEADERS = {True: "names of columns", False: "data"}

# The fields of the recipe, and the words for their values; a sheet is called by its own name.
_TEXT: dict[str, Mapping[Any, str]] = {
    "separator": SEPARATORS,
    "decimal": DECIMALS,
    "encoding": ENCODINGS,
    "header": HEADERS,
}
_LABELS = {"header": "First row"}


class Recognised(QFrame):
    """A row of choices. `choose` is called with the field and its value, None for: found by itself."""

    def __init__(self, draft: Draft, choose: Callable[[str, Any], None]) -> None:
        super().__init__()
        self.draft, self._choose = draft, choose
        self.setProperty("role", "card")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PADDING, 8, PADDING, 12)
        self._row.setSpacing(12)
        sheets = draft.seen.sheets
        words = {"header": HEADERS} if sheets else _TEXT
        self._lists = {name: self._make(name, (None, *words[name]), ("", *words[name].values())) for name in words}
        if sheets:
            self._sheet = self._make("sheet", sheets, sheets)
        self.renew()

    def renew(self) -> None:
        """The draft has changed."""
        recipe, seen = self.draft.recipe, self.draft.seen
        for name, choice in self._lists.items():
            chosen, found, words = getattr(recipe, name), getattr(seen, name), _TEXT[name]
            choice.setItemText(0, f"auto: {words.get(found, found)}" if chosen is None else "auto")
            choice.setCurrentIndex(0 if chosen is None else 1 + list(words).index(chosen))
        if seen.sheets:
            self._sheet.setCurrentText(recipe.sheet or seen.sheets[0])

    def _make(self, name: str, values: Sequence[Any], words: Sequence[str]) -> Choice:
        setting, choice = settings_of(Recipe)[name], Choice()
        label = _LABELS.get(name, setting.label)
        choice.setObjectName(f"import_{name}")
        choice.setAccessibleName(label)
        choice.setToolTip(setting.help)
        choice.addItems(words)
        choice.activated.connect(lambda index: self._choose(name, values[index]))
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(text(label, "dim", style.font(style.SMALL)))
        column.addWidget(choice)
        self._row.addLayout(column, 1)
        return choice
