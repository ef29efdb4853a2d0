"""The QActions of the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from playground.ui.actions.table import ACTIONS, Action
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import with_key


def make_actions(window: QWidget, run: Callable[[str], None]) -> dict[str, QAction]:
    """Every action by name, with its keys; `run` does the one of a name."""
    actions = {}
    for entry in ACTIONS.values():
        action = actions[entry.name] = make_action(entry, window, run)
        action.setShortcuts([QKeySequence(keys) for keys in (entry.keys, *entry.more_keys)])
        window.addAction(action)
    return actions


def make_action(entry: Action, parent: QObject, run: Callable[[str], None]) -> QAction:
    """One action, without its keys."""
    action = QAction(entry.text, parent)
    action.setObjectName(entry.name)
    action.setIconText(entry.short or entry.text)
    action.setToolTip(with_key(entry.tip, entry.keys, *entry.view_keys))
    action.setCheckable(entry.checkable)
    action.setAutoRepeat(entry.repeats)
    action.setIconVisibleInMenu(not entry.checkable)  # in its place is the tick
    action.setShortcutVisibleInContextMenu(True)  # as Qt takes a button's menu for: macOS hides them there
    action.triggered.connect(lambda _checked=False: run(entry.name))
    return action


def apply_theme(actions: dict[str, QAction], theme: Theme) -> None:
    """Icons in the colours of the theme."""
    for entry in ACTIONS.values():
        actions[entry.name].setIcon(style.icon(entry.icon, theme.ink, theme.line))
