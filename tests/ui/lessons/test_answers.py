"""Answers on a disk that takes nothing: the lesson goes on, none is lost, and they go elsewhere."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox
from shiboken6 import isValid

from playground import files
from playground.lessons import bundled, read
from playground.lessons.results import read_result
from playground.ui import places

FIRST, SECOND = bundled()[4].path, bundled()[5].path


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps what is its own: a disk that is full."""
    folder, flush = tmp_path / "full", files._flush

    def full(file: IO[bytes]) -> None:
        if folder in Path(file.name).parents:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(file)

    monkeypatch.setattr(files, "_flush", full)
    monkeypatch.setattr(places, "progress_folder", lambda: folder / "lessons")
    monkeypatch.setattr(places, "results_folder", lambda: folder / "results")
    return folder


@pytest.fixture
def app(opened: Callable[..., Any], tmp_path: Path, disk: Path) -> Any:
    assert not disk.exists()
    found = opened()
    window = found.window
    window.lessons._settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    window.run_command(lambda: window.lessons.open_path(FIRST))
    window.lessons._take_name("Ana", None)
    window.session.lesson.go(2)
    window.session.lesson.enter("z1.1", "0.5")
    return found


def answer(app: Any, name: str, words: str) -> None:
    """Press this button of the question."""
    box = next(one for one in app.window.findChildren(QMessageBox, name) if one.isVisible())
    next(one for one in box.buttons() if words in one.text()).click()


def test_the_lesson_goes_on_and_nothing_is_forgotten(app: Any, disk: Path) -> None:
    window, session = app.window, app.window.session
    window.run_command(lambda: window.lessons.turn(-1))
    assert "cannot be kept for another day" in session.notice.text and "no space" in session.notice.text
    session.notices.dismiss()
    window.run_command(lambda: window.lessons.turn(-1))
    assert session.notice is None, "it is said once"
    window.run_command(lambda: window.lessons.open_path(SECOND))
    assert session.lesson.lesson.id == bundled()[5].id
    window.run_command(window.lessons.leave)
    assert not session.lesson.is_open
    window.run_command(lambda: window.lessons.open_path(FIRST))
    assert session.lesson.result().steps[session.lesson.lesson.steps[2].id].answers == {"z1.1": "0.5"}
    window.close()
    assert read(FIRST).title in window.findChild(QMessageBox, "close_without_answers").text()
    answer(app, "close_without_answers", "Cancel")
    assert isValid(window) and window.isVisible() and not list(disk.rglob("*.*"))
    window.close()
    answer(app, "close_without_answers", "Close anyway")


@pytest.mark.parametrize("way", ["hand_in", "close"])
def test_they_are_saved_elsewhere(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    window, stick = app.window, tmp_path / "stick"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(stick), "")))
    if way == "hand_in":
        window.run_action("hand_in")
        answer(app, "hand_in_elsewhere", "Save elsewhere")
    else:
        window.close()
        answer(app, "close_without_answers", "Save elsewhere")
    result = read_result(stick.with_name("stick.result.json"))
    assert result.name == "Ana" and {"z1.1": "0.5"} in [one.answers for one in result.steps.values()]
    assert "is saved" in window.session.notice.text
    window.close()
    assert not window.isVisible(), "nothing is lost now"


def test_they_are_kept_once_there_is_room(app: Any, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = app.window
    window.run_command(lambda: window.lessons.turn(-1))
    monkeypatch.undo()
    monkeypatch.setattr(places, "progress_folder", lambda: disk / "lessons")
    window.run_command(lambda: window.lessons.turn(-1))
    assert window.session.notice is None and len(list(disk.rglob("*.json"))) == 1


def test_what_is_typed_is_kept_before_the_next_step(app: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """Should the process be killed in the middle of a step."""
    folder, answers, now = tmp_path / "kept", app.window.lessons.answers, [0.0]
    monkeypatch.setattr(places, "progress_folder", lambda: folder)
    monkeypatch.setattr(answers, "clock", lambda: now[0])
    for typed, seconds, kept in (("0.6", 1.0, False), ("0.62", 1.5, False), ("0.62", 1.0, True)):
        app.window.session.lesson.enter("z1.1", typed)
        answers.look()
        now[0] += seconds
        answers.look()
        assert folder.exists() == kept
    assert '"0.62"' in next(folder.iterdir()).read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["display", "signal"])
def test_they_are_kept_at_an_end_from_outside(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    folder = tmp_path / "kept"
    monkeypatch.setattr(places, "progress_folder", lambda: folder)
    app.window.keeping.keep() if end == "display" else app.window.end()
    assert len(list(folder.iterdir())) == 1
