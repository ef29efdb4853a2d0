"""Editors made from the declared settings: type, limits, choices, label and help are read, never repeated.

Each editor bears the name of its field. What is typed is taken on Enter or when the field is left; a value
that is not allowed is refused in place: the field turns red, the reason is its tooltip and is said in the
status line, and the old value stays in force.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from playground.data.numbers import parse_number
from playground.errors import PlaygroundError, SpecError
from playground.settings import Setting
from playground.ui.widgets import number_format
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.line_edit import EntryField, set_error_state
from playground.ui.widgets.plain import as_tip

Submit = Callable[[Any], None]

_AS_CHOSEN = (-2, 0, 0, 0)  # px: what is typed begins where what is chosen does, in the list below
_NOTHING = object()  # is shown yet; None may be a value


class Hints(Struct, frozen=True):
    """What a form adds to a setting: values to pick from, words for special values, labels of the choices."""

    picks: tuple[Any, ...] = ()
    words: dict[Any, str] = field(default_factory=dict)
    labels: Callable[[str], str] = str


class NumberEditor(ComboBox):
    """A number that may be typed or picked."""

    def __init__(
        self, setting: Setting, hints: Hints, submit: Submit, refuse: Callable[[PlaygroundError], None]
    ) -> None:
        super().__init__()
        self.setting, self.hints = setting, hints
        self._submit, self._refuse = submit, refuse
        self._shown: Any = _NOTHING
        self._settled = True  # not what was typed just now, and is perhaps not in force
        _introduce(self, setting)
        self._picking = False  # from the list
        self.field = EntryField()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLineEdit(self.field)
        self.field.setTextMargins(*_AS_CHOSEN)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        for pick in hints.picks:
            self.addItem(self._words(pick), pick)
        self.field.setAccessibleName(setting.label)
        self.field.editingFinished.connect(self._take)
        self.field.given_up.connect(self._restore)
        self.textActivated.connect(lambda _text: self._pick())

    def show_value(self, value: Any) -> None:
        """Show the value in force, unless somebody is typing."""
        if value == self._shown and self._settled and self.property("state") != "bad":
            return
        if self.field.hasFocus() and self.field.isModified():
            return
        self._shown, self._settled = value, True
        self.setCurrentIndex(self.findData(value))  # marked in the list
        self.setEditText(self._words(value))
        self._mark("")

    @guarded
    def showPopup(self) -> None:
        self._picking = True
        super().showPopup()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._picking = False
        super().keyPressEvent(event)

    def _pick(self) -> None:
        """Take what was picked; from the open list it is final, and nothing is left to be typed."""
        self._take()
        if self._picking:
            self.clearFocus()

    def _restore(self) -> None:
        bad = self.property("state") == "bad"
        self.setEditText(self._words(self._shown))
        self._mark("")
        if bad:  # whoever refused is told that a value is in force again
            self._submit(self._shown)

    def _take(self) -> None:
        text = self.currentText().strip()
        if text == self._words(self._shown) and self.property("state") != "bad":
            self.field.setModified(False)
            return
        self._settled = False
        self.field.setModified(False)
        try:
            value = self._parse(text)
            self._submit(value)
        except PlaygroundError as error:
            self.field.setModified(True)
            self._mark(str(error))
            self._refuse(error)
        else:
            self._mark("")
            if value == self._shown:  # in other words: 0 for “never”, 1/2 for 0.5
                self._restore()
            self._shown = value  # until the value in force is shown

    def _parse(self, text: str) -> Any:
        for value, words in self.hints.words.items():
            if text.lower() == words.lower():
                return value
        try:
            number = parse_number(text.replace(",", "") if self.setting.type is int else text)
            if self.setting.type is float:
                return number
            whole = int(number)
        except SpecError:
            raise self._no_number(text) from None
        if whole != number:
            raise self._no_number(text)
        return whole

    def _no_number(self, text: str) -> SpecError:
        problem = (
            f"{self.setting.label} cannot be “{text}”." if text else f"{self.setting.label} cannot be empty."
        )
        return SpecError(problem, f"Type {self.setting.allowed}.")

    def _words(self, value: Any) -> str:
        if value in self.hints.words:
            return self.hints.words[value]
        return (
            f"{value:,}"
            if isinstance(value, int) and self.setting.name != "seed"
            else number_format.short(value or 0)
        )

    def _mark(self, problem: str) -> None:
        """Red with the reason when there is one."""
        self.setToolTip(as_tip(problem) or self.setting.help)
        set_error_state(self, bad=bool(problem))


class ChoiceEditor(ComboBox):
    """One of a table's names."""

    def __init__(self, setting: Setting, hints: Hints, submit: Submit) -> None:
        super().__init__()
        _introduce(self, setting)
        self.hints = hints
        self._names: tuple[str, ...] = ()
        self.offer(setting.choices)
        self.activated.connect(lambda index: submit(self.itemData(index)))

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer these names and no others."""
        if names != self._names:
            self._names = names
            self.clear()
            for name in names:
                self.addItem(self.hints.labels(name), name)

    def show_value(self, value: str) -> None:
        index = self.findData(value)
        self.setCurrentIndex(index)
        if index < 0:
            self.setPlaceholderText(value)


class SwitchEditor(CheckBox):
    """Yes or no."""

    def __init__(self, setting: Setting, submit: Submit) -> None:
        super().__init__()
        _introduce(self, setting)
        self.clicked.connect(lambda checked: submit(bool(checked)))

    def show_value(self, value: bool) -> None:  # noqa: FBT001
        self.setChecked(value)


class TextEditor(EntryField):
    """A text, taken as it is typed."""

    def __init__(
        self, setting: Setting, hints: Hints, submit: Submit, refuse: Callable[[PlaygroundError], None]
    ) -> None:
        super().__init__()
        _introduce(self, setting)
        self.setPlaceholderText(hints.words.get("", ""))
        self.setting, self._submit, self._refuse = setting, submit, refuse
        self._shown = ""
        self.textEdited.connect(self._take)
        self.given_up.connect(self._restore)

    def show_value(self, value: str) -> None:
        self._shown = value
        self.setText(value)
        self._mark("")

    def _restore(self) -> None:
        bad = self.property("state") == "bad"
        self.show_value(self._shown)
        if bad:
            self._submit(self._shown)

    def _take(self, text: str) -> None:
        try:
            self._submit(text.strip())
        except PlaygroundError as error:
            self._mark(str(error))
            self._refuse(error)
        else:
            self._shown = text.strip()
            self._mark("")

    def _mark(self, problem: str) -> None:
        self.setToolTip(as_tip(problem) or self.setting.help)
        set_error_state(self, bad=bool(problem))


Editor = NumberEditor | ChoiceEditor | SwitchEditor | TextEditor


def make_editor(
    setting: Setting, hints: Hints, submit: Submit, refuse: Callable[[PlaygroundError], None]
) -> Editor:
    """The editor that fits the setting's type."""
    if setting.type is bool:
        return SwitchEditor(setting, submit)
    if setting.choices:
        return ChoiceEditor(setting, hints, submit)
    if setting.type is str:
        return TextEditor(setting, hints, submit, refuse)
    return NumberEditor(setting, hints, submit, refuse)


def _introduce(editor: QWidget, setting: Setting) -> None:
    editor.setObjectName(setting.name)
    editor.setAccessibleName(setting.label)
    editor.setToolTip(setting.help)
