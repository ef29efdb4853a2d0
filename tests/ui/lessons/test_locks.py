"""Which controls and actions the locks of a lesson are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton

from playground.lessons import bundled
from playground.ui.actions.table import ACTIONS
from playground.ui.lessons.bar import free_names
from playground.ui.lessons.class_dialog import ClassDialog
from playground.ui.lessons.locks import control_of
from playground.ui.widgets.labels import Elided


def test_of_all_actions_these_change_what_another_control_does() -> None:
    """Each other one is locked where a lesson names it, and nowhere else."""
    assert {name: control_of(name) for name in ACTIONS if control_of(name) != name} == {
        **dict.fromkeys(
            ("open_data", "paste_data", "start_new", "open_experiment", "recent_files"), "source"
        ),
        **dict.fromkeys(("duplicate", "scale_to_view", "hold_out", "take_back"), "canvas"),
        **dict.fromkeys(("erase_selected", "clear_points"), "canvas"),
        **dict.fromkeys(("open_weights", "import_network", "keep_step"), "weights"),
        **dict.fromkeys(("new_seed", "defaults"), "seed"),
        "new_draw": "source",
    }


def test_a_teacher_marks_a_class_while_a_lesson_is_open(opened: Callable[..., Any]) -> None:
    app = opened()
    app.window.incoming.open(next(entry.path for entry in bundled() if entry.id == "xor"))
    app.settle()
    app.window.run_action("class_results")
    app.window.lessons.locks.follow(-1)
    dialog = app.window.findChild(ClassDialog)
    assert dialog.isVisible()
    assert not any(button.property("fixed") for button in dialog.findChildren(QPushButton))
    dialog.reject()


def test_what_is_locked_is_said_in_as_many_words_as_there_is_room_for(opened: Callable[..., Any]) -> None:
    app = opened()
    app.window.incoming.open(next(entry.path for entry in bundled() if entry.id == "xor"))
    app.window.run_command(lambda: app.session.lesson.go(7))
    app.settle()
    words, free = app.window.findChild(Elided, "lesson_locked"), free_names(app.session)
    assert len(free) > 5 and ", ".join(free) in words.toolTip()
    advance = words.fontMetrics().horizontalAdvance
    for said, told in zip(words.wordings, (", ".join(free), ", ".join(free), str(len(free))), strict=True):
        words.resize(advance(said), 20)
        assert words.shown() == said and told in said
