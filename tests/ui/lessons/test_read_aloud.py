"""What a screen reader is told in a lesson: a name for whatever takes the keys, and what was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from playground.lessons import read
from playground.ui.lessons import step_view

FILE = Path(__file__).parent / "every_kind.lesson"
WRONG_AND_RIGHT = {
    "forward": ({"z1.1": "-0.7"}, {"z1.1": "0.7"}),
    "signs": ({"w2.1.1": "down", "w2.1.2": "down", "b2.1": "down"}, None),
    "choose": ({"chosen": "2"}, {"chosen": "1"}),
    "order": ({"order": "2,1,3,4"}, None),
    "fault": ({"place": "z1.1"}, {"place": "d1.2"}),
}
"""Answers by step; None: the solution."""


@pytest.fixture
def app(opened: Callable[..., Any]) -> Any:
    found = opened()
    found.window.run_command(lambda: found.window.session.lesson.open(read(FILE)))
    return found


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced, as by a screen reader that is there."""
    said = list[str]()

    class Reader:
        isActive = staticmethod(lambda: True)
        updateAccessibility = staticmethod(lambda event: said.append(event.message()))

    monkeypatch.setattr(step_view, "QAccessible", Reader)
    return said


def go(app: Any, name: str) -> None:
    app.window.run_command(lambda: app.session.lesson.go(app.session.lesson.lesson.places[name]))
    for _ in range(4):
        app.settle()


def check(app: Any, answers: dict[str, str]) -> None:
    lesson = app.session.lesson
    for field, text in answers.items():
        lesson.enter(field, text)
    lesson.focus(next(iter(answers)))
    app.window.run_command(app.window.lessons.column._check)


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_whatever_takes_the_keys_has_a_name_of_its_own(app: Any) -> None:
    for step in read(FILE).steps:
        go(app, step.id)
        reached = [
            one
            for place in (app.window.lessons.column, app.window.lessons.bar)
            for one in place.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        names = {one.objectName(): spoken(one) for one in reached}
        assert all(names.values()), (step.id, names)
        assert len(set(names.values())) == len(names), (step.id, names)


ENTRIES = {
    "look": "lesson_next",
    "forward": "field_z1.1",
    "sketch": "lesson_sketch",
    "curve": "lesson_curve",
    "reach": "lesson_text",  # where Space plays
    "choose": "option_1",
    "order": "order_list",
    "fault": "fault",
    "explain": "explain_text",
}
"""What has the keys when a step begins."""


def test_the_keys_are_where_something_is_asked_for(app: Any) -> None:
    for name, entry in ENTRIES.items():
        go(app, name)
        assert app.window.focusWidget().objectName() == entry, name


def test_what_was_found_of_an_answer_is_said(app: Any, heard: list[str]) -> None:
    for name, (wrong, right) in WRONG_AND_RIGHT.items():
        go(app, name)
        lesson, column = app.session.lesson, app.window.lessons.column
        assert any(lesson.step.title in words for words in heard), "the step itself"
        for answers, begins in ((wrong, "Not right."), (right or lesson.step.solution(lesson.start), "")):
            heard.clear()
            check(app, answers)
            assert heard, name
            assert heard[-1] == column.sentence.accessibleName() and heard[-1].startswith(begins), name


def test_what_is_reached_is_said_once(app: Any, heard: list[str]) -> None:
    go(app, "reach")
    heard.clear()
    for _ in range(4):
        app.window.run_command(lambda: app.session.playback.step("epoch"))
        app.settle()
        app.settle()
    assert len([words for words in heard if "epoch" in words and "reached" in words]) == 1
