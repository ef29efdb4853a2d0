"""Buttons that belong together: one stop of the Tab key, arrow keys inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from playground.ui.widgets.guard import guarded

_Key = Qt.Key
_BACK, _ON = (_Key.Key_Left, _Key.Key_Up), (_Key.Key_Right, _Key.Key_Down)
_UPRIGHT = {_Key.Key_Up: -1, _Key.Key_Down: 1}
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_OURS = (*_BACK, *_ON, *_ENTER, _Key.Key_Home, _Key.Key_End, _Key.Key_Space)


class Group(QObject):
    """Left and right go from button to button, up and down from row to row, Home and End to the ends.

    Space and Enter press the button. One that is greyed out while it has the focus keeps it, in the hands of
    the parent, and does nothing: the next press must not go to a button that nobody has chosen.
    """

    def __init__(
        self, parent: QWidget, *members: QAbstractButton, one_of: bool = False, enter: bool = True
    ) -> None:
        """`one_of`: one member is chosen among all, and is where Tab comes in; `enter`: whether Enter presses
        a member, and is not left to the dialog that they are in.
        """
        super().__init__(parent)
        self._enter = enter
        self._one_of = one_of
        self._parent = parent
        self.resting: QAbstractButton | None = None  # greyed out, and still where the keys are
        self._last: QAbstractButton | None = None
        self.members: tuple[QAbstractButton, ...] = ()
        parent.installEventFilter(self)
        self.take(members)

    def take(self, members: Sequence[QAbstractButton]) -> None:
        """Have these members, in reading order, in place of those before."""
        for one in members:
            if one not in self.members:
                one.installEventFilter(self)
        self.members = tuple(members)

    @property
    def entry(self) -> QAbstractButton | None:
        """Where Tab comes in: the chosen one, else where it was last, else the first."""
        usable = [one for one in self.members if one.isVisible() and one.isEnabled()]
        chosen = [one for one in usable if self._one_of and one.isChecked()]
        last = [one for one in usable if one is self._last]
        return next(iter(chosen + last + usable), None)

    def rest(self, member: QWidget) -> None:
        """Keep the keys at a member that has just been greyed out."""
        self.resting = next(one for one in self.members if one is member)
        self._parent.setFocus(Qt.FocusReason.TabFocusReason)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._parent:
            if kind == QEvent.Type.FocusOut:
                self.resting = None
            return self.resting is not None and self._key(self.resting, event)
        if kind == QEvent.Type.FocusIn:
            self._last = next((one for one in self.members if one is watched), None)
        here = next((one for one in self.members if one is watched), None)
        return here is not None and self._key(here, event)

    def _key(self, here: QAbstractButton, event: QEvent) -> bool:
        """Do what a key says; whether it is one of ours."""
        if not isinstance(event, QKeyEvent) or event.key() not in _OURS or event.modifiers() & _MODIFIERS:
            return False
        if event.key() in _ENTER and not self._enter:
            event.ignore()
            return event.type() == QEvent.Type.KeyPress  # on some desktops a button would take it
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = _Key(event.key())
        if key == _Key.Key_Space:
            return here is self.resting  # else the button itself is pressed
        if key not in _ENTER:
            self._go(here, key)
        elif here is not self.resting:
            _press(here)
        return True

    def _go(self, here: QAbstractButton, key: Qt.Key) -> None:
        if key == _Key.Key_Down and isinstance(here, QToolButton) and here.menu() is not None:
            here.showMenu()
            return
        usable = [one for one in self.members if one.isVisible() and (one.isEnabled() or one is here)]
        place = usable.index(here)
        if key in (_Key.Key_Home, _Key.Key_End):
            to = usable[0 if key == _Key.Key_Home else -1]
        elif key in _UPRIGHT and (across := _next_row(here, usable, _UPRIGHT[key])) is not None:
            to = across
        else:
            to = usable[(place + (1 if key in _ON else -1)) % len(usable)]
        to.setFocus(Qt.FocusReason.TabFocusReason)


_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
)


def _press(button: QAbstractButton) -> None:
    instant = QToolButton.ToolButtonPopupMode.InstantPopup
    if isinstance(button, QToolButton) and button.menu() is not None and button.popupMode() == instant:
        button.showMenu()
    else:
        button.click()


def _next_row(here: QWidget, others: Sequence[QAbstractButton], way: int) -> QAbstractButton | None:
    """The nearest button of the next row above (-1) or below (1), if there is one."""
    middle = _middle(here)
    beyond = [one for one in others if way * (_middle(one).y() - middle.y()) > here.height() / 2]
    return min(
        beyond,
        key=lambda one: (abs(_middle(one).y() - middle.y()), abs(_middle(one).x() - middle.x())),
        default=None,
    )


def _middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())
