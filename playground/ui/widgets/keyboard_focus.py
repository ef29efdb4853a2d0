"""Where the keys go: the way of Tab through the window, the ring that shows it, and how a text is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from playground.ui.theme.theme import Theme
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.reading_order import in_order, reveal, stops
from playground.ui.widgets.ring import FocusRing

_TAB, _BACKTAB = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason


class Focus(QObject):
    """`home` tells what has the keys when nothing else has: then the single keys of the window work, too.

    A field that is left (Enter, Escape, a click elsewhere) gives the keys back to it, and Tab goes on from
    the field. The ring is shown to those who go by Tab or turn steps and stages by keys, until they click.
    """

    def __init__(self, window: QWidget, home: Callable[[], QWidget]) -> None:
        super().__init__(window)
        self._window, self._home = window, home
        self._left: QWidget | None = None  # the field that was left
        self._by_keys = False
        self._listening = False
        self.ring = FocusRing(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._changed)

    def apply_theme(self, theme: Theme) -> None:
        self.ring.apply_theme(theme)

    def show(self) -> None:
        """The keys are used: show where they are, until there is a click."""
        self._by_keys = True
        self._listen(on=True)
        self.follow()

    def follow(self) -> None:
        """Keep the ring where the keys are; called once a frame."""
        if self._by_keys:
            self.ring.follow(self.holder)

    @property
    def holder(self) -> QWidget | None:
        """What has the keys, also if it has been greyed out meanwhile."""
        resting = [group.resting for group in self._groups if group.resting is not None]
        focus = QApplication.focusWidget()
        inside = focus is not None and self._window.isAncestorOf(focus)
        return (resting[0] if resting else focus) if inside else None

    def go_on(self, *, forward: bool) -> bool:
        """To the next stop in reading order, or to the one before. False: there is none."""
        here = self._left if self._left is not None and isValid(self._left) else self.holder
        if here is not None and not (here.isVisible() and here.isEnabled()) and self._gone(here):
            return True
        way = stops(self._window)
        to = _beyond(self._window, here, way, self._group_of(here), forward=forward)
        if to is None:
            return False
        self._by_keys = True
        to.setFocus(_TAB if forward else _BACKTAB)
        reveal(to)
        self.follow()
        return True

    def _gone(self, here: QWidget) -> bool:
        """What had the keys is greyed out or hidden now: they stay in its group, or go home."""
        group = self._group_of(here)
        if here is not QApplication.focusWidget() or (group is not None and group.resting is here):
            return False  # that was before: now it is Tab
        entry = group.entry if group is not None else None
        if group is not None and here.isVisible():
            group.rest(here)
        elif entry is not None:
            entry.setFocus(_TAB)
        else:
            here.clearFocus()
        return True

    @property
    def _groups(self) -> list[Group]:
        return self._window.findChildren(Group)

    def _group_of(self, widget: QWidget | None) -> Group | None:
        return next((group for group in self._groups if widget in group.members), None)

    # --- what happens in the window ------------------------------------------------------------------

    def _changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._window):
            return
        if new is None:
            self._come_home(old)
            return
        if new is not self._home():
            self._left = None
        self._listen(on=self._window.isAncestorOf(new) and (self._by_keys or takes_text(new)))
        self.ring.follow(self.holder if self._by_keys else None)

    def _come_home(self, old: QWidget | None) -> None:
        """Nobody has the keys: the home has them then."""
        if not self._window.isActiveWindow() or not self._window.isVisible():
            return
        if old is not None and isValid(old) and self._window.isAncestorOf(old):
            self._left = old
        self._home().setFocus(_TAB if self._by_keys else Qt.FocusReason.OtherFocusReason)

    def _listen(self, *, on: bool) -> None:
        """Hear of clicks in the window: only while a text is typed or the ring is seen."""
        if on != self._listening and self._window.isVisible():
            self._listening, handle = on, self._window.windowHandle()
            (handle.installEventFilter if on else handle.removeEventFilter)(self)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._by_keys = False
            self.ring.follow(None)
            self._click(self._window.childAt(event.position().toPoint()))
        return super().eventFilter(watched, event)

    def _click(self, target: QWidget | None) -> None:
        """A click elsewhere leaves the text that is typed, which takes it."""
        focus = QApplication.focusWidget()
        if focus is None or not takes_text(focus):
            return
        if target is None or not (target is focus or focus.isAncestorOf(target)):
            focus.clearFocus()


def pressed_by_key() -> bool:
    """Whether a button that is being pressed is not pressed by the mouse."""
    return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


def take_typed() -> None:
    """Take what is being typed, as a click elsewhere does; the keys stay in the field, if it does."""
    focus = QApplication.focusWidget()
    field = focus.lineEdit() if isinstance(focus, QComboBox) else focus
    if focus is None or not isinstance(field, QLineEdit) or not field.isModified():
        return
    focus.clearFocus()
    if isValid(focus) and focus.isVisible() and focus.isEnabled():
        focus.setFocus()


def takes_text(widget: QWidget) -> bool:
    """Whether keys are letters there."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, (QLineEdit, QAbstractSpinBox, QPlainTextEdit))


def takes_space(widget: QWidget | None) -> bool:
    """Whether Space works the control that has the focus, and does not play."""
    return isinstance(widget, QAbstractButton) or (isinstance(widget, QComboBox) and not widget.isEditable())


def _beyond(
    window: QWidget, here: QWidget | None, way: list[QWidget], group: Group | None, *, forward: bool
) -> QWidget | None:
    """The stop after (or before) a place in the window, round the ends."""
    if not way:
        return None
    members = group.members if group is not None else ()
    order = [widget for widget in in_order(window) if widget in way or widget is here or widget in members]
    if here not in order:
        return way[0 if forward else -1]
    place = order.index(here)
    turned = [*order[place + 1 :], *order[:place]]
    others = [widget for widget in turned if widget in way and widget not in members]
    return (others[0] if forward else others[-1]) if others else None
