"""What each action does: the verb for its name, of the session or of a part of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from playground.export.pictures import PICTURES
from playground.session import Session
from playground.ui.actions.selection import SelectionCommands
from playground.ui.actions.table import PRESENTED
from playground.ui.backprop.mode import BackpropMode
from playground.ui.data.card import DataPanel
from playground.ui.documents.files import Files
from playground.ui.documents.keeping import Keeping
from playground.ui.exporting.exporter import Exporter
from playground.ui.help.place import Help
from playground.ui.lessons.place import Lessons
from playground.ui.rows.side_panel import SidePanelHost
from playground.ui.window.appearance import Appearance
from playground.ui.window.presentation import Presentation

Verb = Callable[[], object]


class Window(Protocol):
    """The window as the actions know it."""

    session: Session
    data_panel: DataPanel
    mode: BackpropMode
    points: SelectionCommands
    files: Files
    exporter: Exporter
    keeping: Keeping
    side_panel: SidePanelHost
    help: Help
    appearance: Appearance
    presentation: Presentation
    lessons: Lessons

    def toggle_play(self) -> None: ...

    def turn_page(self, by: int) -> None: ...

    def close(self) -> bool: ...


def verbs(window: Window) -> dict[str, Verb]:
    """By the names of the table of actions."""
    session = window.session
    return {
        "open_data": partial(window.files.opener.ask, "data"),
        "paste_data": window.files.sharing.paste,
        "copy_data": window.files.sharing.copy_rows,
        "save_data": partial(window.files.saver.save_as, "data"),
        "start_new": window.keeping.start_new,
        "open_experiment": partial(window.files.opener.ask, "experiment"),
        "save_experiment": window.files.saver.save_experiment,
        "save_experiment_as": partial(window.files.saver.save_as, "experiment", "Save experiment as"),
        "copy_link": window.files.sharing.copy_link,
        "copy_line": window.files.sharing.copy_line,
        **{f"copy_{name}": partial(window.files.pictures.taker.copy, name) for name in PICTURES},
        **{f"save_{name}": partial(window.files.pictures.save, name) for name in PICTURES},
        "recent_files": window.files.opener.show_recent,
        "kept_sessions": window.keeping.show_kept,
        "open_weights": partial(window.files.opener.ask, "weights"),
        "import_network": window.files.show_foreign,
        "export_weights": window.exporter.open,
        "quit": window.close,
        "undo": session.undo,
        "redo": session.redo,
        **window.points.verbs,
        "new_draw": window.data_panel.maker.resample,
        "clear_points": session.points.clear,
        "play": window.toggle_play,
        "reset": session.reset,
        "new_seed": session.model.new_seed,
        "defaults": session.model.use_defaults,
        "step_row": partial(session.playback.step, "row"),
        "step_batch": partial(session.playback.step, "batch"),
        "step_epoch": partial(session.playback.step, "epoch"),
        "stage_back": window.mode.back,
        "stage_next": window.mode.next,
        "stage_first": window.mode.first,
        "stage_last": window.mode.last,
        "next_row": window.mode.next_row,
        "next_batch": window.mode.next_batch,
        "keep_step": window.mode.keep,
        "put_back": window.mode.put_back,
        "mode_explore": window.mode.explore,
        "mode_backprop": window.mode.toggle,
        "show_table": partial(window.side_panel.toggle, "table"),
        "show_statistics": partial(window.side_panel.toggle, "statistics"),
        "show_runs": partial(window.side_panel.toggle, "runs"),
        "show_seeds": partial(window.side_panel.toggle, "seeds"),
        "show_race": partial(window.side_panel.toggle, "race"),
        "worst_rows": window.side_panel.show_worst,
        "fit": session.view.fit,
        "dark": window.appearance.toggle_dark,
        "safe_colours": window.appearance.toggle_safe_colours,
        "larger_text": partial(window.appearance.resize_text, 1),
        "smaller_text": partial(window.appearance.resize_text, -1),
        "normal_text": partial(window.appearance.resize_text, 0),
        "present": window.presentation.toggle,
        "page_next": partial(window.turn_page, 1),
        "page_back": partial(window.turn_page, -1),
        **{entry.name: partial(window.presentation.switch_card, entry.name) for entry in PRESENTED},
        "lessons": window.lessons.choose,
        "open_lesson": window.lessons.ask,
        "hand_in": window.lessons.answers.hand_in,
        "leave_lesson": window.lessons.leave,
        "make_lesson": window.lessons.teaching.make,
        "welcome": window.lessons.welcome,
        "check_lesson": window.lessons.teaching.check_file,
        "worksheets": window.lessons.teaching.worksheets,
        "class_results": window.lessons.teaching.class_results,
        "results_folder": window.lessons.teaching.open_folder,
        "help": window.help.toggle,
        "about": window.help.show_about,
    }
