"""The actions of the window: name, words, icon, key and verb in one table, for menus and buttons alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtGui import QAction, QKeySequence

from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import with_key


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
        "Train until you press Pause or a stop rule is met.",
        "toggle_play",
    ),
    Row(
        "step_row",
        "Step one row",
        "step",
        "Shift+S",
        "One weight update, from the next row alone.",
        "session.playback.step",
        ("row",),
    ),
    Row(
        "step_batch",
        "Step one batch",
        "step",
        "B",
        "One weight update, from the next batch.",
        "session.playback.step",
        ("batch",),
    ),
    Row(
        "step_epoch",
        "Step one epoch",
        "step",
        "S",
        "All weight updates up to the end of this epoch.",
        "session.playback.step",
        ("epoch",),
    ),
    Row(
        "mode_explore",
        "Explore",
        "point",
        "Ctrl+1",
        "Draw, train and watch. Esc also leaves the Backprop mode.",
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
    Row("stage_back", "Previous stage", "step_back", "Left", "Go back one stage.", "mode.back"),
    Row(
        "stage_next",
        "Next stage",
        "step",
        "Right",
        "Go on one stage; after the last stage the step is applied and the next row or batch follows.",
        "mode.next",
    ),
    Row("stage_first", "First stage", "step_back", "Home", "Go to the first stage: the input.", "mode.first"),
    Row("stage_last", "Last stage", "step", "End", "Go to the last stage: the new weights.", "mode.last"),
    Row(
        "next_row",
        "Inspect the next row",
        "step",
        "Shift+Right",
        "The update from one row: the next one in training order. Press again for the one after.",
        "mode.next_row",
    ),
    Row(
        "next_batch",
        "Inspect the next batch",
        "step",
        "Ctrl+Right",
        "The update from a mini-batch: the next one in training order. Press again for the one after.",
        "mode.next_batch",
    ),
    Row(
        "keep_step",
        "Apply step",
        "check",
        "K",
        "Accept the new weights and go on with the next row or batch. Can be undone.",
        "mode.keep",
    ),
    Row(
        "put_back",
        "Discard step",
        "undo",
        "P",
        "Restore all weights to their values before this step.",
        "mode.put_back",
    ),
    Row(
        "reset",
        "Reset",
        "reset",
        "R",
        "Restore the initial weights (same seed). Can be undone.",
        "session.model.reset",
    ),
    Row(
        "new_seed",
        "Re-initialise weights",
        "dice",
        "N",
        "Draw new initial weights from a new seed. Can be undone.",
        "session.model.new_seed",
    ),
    Row(
        "defaults",
        "Defaults",
        "reset",
        "Ctrl+Shift+R",
        "Reset network and learning settings to those that suit this dataset; the seed stays. Can be undone.",
        "session.model.use_defaults",
    ),
    Row("undo", "Undo", "undo", "Ctrl+Z", "Undo the last edit.", "session.undo"),
    Row("redo", "Redo", "redo", "Ctrl+Shift+Z", "Redo the last undone edit.", "session.redo"),
    Row(
        "open_data",
        "Open data…",
        "open",
        "Ctrl+O",
        "Import rows from a table: CSV or Excel.",
        "files.open",
        ("data",),
    ),
    Row(
        "paste_data",
        "Paste data",
        "paste",
        "Ctrl+V",
        "Import rows from the clipboard, e.g. from a spreadsheet.",
        "files.paste",
    ),
    Row(
        "copy_data",
        "Copy data as text",
        "copy",
        "Ctrl+C",
        "Copy the selected points, or all, as rows of text for a spreadsheet.",
        "files.copy",
    ),
    Row("save_data", "Save data…", "save", "Ctrl+S", "Save all rows to a CSV file.", "files.save", ("data",)),
    Row(
        "new_draw",
        "Resample",
        "dice",
        "D",
        "New points from a new seed; for drawn or loaded data, a new train/test split.",
        "session.source.resample",
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
        "Duplicate the selected points with a small offset; all points if none is selected.",
        "points.duplicate",
    ),
    Row(
        "scale_to_view",
        "Scale points to view",
        "zoom_fit",
        "Ctrl+Shift+J",
        "Move and stretch the selected points to fill the view; all points if none is selected.",
        "points.scale_to_view",
    ),
    Row(
        "hold_out",
        "Move to test set",
        "export",
        "Ctrl+H",
        "Use the selected points for testing only: the network is not trained on them.",
        "points.hold_out",
    ),
    Row(
        "take_back",
        "Move to training set",
        "load",
        "Ctrl+Shift+H",
        "Train the network on the selected points.",
        "points.take_back",
    ),
    Row(
        "erase_selected",
        "Delete selected points",
        "eraser",
        "Ctrl+Backspace",
        "Delete the selected points. Can be undone.",
        "points.erase",
    ),
    Row(
        "clear_points",
        "Clear all points",
        "eraser",
        "Ctrl+Del",
        "Delete all points and start from an empty canvas. Can be undone.",
        "session.points.clear",
    ),
    Row(
        "open_experiment",
        "Open experiment…",
        "open",
        "Ctrl+Shift+O",
        "Open data, settings and weights from an experiment file.",
        "files.open",
        ("experiment",),
    ),
    Row(
        "save_experiment",
        "Save experiment…",
        "save",
        "Ctrl+Shift+S",
        "Save data, settings and weights to an experiment file.",
        "files.save",
        ("experiment",),
    ),
    Row(
        "export_weights",
        "Export weights…",
        "export",
        "Ctrl+E",
        "Export the trained weights to an .npz file.",
        "files.save",
        ("weights",),
    ),
    Row(
        "open_weights",
        "Load weights…",
        "load",
        "Ctrl+L",
        "Load a trained network from an .npz file.",
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
    Row("fit", "Show all points", "zoom_fit", "F", "Zoom to fit all points.", "session.view.fit"),
    Row(
        "dark",
        "Dark theme",
        "theme_dark",
        "Ctrl+D",
        "Dark or light colours; light suits projectors.",
        "toggle_dark",
    ),
    Row(
        "safe_colours",
        "Colour-blind-safe colours",
        "palette",
        "Ctrl+B",
        "Orange and blue, which everyone can tell apart.",
        "toggle_safe_colours",
    ),
    Row(
        "larger_text",
        "Larger text",
        "text_larger",
        "Ctrl++",
        "Larger text in the whole window, up to 200 %, e.g. for a projector.",
        "resize_text",
        (1,),
        ("Ctrl+=",),
    ),
    Row(
        "smaller_text",
        "Smaller text",
        "text_smaller",
        "Ctrl+-",
        "Smaller text in the whole window.",
        "resize_text",
        (-1,),
    ),
    Row(
        "normal_text",
        "Normal text",
        "text_normal",
        "Ctrl+0",
        "Text at its normal size, 100 %.",
        "resize_text",
        (0,),
    ),
    Row(
        "start_new",
        "Start new",
        "plus",
        "Ctrl+N",
        "Start again with the circle dataset; your current work is kept for 30 days. Can be undone.",
        "keeping.start_new",
    ),
    Row(
        "recent_files",
        "Recent files…",
        "table",
        "Ctrl+Shift+F",
        "Files you opened or saved recently.",
        "files.show_recent",
    ),
    Row(
        "kept_sessions",
        "Kept sessions…",
        "load",
        "Ctrl+Shift+N",
        "Work from earlier sessions that you can restore, also after a crash.",
        "keeping.show_kept",
    ),
    Row(
        "help",
        "Help and keys",
        "help",
        "F1",
        "All keys, and the meaning of colours, lines and markers. Press again to close.",
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
        action.setToolTip(with_key(entry.tip, entry.keys))
        action.setCheckable(entry.name in CHECKABLE)
        action.setIconVisibleInMenu(entry.name not in CHECKABLE)  # in its place is the tick
        action.triggered.connect(
            lambda _checked=False, entry=entry: window.run_command(partial(entry.run, window))
        )
        window.addAction(action)
        actions[entry.name] = action
    return actions


def apply_theme(actions: dict[str, QAction], theme: Theme) -> None:
    """Icons in the colours of the theme."""
    for entry in ROWS:
        actions[entry.name].setIcon(style.icon(entry.icon, theme.ink, theme.line))
