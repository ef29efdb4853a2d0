"""Every action once, at its place in the menu: menus, keys, buttons and help are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from playground.export.animation import ANIMATION_FORMATS
from playground.export.pictures import PICTURE_FORMATS, PICTURES


class Action(Struct, frozen=True):
    """What can be done from the menu, by a key or by a button. Its verb stands in `ui/window/verbs.py`.

    name       the objectName of its QAction
    text       in the menu; `short` on a button
    keys       anywhere in the window, as `more_keys`; by `view_keys` a view that has the keys does it itself
    mode       the only mode in which it can be done, if it is not both
    repeats    while its key is held down: what goes on a step; nothing else happens twice by a heavy hand
    """

    name: str
    text: str
    icon: str
    keys: str
    tip: str
    short: str = ""
    more_keys: tuple[str, ...] = ()
    view_keys: tuple[str, ...] = ()
    mode: Literal["", "explore", "backprop"] = ""
    checkable: bool = False
    repeats: bool = False

    @property
    def all_keys(self) -> tuple[str, ...]:
        """All by which it is done somewhere."""
        return self.keys, *self.more_keys, *self.view_keys


def _suffixes(*tables: Mapping[str, object]) -> str:
    """What a file of these formats may end in, in words."""
    *others, last = [suffix[1:].upper() for table in tables for suffix in table]
    return f"{', '.join(others)} or {last}"


# fmt: off
_DATA = (
    Action("open_data", "Open data…", "open", "Ctrl+O", "Import rows from a table: CSV or Excel."),
    Action("paste_data", "Paste data or link", "paste", "Ctrl+V",
           "Import rows from the clipboard, e.g. from a spreadsheet; or open a link that was copied."),
    Action("copy_data", "Copy data as text", "copy", "Ctrl+C",
           "Copy the selection, or everything, as rows of text for a spreadsheet.", short="Copy"),
    Action("save_data", "Save data…", "save", "Ctrl+Shift+E", "Save all rows to a CSV file."),
)

_EXPERIMENT = (
    Action("start_new", "Start new", "plus", "Ctrl+N",
           "Start again with the circle dataset; your current work is kept for 30 days. Can be undone."),
    Action("open_experiment", "Open experiment…", "open", "Ctrl+Shift+O",
           "Open data, settings and weights from an experiment file."),
    Action("save_experiment", "Save experiment", "save", "Ctrl+S",
           "Save data, settings, weights and the list of runs to the experiment's file."),
    Action("save_experiment_as", "Save experiment as…", "save", "Ctrl+Shift+S",
           "Save data, settings, weights and the list of runs to another file."),
)

_SHARING = (
    Action("copy_link", "Copy as a link", "link", "Ctrl+Shift+L",
           "Copy a link that shows this experiment in TensorFlow Playground; says what it cannot carry."),
    Action("copy_line", "Copy as one line of text", "copy", "Ctrl+Shift+C",
           "Copy data, settings and weights as a line for a chat or a mail; paste it into any window."),
)

_EARLIER = (
    Action("recent_files", "Recent files…", "table", "Ctrl+Shift+F", "Files you opened or saved recently."),
    Action("kept_sessions", "Kept sessions…", "load", "Ctrl+Shift+N",
           "Work from earlier sessions that you can restore, also after a crash."),
)

_WEIGHTS = (
    Action("open_weights", "Load weights…", "load", "Ctrl+L",
           "Load a trained network: .npz, .onnx, .safetensors or JSON."),
    Action("import_network", "Import from PyTorch, Keras…", "load", "Ctrl+Shift+I",
           "Lines that write a network of scikit-learn, PyTorch or Keras as a file, and the file itself."),
    Action("export_weights", "Export…", "export", "Ctrl+E",
           "Take the network with you: as a web page, Python, C, ONNX, weights and more."),
)

_QUIT = (
    Action("quit", "Quit", "close", "Ctrl+Q", "Close the window."),
)

_HISTORY = (
    Action("undo", "Undo", "undo", "Ctrl+Z", "Undo the last edit.", repeats=True),
    Action("redo", "Redo", "redo", "Ctrl+Shift+Z", "Redo the last undone edit.", repeats=True),
)

SELECTION = (
    Action("select_all", "Select all points", "lasso", "Ctrl+A",
           "Select all points; test points only while they are shown.", mode="explore"),
    Action("duplicate", "Duplicate points", "copy", "Ctrl+J",
           "Duplicate the selected points with a small offset; all points if none is selected.",
           short="Duplicate", mode="explore"),
    Action("scale_to_view", "Scale points to view", "zoom_fit", "Ctrl+Shift+J",
           "Move and stretch the selected points to fill the view; all points if none is selected.",
           short="Scale to view", mode="explore"),
    Action("hold_out", "Move to test set", "export", "Ctrl+H",
           "Use the selection for testing only: the network is not trained on it.",
           short="To test", mode="explore"),
    Action("take_back", "Move to training set", "load", "Ctrl+Shift+H",
           "Train the network on the selection.", short="To train", mode="explore"),
    Action("erase_selected", "Delete selected points", "eraser", "Ctrl+Backspace",
           "Delete the selection. Can be undone.", short="Delete", view_keys=("Del",), mode="explore"),
)

POINTS = (
    Action("new_draw", "Resample", "dice", "D",
           "New points from a new seed; for drawn or loaded data, a new train/test split."),
    Action("clear_points", "Clear all points", "eraser", "Ctrl+Del",
           "Delete all points and start from an empty canvas. Can be undone."),
)

_RUN = (
    Action("play", "Play", "play", "Space", "Train until you press Pause or a stop rule is met."),
    Action("reset", "Reset", "reset", "R", "Restore the initial weights (same seed). Can be undone."),
    Action("new_seed", "Re-initialise weights", "dice", "N",
           "Draw new initial weights from a new seed. Can be undone."),
    Action("defaults", "Defaults", "reset", "Ctrl+Shift+R",
           "Reset network and learning settings to suit this dataset; the seed stays. Can be undone.",
           ),
)

_STEPS = (
    Action("step_row", "Step one row", "step", "Shift+S",
           "One weight update, from the next row alone.", mode="explore", repeats=True),
    Action("step_batch", "Step one batch", "step", "B",
           "One weight update, from the next batch.", mode="explore", repeats=True),
    Action("step_epoch", "Step one epoch", "step", "S",
           "All weight updates up to the end of this epoch.", mode="explore", repeats=True),
)

STAGES = (
    Action("stage_back", "Previous stage", "step_back", "Left",
           "Go back one stage.", mode="backprop", repeats=True),
    Action("stage_next", "Next stage", "step", "Right",
           "Go on one stage; after the last stage the step is applied and the next row or batch follows.",
           mode="backprop", repeats=True),
    Action("stage_first", "First stage", "step_back", "Home",
           "Go to the first stage: the input.", mode="backprop"),
    Action("stage_last", "Last stage", "step", "End",
           "Go to the last stage: the new weights.", mode="backprop"),
    Action("next_row", "Inspect the next row", "step", "Shift+Right",
           "The update from one row: the next one in training order. Press again for the one after.",
           mode="backprop", repeats=True),
    Action("next_batch", "Inspect the next batch", "step", "Ctrl+Right",
           "The update from a mini-batch: the next one in training order. Press again for the one after.",
           mode="backprop", repeats=True),
    Action("keep_step", "Apply step", "check", "K",
           "Accept the new weights and go on with the next row or batch. Can be undone.", mode="backprop"),
    Action("put_back", "Discard step", "undo", "P",
           "Restore all weights to their values before this step.", mode="backprop"),
)

_MODES = (
    Action("mode_explore", "Explore", "point", "Ctrl+1",
           "Draw, train and watch. Esc also leaves the Backprop mode."),
    Action("mode_backprop", "Backprop", "layers", "G",
           "Step through one update: forward pass, loss, backward pass, weight update."),
)

_SIDE_PANEL = (
    Action("show_table", "Data table", "table", "Ctrl+T",
           "Every row with its prediction and loss, to sort and edit. Press again to return to the network.",
           mode="explore", checkable=True),
    Action("show_statistics", "Statistics", "statistics", "Ctrl+I",
           "Accuracy and confusion matrix, or RMSE, R² and residuals. Press again to close.",
           mode="explore", checkable=True),
    Action("show_runs", "Runs", "runs", "Ctrl+U",
           "Runs that were kept or left by a branch, compared with this one. Press again to close.",
           mode="explore", checkable=True),
    Action("show_seeds", "Seeds", "dice", "Ctrl+Shift+U",
           "Train this network from many initial weights, and compare the outcomes. Press again to close.",
           mode="explore", checkable=True),
    Action("show_race", "Race", "swap", "Ctrl+Shift+V",
           "Train several values of one setting from the same initial weights. Press again to close.",
           mode="explore", checkable=True),
    Action("worst_rows", "Worst rows", "worst", "W",
           "Sort the rows by their loss, the highest first, and select the worst ten.", mode="explore"),
)

PRESENTATION = (
    Action("present", "Presentation", "present", "F11",
           "Full screen with large text and thick lines, for a projector. Press again, or Esc, to leave.",
           checkable=True),
    Action("page_next", "Next stage or step", "step", "PgDown",
           "In a presentation: go on, as with the clicker of a projector.", repeats=True),
    Action("page_back", "Previous stage or step", "step_back", "PgUp",
           "In a presentation: go back, as with the clicker of a projector.", repeats=True),
)

# While presenting. The card `presented_X` of the view's settings is switched by `present_X`.
PRESENTED = (
    Action("present_settings", "Present data and settings", "sliders", "Alt+1",
           "Show data and settings in the presentation.", mode="explore", checkable=True),
    Action("present_network", "Present the network", "layers", "Alt+2",
           "Show the network in the presentation.", checkable=True),
    Action("present_canvas", "Present the canvas", "point", "Alt+3",
           "Show the canvas in the presentation of the Explore mode.", mode="explore", checkable=True),
    Action("present_loss", "Present the losses", "statistics", "Alt+4",
           "Show the losses in the presentation.", mode="explore", checkable=True),
    Action("present_output", "Present the output", "point", "Alt+5",
           "Show the canvas in the presentation of the Backprop mode.", mode="backprop", checkable=True),
    Action("present_plots", "Present the plots", "statistics", "Alt+6",
           "Show lens, landscape, f(z), batch and check when presenting.", mode="backprop", checkable=True),
)

_PLANE = (
    Action("fit", "Show all points", "zoom_fit", "F", "Zoom to fit all points."),
)

_COLOURS = (
    Action("dark", "Dark theme", "theme_dark", "Ctrl+D",
           "Dark or light colours; light suits projectors.", checkable=True),
    Action("safe_colours", "Colour-blind-safe colours", "palette", "Ctrl+B",
           "Orange and blue, which everyone can tell apart.", checkable=True),
)

_TEXT = (
    Action("larger_text", "Larger text", "text_larger", "Ctrl++",
           "Larger text in the whole window, up to 200 %, e.g. for a projector.",
           more_keys=("Ctrl+=",), repeats=True),
    Action("smaller_text", "Smaller text", "text_smaller", "Ctrl+-",
           "Smaller text in the whole window.", repeats=True),
    Action("normal_text", "Normal text", "text_normal", "Ctrl+0", "Text at its normal size, 100 %."),
)

LESSONS = (
    Action("lessons", "Lessons…", "play", "Ctrl+Alt+L", "The lessons that ship with the program."),
    Action("open_lesson", "Open lesson…", "open", "Ctrl+Alt+O", "Open a lesson from its file."),
    Action("hand_in", "Hand in…", "save", "Ctrl+Alt+S",
           "Save your result of this lesson, for your teacher to collect."),
    Action("leave_lesson", "Leave lesson", "close", "Ctrl+Alt+Q",
           "Bring back what was on screen before the lesson."),
)

_TEACHING = (
    Action("make_lesson", "Make a lesson from what you see…", "plus", "Ctrl+Alt+N",
           "Save the data, the network and the weights on screen as a lesson, with steps of your choice."),
    Action("check_lesson", "Check lesson…", "check", "Ctrl+Alt+K",
           "Find in a lesson file what cannot be reached, done or marked."),
    Action("worksheets", "Worksheets…", "table", "Ctrl+Alt+W",
           "Print a sheet for each student, and the key to them, or save them as PDF."),
    Action("class_results", "Class results…", "statistics", "Ctrl+Alt+M",
           "Mark what was handed in: a table of students and steps, and as CSV."),
    Action("results_folder", "Open results folder…", "open", "Ctrl+Alt+R",
           "The folder in which results of lessons are saved."),
)

_HELP = (
    Action("help", "Help and keys", "help", "F1",
           "All keys, and the meaning of colours, lines and markers. Press again to close.",
           more_keys=("?",)),
    Action("welcome", "Welcome…", "play", "Ctrl+F1", "The first tour, a lesson, or the free playground."),
    Action("about", "About", "info", "Shift+F1", "Version, licence, and where files are kept."),
)

_PICTURES = tuple(
    (
        Action(f"copy_{row.name}", f"Copy {row.title.lower()}", "copy", f"Ctrl+Alt+{place}",
               f"Copy a picture to the clipboard. {row.shows}"),
        Action(f"save_{row.name}", f"Save {row.title.lower()}…", "save", f"Ctrl+Alt+Shift+{place}",
               f"Save a picture as {_suffixes(PICTURE_FORMATS, ANIMATION_FORMATS if row.moves else {})}. "
               f"{row.shows}"),
    )
    for place, row in enumerate(PICTURES.values(), 1)
)

# The submenus, with a line between two groups.
MENU = {
    "File": (_DATA, _EXPERIMENT, _EARLIER, _SHARING, _WEIGHTS, _QUIT),
    "Edit": (_HISTORY, SELECTION, POINTS),
    "Train": (_RUN, _STEPS, STAGES),
    "View": (_MODES, _SIDE_PANEL, _PLANE, _COLOURS, _TEXT, PRESENTATION, PRESENTED),
    "Picture": tuple(zip(*_PICTURES, strict=True)),
    "Lessons": (LESSONS, _TEACHING),
    "Help": (_HELP,),
}
# fmt: on
ACTIONS = {action.name: action for groups in MENU.values() for group in groups for action in group}
TAKES_TYPED = {action.name for menu in ("File", "Lessons") for group in MENU[menu] for action in group}
"""What is saved, shared, opened or handed in: what is still being typed belongs to it."""
