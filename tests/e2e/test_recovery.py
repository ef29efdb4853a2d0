"""No work is lost: what was drawn and trained is there at the next start, however the last one ended."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from playground.lessons import bundled
from playground.recovery import Shelf
from playground.session import Offer
from playground.ui.documents.list_dialog import ListDialog
from tests.e2e.driver import Driver

Open = Callable[..., Driver]


@pytest.fixture
def start(opened: Open, tmp_path: Path) -> Callable[..., Driver]:
    """Starts the program: a window of the user's, where the last ones left off."""

    def start(*paths: Path) -> Driver:
        app = opened(shelf=Shelf(tmp_path / "sessions"))
        app.window.begin(paths)
        app.settle()
        return app

    return start


def draw_and_train(app: Driver) -> None:
    app.keys("Ctrl+Del")
    for place in range(8):
        app.click_point(place - 4, 3 - place % 3)
    app.train(epochs=10)


def crash(app: Driver) -> None:
    """Let it be as if the process had been killed: its work is written, and it did not close."""
    keeping = app.window.keeping
    keeping.keep()
    keeping._keeper._place.let_go()
    keeping._keeper = None
    app.window.close()


def kept(app: Driver) -> str:
    """What the bar tells; empty when it is not there."""
    bar = app.window.keeping.bar
    return bar.words.text() if bar.isVisible() else ""


def test_the_last_session_goes_on(start: Callable[..., Driver]) -> None:
    first = start()
    assert kept(first) == ""
    draw_and_train(first)
    first.window.close()
    again = start()
    assert kept(again).startswith("Restored your last session: circle (edited), 8 rows, epoch ")
    assert again.epoch == first.epoch and again.session.data.same_as(first.session.data)
    np.testing.assert_array_equal(again.theta, first.theta)
    assert len(again.session.history) == len(first.session.history)
    again.train(epochs=5)
    assert kept(again) == ""  # it goes on


def test_no_news_is_taken_once_the_work_is_kept(
    start: Callable[..., Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or what is on screen at the end is not what is kept."""
    app, told = start(), list[str]()
    tick, close = app.session.tick, app.window.keeping.close
    monkeypatch.setattr(app.session, "tick", lambda: (told.append("news"), tick()))
    monkeypatch.setattr(app.window.keeping, "close", lambda **how: (told.append("kept"), close(**how))[1])
    app.press("play_button")
    app.window.close()
    assert "news" in told and told[-1] == "kept"


def test_one_can_start_new_and_yet_come_back(start: Callable[..., Driver], tmp_path: Path) -> None:
    first = start()
    draw_and_train(first)
    first.window.close()
    again = start()
    again.press("kept_start_new")
    again.settle()
    assert again.rows == 500 and again.epoch == 0 and kept(again) == ""
    again.press("undo")
    again.settle()
    assert again.rows == 8 and again.epoch == first.epoch
    again.press("redo")
    again.settle()
    again.window.close()
    assert [left.state for left in Shelf(tmp_path / "sessions").left()] == ["aside"]
    third = start()
    assert kept(third) == "" and third.rows == 500


def test_an_untouched_start_leaves_nothing(start: Callable[..., Driver], tmp_path: Path) -> None:
    start().window.close()
    assert not (tmp_path / "sessions").exists()


def test_after_a_crash_the_work_is_offered(start: Callable[..., Driver]) -> None:
    first = start()
    draw_and_train(first)
    crash(first)
    again = start()
    assert again.rows == 500
    assert kept(again).startswith("Backprop Playground did not close normally. Kept: circle (edited), 8 rows")
    again.press("play")
    again.press("play")
    assert kept(again)  # it waits
    again.press("kept_restore")
    again.settle()
    assert again.rows == 8 and again.epoch == first.epoch and kept(again) == ""
    np.testing.assert_array_equal(again.theta, first.theta)


def test_what_was_saved_after_restored_work_was_kept_is_not_replaced_unasked(
    start: Callable[..., Driver], tmp_path: Path
) -> None:
    first, path = start(), tmp_path / "mine.json"
    first.save_file("save_experiment", path)
    first.train(epochs=5)
    crash(first)
    saved = path.read_bytes()
    later = path.stat().st_mtime + 3600.0
    os.utime(path, (later, later))  # by another window
    again = start()
    again.press("kept_restore")
    again.settle()
    again.save_file("save_experiment", path)
    box = again.window.findChild(QMessageBox, "replace_changed")
    button(box, "Cancel").click()
    assert path.read_bytes() == saved


def test_later_asks_again_and_start_new_does_not(start: Callable[..., Driver], tmp_path: Path) -> None:
    first = start()
    draw_and_train(first)
    crash(first)
    second = start()
    second.press("kept_later")
    assert kept(second) == ""
    second.window.close()
    third = start()
    third.press("kept_start_new")
    assert kept(third) == "" and third.rows == 500
    third.window.close()
    assert kept(start()) == ""
    assert len(Shelf(tmp_path / "sessions").left()) == 1  # for a month


def test_what_was_set_aside_is_found_again(start: Callable[..., Driver]) -> None:
    first = start()
    draw_and_train(first)
    first.keys("Ctrl+N")
    first.settle()
    first.click_point(5, 5)
    assert first.rows == 501
    first.keys("Ctrl+Shift+N")
    dialog = first.window.findChild(ListDialog)
    assert dialog.list.count() == 1 and "circle (edited), 8 rows" in dialog.list.item(0).text()
    dialog.findChild(QPushButton, "kept_take").click()
    first.come_back()
    first.settle()
    assert first.rows == 8
    first.keys("Ctrl+Shift+N")
    dialog = first.window.findChild(ListDialog)
    assert "501 rows" in dialog.list.item(0).text()
    dialog.reject()


@pytest.mark.parametrize("way", ["bar", "list"])
def test_what_would_end_a_lesson_is_asked_first(start: Callable[..., Driver], way: str) -> None:
    first = start()
    draw_and_train(first)
    crash(first)
    app = start()
    app.window.incoming.open(bundled()[1].path)
    app.settle()
    for answer, rows, held in (("Cancel", len(app.session.data), True), ("Leave and restore", 8, False)):
        if way == "bar":
            app.press("kept_restore")
        else:
            app.keys("Ctrl+Shift+N")
            app.window.findChild(ListDialog).findChild(QPushButton, "kept_take").click()
        button(app.window.findChild(QMessageBox, "restore_in_lesson"), answer).click()
        app.come_back()
        app.settle()
        assert (app.rows, app.session.lesson.is_open) == (rows, held), answer
    assert app.session.notice is not None and app.session.notice.offer is Offer.LESSON


def test_two_windows_each_come_back(start: Callable[..., Driver]) -> None:
    one, two = start(), start()
    one.click_point(5, 5)
    two.click_point(5, 5)
    two.click_point(5, 4)
    one.window.close()
    two.window.close()
    again = start()
    assert again.rows == 502 and kept(again).startswith("Kept work of another window: ")
    assert "501 rows" in kept(again) and again.session.undo_stack.undo_label == ""
    again.press("kept_restore")
    again.settle()
    assert again.rows == 501 and kept(again) == ""
    again.window.close()
    last = start()
    assert last.rows == 501 and "502 rows" in kept(last)


def test_a_file_that_is_named_is_opened_and_the_last_session_waits(
    start: Callable[..., Driver], tmp_path: Path
) -> None:
    first = start()
    draw_and_train(first)
    first.save_file("save_experiment", tmp_path / "mine.json")
    first.click_point(5, 5)
    first.window.close()
    second = start(tmp_path / "mine.json")
    assert kept(second) == "" and second.rows == 8
    second.window.close()
    third = start()
    assert third.rows == 9 and kept(third).startswith("Restored your last session: mine.json · circle")


def test_a_broken_file_is_said_and_the_window_is_there(start: Callable[..., Driver], tmp_path: Path) -> None:
    first = start()
    draw_and_train(first)
    first.window.close()
    next((tmp_path / "sessions").rglob("work.npz")).write_bytes(b"PK\x03\x04")
    again = start()
    assert "Your last session cannot be restored" in again.notice and again.rows == 500
    again.window.close()
    assert start().notice == ""


def test_what_cannot_be_kept_is_asked_about_at_the_end(start: Callable[..., Driver], tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file, where the folder should be", encoding="utf-8")
    app = start()
    app.click_point(5, 5)
    app.window.close()
    assert app.window.isVisible()
    box = app.window.findChild(QMessageBox, "close_anyway")
    assert "Your work would be lost" in box.text() and "sessions" in box.informativeText()
    app._answer("getSaveFileName", tmp_path / "mine.json")
    button(box, "Save experiment…").click()
    app.wait_for_line()
    app.window.close()
    assert not app.window.isVisible() and (tmp_path / "mine.json").exists()


def test_what_cannot_be_kept_can_be_given_up(start: Callable[..., Driver], tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file, where the folder should be", encoding="utf-8")
    app = start()
    app.click_point(5, 5)
    app.window.close()
    button(app.window.findChild(QMessageBox, "close_anyway"), "Close anyway").click()
    assert not app.window.isVisible()


def button(box: QMessageBox, words: str) -> QPushButton:
    return next(one for one in box.findChildren(QPushButton) if one.text() == words)
