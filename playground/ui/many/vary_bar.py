"""Which setting is varied in a race, and its values."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.errors import PlaygroundError
from playground.session import Session
from playground.settings import settings_of
from playground.training.race import FEWEST, MOST, VARIED
from playground.training.spec import TABLES, Spec
from playground.ui.theme import style
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.line_edit import EntryField, set_error_state
from playground.ui.widgets.plain import as_tip

_WIDTH = 136  # px of the setting


class VaryBar(QWidget):
    """The setting is picked, its values are typed; those that are proposed stand there at first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setting, self.values = ComboBox(), EntryField()
        self.setting.setObjectName("race_setting")
        self.setting.setAccessibleName("Setting that is varied")
        self.setting.setToolTip("The setting that differs; all else is the same, the initial weights too")
        self.setting.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.scaled(self.setting.setFixedWidth, _WIDTH)
        for name in VARIED:
            self.setting.addItem(settings_of(Spec)[name].label, name)
        self.setting.activated.connect(lambda place: session.many.vary(VARIED[place]))
        self.values.setObjectName("race_values")
        self.values.setAccessibleName("Values of the setting")
        self.values.editingFinished.connect(self._take)
        self.values.given_up.connect(self._put_back)
        row = hbox(self.setting, self.values)
        row.setContentsMargins(0, 0, 0, 0)
        row.setStretch(1, 1)
        self.setLayout(row)

    def refresh(self) -> None:
        """Show what is chosen, unless somebody is typing."""
        name = self._session.view.settings.race_setting
        self.setting.setCurrentIndex(VARIED.index(name))
        if not self.values.isModified():
            self.values.setText(self._session.many.race_words)
            self.values.setCursorPosition(0)  # where room lacks, the first ones are read, and all in the tip
            self._mark("")

    def _take(self) -> None:
        if not self.values.isModified():
            return
        try:
            self._session.many.vary(self._session.view.settings.race_setting, self.values.text().strip())
        except PlaygroundError as error:  # what was typed stays, to be mended
            self._mark(str(error))
            self._session.notices.refuse(error)
        else:
            self._put_back()

    def _put_back(self) -> None:
        """Show what is chosen in place of what is typed, which is refused no longer."""
        self.values.setModified(False)
        self._session.notices.end_refusal()
        self.refresh()

    def _mark(self, problem: str) -> None:
        set_error_state(self.values, bad=bool(problem))
        allowed = _allowed(self._session.view.settings.race_setting)
        self.values.setToolTip(as_tip(problem or f"{self.values.text()}\n{allowed}"))


def _allowed(name: str) -> str:
    setting = settings_of(Spec)[name]
    words = [str(getattr(row, "label", key)) for key, row in TABLES.get(name, {}).items()]
    each = f"one of {', '.join(words)}" if words else setting.allowed
    semicolons = "; semicolons between lists: 4, 2; 8" if setting.many and not words else ""
    return f"{FEWEST} to {MOST} values, separated by commas{semicolons}. Each {each}."
