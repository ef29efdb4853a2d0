"""The hidden layers as a text: "4, 2", or "6 × 8" for six layers of 8."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSizePolicy

from playground.errors import PlaygroundError, SpecError
from playground.settings import settings_of
from playground.training.spec import MAX_LAYERS, Spec
from playground.ui.theme import style
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.line_edit import EntryField

_TIMES = re.compile(r"(?<=\d)\s*[×xX*]\s*(?=[\d-])")
_EDGES = 24  # px of the field that are no room for words


def read(words: str) -> tuple[int, ...]:
    """The sizes that were typed: "4, 2", "4 2", "6 × 8", "16, 3x8", "none". Raises SpecError."""
    sizes: list[int] = []
    for word in _TIMES.sub("×", words).replace(",", " ").split():
        if word.lower() != "none":
            layers, times, size = word.rpartition("×")
            sizes += [_whole(size, word)] * (_count(layers, word) if times else 1)
    return tuple(sizes)


def written(sizes: tuple[int, ...]) -> str:
    """One number a layer: "8, 8, 8, 4"."""
    return ", ".join(str(size) for size in sizes)


def folded(sizes: tuple[int, ...]) -> str:
    """The same in short: "3 × 8, 4"."""
    runs = [(len(list(run)), size) for size, run in groupby(sizes)]
    return ", ".join(f"{count} × {size}" if count > 1 else str(size) for count, size in runs)


class HiddenLayersField(EntryField):
    """Takes what is typed on Enter, or when it is left; refuses it with a reason and shows the old sizes."""

    def __init__(
        self, submit: Callable[[tuple[int, ...]], None], refuse: Callable[[PlaygroundError], None]
    ) -> None:
        super().__init__()
        self._submit, self._refuse = submit, refuse
        self._sizes: tuple[int, ...] = ()
        self._setting = settings_of(Spec)["hidden_layers"]
        self.setObjectName("hidden_layers")
        self.setAccessibleName(self._setting.label)
        self.setPlaceholderText("none")
        style.scaled(self.setMinimumWidth, 58)
        style.scaled(self.setMaximumWidth, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._take)
        self.given_up.connect(lambda: self.show_sizes(self._sizes))
        self.show_sizes(())

    def show_sizes(self, sizes: tuple[int, ...]) -> None:
        """Show the sizes in force, unless somebody is typing: in full where there is room."""
        self._sizes = sizes
        if self.isModified():
            return
        words, help_text = written(sizes), self._setting.help
        fits = self.fontMetrics().horizontalAdvance(words) <= self.width() - _EDGES
        shown = words if fits else folded(sizes)
        self.setToolTip(help_text if fits else f"{words}\n{help_text}")
        if shown != self.text():
            self.setText(shown)
            self.setCursorPosition(0)

    def _take(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        try:
            self._submit(read(self.text()))
        except PlaygroundError as error:
            self._refuse(error)
            self.show_sizes(self._sizes)

    @recurring
    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.show_sizes(self._sizes)


def _count(word: str, typed: str) -> int:
    """How many layers; the spec refuses more than it can hold, so no more are made."""
    count = _whole(word, typed)
    if count < 1:
        raise _refusal(typed)
    return min(count, MAX_LAYERS + 1)


def _whole(word: str, typed: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise _refusal(typed) from None


def _refusal(typed: str) -> SpecError:
    return SpecError(
        f"Hidden layers cannot contain “{typed}”.", "Type whole numbers, such as 4, 2, or 6 × 8."
    )
