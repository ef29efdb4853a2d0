"""The options of a format as a form, from where they are declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from playground.errors import PlaygroundError
from playground.export import Options
from playground.settings import Setting, settings_of
from playground.ui.theme import style
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.setting_editors import ChoiceEditor, Hints, SwitchEditor, make_editor

_LABEL, _CELL = 124, 262  # px of a label, and of it with its field
_BETWEEN = 24  # px between two of them


class OptionsForm(QWidget):
    """`changed` is called when another value is in force, `refused` with the reason why one is not."""

    def __init__(
        self,
        options: Options,
        changed: Callable[[Options], object],
        refused: Callable[[PlaygroundError], None],
        *,
        room: int,
        unfit: Sequence[str] = (),
        unused: Sequence[str] = (),
    ) -> None:
        """`room`: px that it may be wide; `unfit`: choices, `unused`: options that are not offered."""
        super().__init__()
        self.options, self._unfit = options, unfit
        self._changed, self._refused = changed, refused
        self._bad = False  # whether the last value was refused
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(7)
        settings = [setting for name, setting in settings_of(type(options)).items() if name not in unused]
        settings.sort(key=lambda setting: setting.type is bool)
        columns = 2 if room >= 2 * style.px(_CELL) + _BETWEEN else 1
        for place in range(0, len(settings), columns):
            cells = map(self._cell, settings[place : place + columns])
            rows.addLayout(hbox(*cells, None, spacing=_BETWEEN))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to choose."""
        return not settings_of(type(self.options))

    def _cell(self, setting: Setting) -> QWidget:
        """A field with its label."""
        submit = lambda value: self._take(setting.name, value)  # noqa: E731
        editor = make_editor(setting, _hints(setting), submit, self._refuse)
        editor.setObjectName(f"export_{setting.name}")
        if isinstance(editor, ChoiceEditor):
            editor.offer(tuple(name for name in setting.choices if name not in self._unfit))
        editor.show_value(getattr(self.options, setting.name))
        if isinstance(editor, SwitchEditor):
            editor.setText(setting.label)
            style.scaled(editor.setMinimumWidth, _CELL)
            return editor
        cell, label = QWidget(), plain_label(setting.label, "dim")
        label.setToolTip(setting.help)
        style.scaled(label.setFixedWidth, _LABEL)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        cell.setLayout(layout := hbox(label, editor))
        layout.setContentsMargins(0, 0, 0, 0)
        style.scaled(cell.setFixedWidth, _CELL)
        return cell

    def _take(self, name: str, value: Any) -> None:
        """Another value. Raises PlaygroundError where it is not allowed: the editor says so."""
        options = msgspec.structs.replace(self.options, **{name: value})
        if options != self.options or self._bad:
            self.options, self._bad = options, False
            self._changed(options)

    def _refuse(self, error: PlaygroundError) -> None:
        self._bad = True
        self._refused(error)


def _hints(setting: Setting) -> Hints:
    """What nothing means where nothing is allowed; choices begin with a capital."""
    names = dict(zip(setting.choices, setting.labels or setting.choices, strict=True))
    nothing = None if setting.optional else ""
    return Hints(
        words={nothing: "automatic"} if setting.optional or setting.default == "" else {},
        labels=lambda name: names.get(name, name).capitalize(),
    )
