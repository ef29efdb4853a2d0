"""What is trained for how long, the button that begins it, and below them how far it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from playground.session import Session
from playground.session.side_runs import SideRuns
from playground.settings import settings_of
from playground.training.many_choices import ManyChoices
from playground.ui.theme import style
from playground.ui.widgets.giving_way import GivingWay, OptionalPart, seen
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.setting_editors import Hints, NumberEditor

_EPOCHS = (50, 100, 200, 500, 1000, 5000)
_WIDTH = 84  # px of a number


def choice_editor(session: Session, name: str, picks: tuple[float, ...], width: int = _WIDTH) -> NumberEditor:
    """A number of the choices, taken as it is entered; what is not allowed is said."""

    def submit(value: Any) -> None:
        session.many.choose(**{name: value})
        session.notices.end_refusal()

    editor = NumberEditor(
        settings_of(ManyChoices)[name],
        Hints(picks),
        submit,
        session.notices.refuse,
    )
    editor.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    style.scaled(editor.setFixedWidth, width)
    return editor


class StartBar(QWidget):
    """`asked` tells that it is to begin; `choices` stand on the left."""

    asked = Signal()

    def __init__(self, session: Session, runs: SideRuns, name: str, *choices: QWidget) -> None:
        super().__init__()
        self._session, self._runs = session, runs
        self.epochs = choice_editor(session, "many_epochs", _EPOCHS)
        self.words = plain_label("Epochs", "dim")
        self.words.setBuddy(self.epochs)
        self.begin, self.cancel = QPushButton("Train"), QPushButton("Cancel")
        self.begin.setObjectName(f"{name}_begin")
        self.begin.clicked.connect(self.asked)
        self.cancel.setObjectName(f"{name}_cancel")
        self.cancel.setToolTip("End the training here; what was found so far stays")
        self.cancel.clicked.connect(runs.cancel)
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}_progress")
        self.bar.setAccessibleName("Progress")
        self.bar.setTextVisible(False)
        row = hbox(*choices, self.words, self.epochs, None, self.begin, self.cancel)
        self._words, self._short, self._row = "", False, row
        self._giving = GivingWay(seen(self.words), self._shorter())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.bar)

    def refresh(self, words: str, tip: str, *, empty: bool) -> None:
        """`words` on the button that begins it; as long as the page is empty, that stands there."""
        runs, outcome = self._runs, self._runs.outcome
        self.epochs.show_value(self._session.view.settings.many_epochs)
        self._words = words
        self.begin.setText(words.partition(" ")[0] if self._short else words)
        self.begin.setAccessibleName(words)
        self.begin.setToolTip(self._session.many.obstacle or tip)
        self.begin.setEnabled(not self._session.many.obstacle)
        keys = self.begin.hasFocus() or self.cancel.hasFocus()
        self.begin.setVisible(not runs.running and not empty)
        self.cancel.setVisible(runs.running)
        if keys:
            (self.cancel if runs.running else self.begin).setFocus()
        self._fit()
        self.bar.setRange(0, outcome.request.epochs if outcome is not None else 1)
        self.bar.setValue(outcome.epoch if outcome is not None and runs.running else 0)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._giving.fit(self._row.sizeHint().width(), self.width())

    def _shorter(self) -> OptionalPart:
        """The first of the button's words has to do."""

        def frees() -> int:
            advance = self.begin.fontMetrics().horizontalAdvance
            return advance(self._words) - advance(self._words.partition(" ")[0])

        def show(room: bool) -> None:  # noqa: FBT001  of all parts
            self._short = not room
            self.begin.setText(self._words if room else self._words.partition(" ")[0])

        return OptionalPart(frees, show)
