"""A lesson from what is on screen, as the dialog proposes it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from playground.data import Recipe
from playground.lessons import Lesson
from playground.lessons.check import check
from playground.session import Session
from playground.training import Experiment
from playground.ui.lessons.making import MakeLesson


@pytest.mark.parametrize("source", ["circle", "line", "iris"])
def test_its_update_is_made_from_a_training_row(
    qapp: QApplication, session_of: Callable[..., Session], source: str
) -> None:
    """The first row of most datasets is a test row, from which the lesson's own check finds none."""
    session, made, parent = session_of(Experiment.load(Recipe(source=source))), list[Lesson](), QWidget()
    assert session.data.test[0]
    dialog = MakeLesson(parent, session, made.append)
    dialog.parts["signs"].setChecked(True)
    dialog.accept()
    lesson = dialog.lesson()
    parent.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rows = {row for step in lesson.steps for row in step.rows}
    assert len(rows) == 1 and not session.data.test[[*rows]].any()
    assert not [found for found in check(lesson) if "test row" in found.message]


@pytest.mark.parametrize("percent", [100, 150])
def test_it_fits_into_the_window(opened: Callable[..., Any], percent: int) -> None:
    one = opened()
    one.session.view.update(text_size=percent)
    one.window.resize(1280, 720)
    one.settle()
    dialog = MakeLesson(one.window, one.session, lambda _lesson: None)
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() < 720
    save = dialog.findChild(QPushButton, "make_save")
    assert dialog.rect().contains(QRect(save.mapTo(dialog, QPoint()), save.size()))
    fields = (dialog.title, dialog.audience, dialog.minutes, dialog.text, dialog.row, *dialog.parts.values())
    for above, below in pairwise(fields):
        assert above.mapTo(dialog, QPoint(0, above.height())).y() <= below.mapTo(dialog, QPoint()).y()
    dialog.reject()
