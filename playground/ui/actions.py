"""The actions of the window: name, words, icon, key and verb in one table, for menus and buttons alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtGui import QAction, QKeySequence

from playground.ui.theme import style
from playground.ui.theme.theme import Theme


@dataclass(frozen=True)
class Row:
    """`name` is the objectName; `verb`, of the window or a part of it, is called with what is `given`."""

    name: str
    text: str
    icon: str
    keys: str
    tip: str
    verb: str
    given: tuple[Any, ...] = ()
    more_keys: tuple[str, ...] = ()

    def run(self, window: Any) -> None:
        """Do it."""
        attrgetter(self.verb)(window)(*self.given)


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
        "session.step",
        ("row",),
    ),
    Row(
        "step_batch",
        "Step one batch",
        "step",
        "B",
        "One update of all weights, from the next batch.",
        "session.step",
        ("batch",),
    ),
    Row(
        "step_epoch",
        "Step one epoch",
        "step",
        "S",
        "All updates up to the end of this epoch.",
        "session.step",
        ("epoch",),
    ),
    Row(
        "mode_explore",
        "Explore",
        "point",
        "Ctrl+1",
        "Draw, train and watch. Esc leaves the Backprop mode, too.",
        "mode.explore",
    ),
    Row(
        "mode_backprop",
        "Backprop",
        "layers",
        "G",
        "Step through one update: forward pass, loss, backward pass, weight update.",
        "mode.toggle",
    ),
    Row("stage_back", "Back one stage", "step_back", "Left", "The stage before.", "mode.back"),
    Row(
        "stage_next",
        "Next stage",
        "step",
        "Right",
        "The next stage; after the last one the step is kept, and the next row or batch comes.",
        "mode.next",
    ),
    Row("stage_first", "First stage", "step_back", "Home", "Back to the row that enters.", "mode.first"),
    Row("stage_last", "Last stage", "step", "End", "On to the new weights.", "mode.last"),
    Row(
        "next_row",
        "Look at the next row",
        "step",
        "Shift+Right",
        "An update from one row alone: the one that training would take next; pressed again, the one after.",
        "mode.next_row",
    ),
    Row(
        "next_batch",
        "Look at the next batch",
        "step",
        "Ctrl+Right",
        "An update from a mini-batch: the one that training would take next; pressed again, the one after.",
        "mode.next_batch",
    ),
    Row(
        "keep_step",
        "Keep the step",
        "check",
        "K",
        "Take the new weights for good, and go on with the next row or batch. Can be undone.",
        "mode.keep",
    ),
    Row(
        "put_back",
        "Put the weights back",
        "undo",
        "P",
        "Leave all weights as they were before this step.",
        "mode.put_back",
    ),
    Row(
        "reset", "Reset", "reset", "R", "Back to the very same first weights. Can be undone.", "session.reset"
    ),
    Row(
        "new_seed",
        "New first weights",
        "dice",
        "N",
        "Draw other first weights from a new seed.",
        "session.new_seed",
    ),
    Row(
        "defaults",
        "Defaults",
        "reset",
        "Ctrl+Shift+R",
        "Network and learning settings as they suit this dataset; the seed stays. Can be undone.",
        "session.use_defaults",
    ),
    Row("undo", "Undo", "undo", "Ctrl+Z", "Take the last edit back.", "session.undo"),
    Row("redo", "Redo", "redo", "Ctrl+Shift+Z", "Make the edit again that was taken back.", "session.redo"),
    Row(
        "open_data",
        "Open data…",
        "open",
        "Ctrl+O",
        "Load rows from a table: CSV or Excel.",
        "files.open",
        ("data",),
    ),
    Row(
        "paste_data",
        "Paste data",
        "paste",
        "Ctrl+V",
        "Load rows that were copied, from a spreadsheet for one.",
        "files.paste",
    ),
    Row(
        "copy_data",
        "Copy data as text",
        "copy",
        "Ctrl+C",
        "Copy the selected rows, or all, for a spreadsheet or a text.",
        "files.copy",
    ),
    Row(
        "save_data", "Save data…", "save", "Ctrl+S", "Write the rows to a CSV file.", "files.save", ("data",)
    ),
    Row(
        "new_draw",
        "New draw",
        "dice",
        "D",
        "Draw the points again from a new seed; of points that were drawn or loaded, which of them train.",
        "session.new_draw",
    ),
    Row(
        "select_all",
        "Select all points",
        "lasso",
        "Ctrl+A",
        "Select all points; test points only while they are shown.",
        "points.select",
    ),
    Row(
        "duplicate",
        "Duplicate points",
        "copy",
        "Ctrl+J",
        "The selected points once more, a little beside; all of them when none is selected.",
        "points.duplicate",
    ),
    Row(
        "scale_to_view",
        "Scale points to view",
        "zoom_fit",
        "Ctrl+Shift+J",
        "Stretch the selected points over the whole view; all of them when none is selected.",
        "points.scale_to_view",
    ),
    Row(
        "hold_out",
        "Hold out for testing",
        "export",
        "Ctrl+H",
        "Make the selected points test points: the network does not learn from them.",
        "points.hold_out",
    ),
    Row(
        "take_back",
        "Take back for training",
        "load",
        "Ctrl+Shift+H",
        "Make the selected points training points again.",
        "points.take_back",
    ),
    Row(
        "erase_selected",
        "Erase selected points",
        "eraser",
        "Ctrl+Backspace",
        "Take the selected points away.",
        "points.erase",
    ),
    Row(
        "clear_points",
        "Clear all points",
        "eraser",
        "Ctrl+Del",
        "Start from an empty canvas.",
        "session.clear",
    ),
    Row(
        "open_experiment",
        "Open experiment…",
        "open",
        "Ctrl+Shift+O",
        "Load data, choices and weights from an experiment file.",
        "files.open",
        ("experiment",),
    ),
    Row(
        "save_experiment",
        "Save experiment…",
        "save",
        "Ctrl+Shift+S",
        "Write data, choices and weights to an experiment file.",
        "files.save",
        ("experiment",),
    ),
    Row(
        "export_weights",
        "Export weights…",
        "export",
        "Ctrl+E",
        "Write the trained weights to an .npz file.",
        "files.save",
        ("weights",),
    ),
    Row(
        "open_weights",
        "Load weights…",
        "load",
        "Ctrl+L",
        "Load a network from an .npz file.",
        "files.open",
        ("weights",),
    ),
    Row(
        "show_table",
        "Data table",
        "table",
        "Ctrl+T",
        "Every row with its prediction and its loss, to sort and edit. Press again to return to the network.",
        "beside.toggle",
        ("table",),
    ),
    Row(
        "show_statistics",
        "Statistics",
        "statistics",
        "Ctrl+I",
        "Accuracy and confusion matrix, or RMSE, R² and residuals. Press again to close.",
        "beside.toggle",
        ("statistics",),
    ),
    Row(
        "worst_rows",
        "Worst rows",
        "worst",
        "W",
        "Sort the rows by their loss, the highest first, and select the worst ten.",
        "beside.show_worst",
    ),
    Row("fit", "Show all points", "zoom_fit", "F", "Zoom so that all points are in view.", "session.look"),
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
    Row(
        "larger_text",
        "Larger text",
        "text_larger",
        "Ctrl++",
        "Larger text in the whole window, up to 200 %; for a projector.",
        "session.resize_text",
        (1,),
        ("Ctrl+=",),
    ),
    Row(
        "smaller_text",
        "Smaller text",
        "text_smaller",
        "Ctrl+-",
        "Smaller text in the whole window.",
        "session.resize_text",
        (-1,),
    ),
    Row(
        "normal_text",
        "Normal text",
        "text_normal",
        "Ctrl+0",
        "Text of the normal size, 100 %.",
        "session.resize_text",
        (0,),
    ),
    Row(
        "start_new",
        "Start new",
        "plus",
        "Ctrl+N",
        "The circle and the network of the first start; the present work is kept for a month. Can be undone.",
        "keeping.start_new",
    ),
    Row(
        "recent_files",
        "Recent files…",
        "table",
        "Ctrl+Shift+F",
        "The files that you opened or saved last.",
        "files.show_recent",
    ),
    Row(
        "kept_sessions",
        "Kept sessions…",
        "load",
        "Ctrl+Shift+N",
        "Work of earlier sessions, to go on with: what a crash left, and what you set aside.",
        "keeping.show_kept",
    ),
    Row(
        "help",
        "Help and keys",
        "help",
        "F1",
        "All keys, and what colours, lines and marks mean. Press again to close.",
        "help.toggle",
        (),
        ("?",),
    ),
    Row(
        "about",
        "About",
        "info",
        "Shift+F1",
        "Version, licence, and where files are kept.",
        "help.show_about",
    ),
    Row("quit", "Quit", "close", "Ctrl+Q", "Close the window.", "close"),
)

# What works in the Backprop mode alone, and what does not work there.
LOOKING = (
    "stage_back",
    "stage_next",
    "stage_first",
    "stage_last",
    "next_row",
    "next_batch",
    "keep_step",
    "put_back",
)
SELECTED = ("select_all", "duplicate", "scale_to_view", "hold_out", "take_back", "erase_selected")
POINTS = (*SELECTED, "clear_points")
EXPLORING = ("step_row", "step_batch", "step_epoch", "show_table", "show_statistics", "worst_rows", *SELECTED)
CHECKABLE = ("dark", "safe_colours", "show_table", "show_statistics")
# The menu: every action once, in groups with a line between them.
MENU = {
    "File": (
        ("open_data", "paste_data", "copy_data", "save_data"),
        ("start_new", "open_experiment", "save_experiment"),
        ("recent_files", "kept_sessions"),
        ("open_weights", "export_weights"),
        ("quit",),
    ),
    "Edit": (
        ("undo", "redo"),
        SELECTED,
        ("new_draw", "clear_points"),
    ),
    "Train": (
        ("play", "reset", "new_seed", "defaults"),
        ("step_row", "step_batch", "step_epoch"),
        LOOKING,
    ),
    "View": (
        ("mode_explore", "mode_backprop"),
        ("show_table", "show_statistics", "worst_rows"),
        ("fit",),
        ("dark", "safe_colours"),
        ("larger_text", "smaller_text", "normal_text"),
    ),
    "Help": (("help", "about"),),
}


def make_actions(window: Any) -> dict[str, QAction]:
    """Every action by name, wired to the window's verbs."""
    actions = {}
    for entry in ROWS:
        action = QAction(entry.text, window)
        action.setObjectName(entry.name)
        action.setShortcuts([QKeySequence(keys) for keys in (entry.keys, *entry.more_keys)])
        action.setToolTip(
            f"{entry.tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        )
        action.setCheckable(entry.name in CHECKABLE)
        action.setIconVisibleInMenu(entry.name not in CHECKABLE)  # in its place is the tick
        action.triggered.connect(lambda _checked=False, entry=entry: window.do(partial(entry.run, window)))
        window.addAction(action)
        actions[entry.name] = action
    return actions


def dress(actions: dict[str, QAction], theme: Theme) -> None:
    """Icons in the colours of the theme."""
    for entry in ROWS:
        actions[entry.name].setIcon(style.icon(entry.icon, theme.ink, theme.line))
