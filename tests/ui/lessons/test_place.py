"""The three doors of the first start: once, and never where nobody can see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QMenu, QPushButton

from playground.lessons import bundled, read
from playground.session import Notice, Offer
from playground.ui import places
from playground.ui.lessons import place


@pytest.fixture
def app(opened: Callable[..., Any], tmp_path: Path) -> Any:
    found = opened()
    found.window.lessons._settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    return found


def doors(app: Any) -> list[QDialog]:
    return [one for one in app.window.findChildren(QDialog, "welcome") if one.isVisible()]


def test_tests_and_ci_do_not_meet_the_doors(app: Any) -> None:
    app.window.lessons.welcome_once()
    assert not doors(app)


def test_the_doors_open_once(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_UNSEEN", set())
    monkeypatch.delenv("CI", raising=False)
    app.window.lessons.welcome_once()
    (dialog,) = doors(app)
    dialog.findChild(QPushButton, "welcome_tour").click()
    assert app.window.session.lesson.is_open and not doors(app)
    app.window.lessons.welcome_once()
    assert not doors(app)
    app.window.run_action("welcome")
    assert doors(app), "asked for, it is there again"
    doors(app)[0].reject()


def test_the_bundled_lessons_stand_in_the_menu(app: Any) -> None:
    (menu,) = app.window.findChildren(QMenu, "lesson_menu")
    assert menu.isEmpty(), "nothing is read at the start"
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    entries = bundled()
    assert [action.text().split("\t")[0].replace("&&", "&") for action in menu.actions()] == [
        entry.title for entry in entries
    ]
    for action, entry in zip(menu.actions(), entries, strict=True):
        assert f"{entry.minutes} min" in action.text() and entry.audience in action.text()
    menu.actions()[2].trigger()
    assert app.window.session.lesson.lesson.id == entries[2].id


def test_nobody_is_asked_for_a_name_where_nothing_is_marked(app: Any) -> None:
    window, lesson = app.window, app.window.session.lesson
    tour = bundled()[0].path
    window.run_command(lambda: window.lessons.open_path(tour))
    assert not lesson.lesson.is_handed_in and all(read(one.path).is_handed_in for one in bundled()[1:])
    window.run_command(lambda: lesson.go(len(lesson.lesson.steps) - 1))
    app.settle()
    window.run_command(lambda: window.lessons.turn(1))
    assert not window.findChildren(QDialog, "lesson_name_dialog")
    assert "last step" in window.session.notices.current.text


@pytest.mark.parametrize("place", [0, 1])
def test_the_end_of_a_lesson_tells_what_became_of_work_as_well(
    app: Any, place: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places, "results_folder", lambda: tmp_path)
    window, lesson = app.window, app.window.session.lesson
    window.run_command(lambda: window.lessons.open_path(bundled()[place].path))
    window.lessons._take_name("Ana", None)
    kept = "Your work is kept."

    def turn(by: int) -> bool:
        """The last step is done; `by` 1: there was work of one's own on the copy."""
        if by == 1:
            window.session.notices.show(Notice(kept, bad=False))
        return True

    monkeypatch.setattr(lesson, "turn", turn)
    window.lessons.turn(1)
    told = window.session.notices.current
    assert kept in told.text and ("last step" in told.text or str(tmp_path) in told.text) and not told.bad
    window.lessons.turn(2)
    assert kept not in window.session.notices.current.text


def test_a_lesson_is_left_before_its_step_has_begun(app: Any) -> None:
    window = app.window
    window.run_command(lambda: window.lessons.open_path(bundled()[4].path))
    view = window.lessons.column._view
    assert view is not None
    window.run_command(window.lessons.leave)
    app.settle()
    assert window.lessons.column._view is not view


def test_a_lesson_ends_between_two_frames(app: Any) -> None:
    window = app.window
    window.run_command(lambda: window.lessons.open_path(bundled()[4].path))
    column = window.lessons.column
    window.session.lesson.leave()
    column._begin_step(column._view)  # as Qt does it, when it has its turn
    app.settle()
    assert not window.session.lesson.is_open


def test_the_place_in_a_lesson_is_kept_for_another_day(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(app.window.lessons._settings.fileName()).parent / "lessons"
    monkeypatch.setattr(places, "progress_folder", lambda: folder)
    window, lesson = app.window, app.window.session.lesson
    path = bundled()[4].path
    window.run_command(lambda: window.lessons.open_path(path))
    window.lessons._take_name("Ana", None)
    for _ in range(2):
        window.run_command(lambda: lesson.turn(1))
    lesson.enter("z1.1", "0.5")
    window.run_command(lambda: window.lessons.turn(-1))
    place = lesson.place
    window.run_command(window.lessons.leave)
    window.session.notices.dismiss()
    window.run_command(lambda: window.lessons.open_path(path))
    assert (lesson.name, lesson.place) == ("Ana", place) and window.session.notice.offer is Offer.AFRESH
    (file,) = folder.iterdir()
    file.write_text("[", encoding="utf-8")
    window.run_command(window.lessons.leave)
    file.write_text("[", encoding="utf-8")
    window.run_command(lambda: window.lessons.open_path(path))
    assert lesson.is_open and lesson.place == 0 and file.name in window.session.notice.text
