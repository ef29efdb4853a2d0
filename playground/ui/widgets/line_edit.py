"""Lines that are typed into: what Enter and Escape do there, and which keys they keep to themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QWidget

from playground.ui.theme import style
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.own_keys import keeps

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineEdit(QLineEdit):
    """A line of text that keeps Undo and Redo to itself only as long as what is typed is not taken."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if not self.isModified() and any(event.matches(key) for key in keys):
                event.ignore()
                return False
        return super().event(event)


class EntryField(LineEdit):
    """A field of a form. Enter takes what is typed and leaves; Escape leaves what was there before."""

    given_up = Signal()  # by Escape: the value in force is to be shown again

    def event(self, event: QEvent) -> bool:
        return _keeps_escape(event) or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        holder = self.focusProxy() or self  # in a list that can be typed into, the list has the keys
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.given_up.emit()
            holder.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in ENTER and "bad" not in {self.property("state"), holder.property("state")}:
            holder.clearFocus()


class EntryNumber(QDoubleSpinBox):
    """A number that is taken as it is typed. Enter leaves it; Escape puts the number before back."""

    def __init__(self) -> None:
        super().__init__()
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self._before = 0.0

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._before = self.value()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        return _keeps_escape(event) or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setValue(self._before)
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.clearFocus()


def set_error_state(field: QWidget, *, bad: bool) -> None:
    """Show in red that what is typed is refused, or no longer."""
    style.restyle(field, "state", "bad" if bad else "")


def _keeps_escape(event: QEvent) -> bool:
    return keeps(event, lambda key: key.key() == Qt.Key.Key_Escape)
