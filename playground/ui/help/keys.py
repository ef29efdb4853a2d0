"""Every key and what it does, from where it is declared: the table of actions, the tools, the buttons."""

from __future__ import annotations

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from playground.ui.actions.table import MENU, STAGES, Action
from playground.ui.loss.playhead_keys import KEYS as LOSS_KEYS
from playground.ui.widgets.buttons import key_name

Key = tuple[str, str]  # the key, and what it does

# What the views do with keys of their own while they have them, and the mouse.
_MOVING = (
    ("Tab", "Next group"),
    ("Shift+Tab", "Previous group"),
    ("Arrow keys", "Within a group"),
    ("Space, Enter", "Press the button"),
    ("Esc", "Leave a field, close, go back"),
)
_DRAWING = (
    ("Arrow keys", "Move the crosshair; with Shift in small steps"),
    ("Enter", "Click at the crosshair"),
    ("[   ]", "Smaller or larger tool"),
    ("Wheel", "Zoom; with Ctrl, size of the tool"),
)
_NETWORK = (
    ("Arrow keys", "Go to the next neuron; with Shift to its links"),
    ("Enter", "Edit its weight or bias"),
    ("K", "Freeze or unfreeze it"),
    ("+   −", "More or fewer neurons in its layer"),
)


def groups(window: QWidget) -> dict[str, list[Key]]:
    """The keys of a window by what they are for, in the order of the menu."""
    found = {
        title: [_of(action) for group in sections if group is not STAGES for action in group]
        for title, sections in MENU.items()
    }
    return {
        **found,
        "In Backprop mode": [_of(action) for action in STAGES],
        "Tools and switches": _of_buttons(window),
        "On the canvas": [*_DRAWING],
        "On the network": [*_NETWORK],
        "On the loss plot": [*LOSS_KEYS],
        "Everywhere": [*_MOVING],
    }


def _of(action: Action) -> Key:
    return ", ".join(map(key_name, action.all_keys)), action.text.rstrip("…")


def _of_buttons(window: QWidget) -> list[Key]:
    """The keys of buttons that are not actions of the menu: those that are there for these data."""
    shortcuts = [(shortcut.parent(), shortcut.key()) for shortcut in window.findChildren(QShortcut)]
    return [
        (key_name(key), button.accessibleName() or button.text())
        for button, key in shortcuts
        if isinstance(button, QAbstractButton) and button.isVisibleTo(window)
    ]
