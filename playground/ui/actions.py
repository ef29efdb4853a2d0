"""The actions of the window: name, words, icon, key and verb in one table, for menus and buttons alike."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from playground.ui import style
from playground.ui.theme import Theme


@dataclass(frozen=True)
class Row:
    """`name` is the objectName; `verb` the method of the window that it calls."""

    name: str
    text: str
    icon: str
    keys: str
    tip: str
    verb: str


ROWS = (
    Row(
        "play",
        "Play",
        "play",
        "Space",
        "Train until you press Pause, or until a stop rule holds.",
        "toggle_play",
    ),
    Row(
        "step_row",
        "Step one row",
        "step",
        "Shift+S",
        "One update of all weights, from the next row alone.",
        "step_row",
    ),
    Row(
        "step_batch",
        "Step one batch",
        "step",
        "B",
        "One update of all weights, from the next batch.",
        "step_batch",
    ),
    Row(
        "step_epoch", "Step one epoch", "step", "S", "All updates up to the end of this epoch.", "step_epoch"
    ),
    Row("reset", "Reset", "reset", "R", "Back to the very same first weights. Can be undone.", "reset"),
    Row(
        "new_seed", "New first weights", "dice", "N", "Draw other first weights from a new seed.", "new_seed"
    ),
    Row("undo", "Undo", "undo", "Ctrl+Z", "Take the last edit back.", "undo"),
    Row("redo", "Redo", "redo", "Ctrl+Shift+Z", "Make the edit again that was taken back.", "redo"),
    Row("open_data", "Open data…", "open", "Ctrl+O", "Load rows from a CSV file.", "open_data"),
    Row("save_data", "Save data…", "save", "Ctrl+S", "Write the rows to a CSV file.", "save_data"),
    Row("new_draw", "New draw", "dice", "D", "Draw the points again from a new seed.", "new_draw"),
    Row(
        "clear_points",
        "Clear all points",
        "eraser",
        "Ctrl+Del",
        "Start from an empty canvas.",
        "clear_points",
    ),
    Row(
        "open_experiment",
        "Open experiment…",
        "open",
        "Ctrl+Shift+O",
        "Load data, choices and weights from an experiment file.",
        "open_experiment",
    ),
    Row(
        "save_experiment",
        "Save experiment…",
        "save",
        "Ctrl+Shift+S",
        "Write data, choices and weights to an experiment file.",
        "save_experiment",
    ),
    Row(
        "export_weights",
        "Export weights…",
        "export",
        "Ctrl+E",
        "Write the trained weights to an .npz file.",
        "export_weights",
    ),
    Row(
        "open_weights", "Load weights…", "load", "Ctrl+L", "Load a network from an .npz file.", "open_weights"
    ),
    Row("fit", "Show all points", "zoom_fit", "F", "Zoom so that all points are in view.", "fit"),
    Row(
        "dark", "Dark theme", "theme_dark", "Ctrl+D", "Dark or light; light suits projectors.", "toggle_dark"
    ),
    Row(
        "safe_colours",
        "Colour-blind-safe colours",
        "palette",
        "Ctrl+B",
        "Orange and blue, told apart with every kind of colour vision.",
        "toggle_safe_colours",
    ),
    Row("quit", "Quit", "close", "Ctrl+Q", "Close the window.", "close"),
)

CHECKABLE = ("dark", "safe_colours")
MENU = (
    ("open_data", "save_data", "clear_points", "new_draw"),
    ("open_experiment", "save_experiment"),
    ("export_weights", "open_weights"),
    ("step_row", "step_batch", "step_epoch", "new_seed"),
    ("fit", "dark", "safe_colours"),
    ("quit",),
)


def make_actions(window: QWidget) -> dict[str, QAction]:
    """Every action by name, wired to the window's verbs."""
    actions = {}
    for entry in ROWS:
        action = QAction(entry.text, window)
        action.setObjectName(entry.name)
        action.setShortcut(QKeySequence(entry.keys))
        action.setToolTip(
            f"{entry.tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        )
        action.setCheckable(entry.name in CHECKABLE)
        action.triggered.connect(lambda _checked=False, verb=entry.verb: getattr(window, verb)())
        window.addAction(action)
        actions[entry.name] = action
    return actions


def dress(actions: dict[str, QAction], theme: Theme) -> None:
    """Icons in the colours of the theme."""
    for entry in ROWS:
        actions[entry.name].setIcon(style.icon(entry.icon, theme.ink, theme.line))
