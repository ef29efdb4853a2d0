"""Experiments and data are saved and come back the same; a file can be dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QMessageBox

from tests.e2e.driver import Driver


def test_an_experiment_comes_back(app: Driver, opened: Callable[[], Driver], tmp_path: Path) -> None:
    app.click_point(5.5, -5.5)
    app.type("hidden_layers", "3")
    app.type("learning_rate", "0.1")
    app.train(epochs=10)
    app.save_file("save_experiment", tmp_path / "run 1.5")  # a dot in the name is no ending
    assert (tmp_path / "run 1.5.json").exists()
    other = opened()
    other.open_file("open_experiment", tmp_path / "run 1.5.json")
    other.wait_for(lambda: other.epoch == app.epoch, "the experiment")
    other.settle()
    assert other.session.spec == app.session.spec
    np.testing.assert_array_equal(other.session.data.X, app.session.data.X)
    np.testing.assert_array_equal(other.session.data.test, app.session.data.test)
    np.testing.assert_array_equal(other.theta, app.theta)
    np.testing.assert_array_equal(other.pixels, app.pixels)
    other.press("undo")
    other.settle()
    assert other.epoch == 0 and other.session.spec.hidden_layers == (4, 2)


def test_data_are_saved_and_read_again(app: Driver, tmp_path: Path) -> None:
    app.click_point(5.5, -5.5)
    before = app.session.data
    app.save_file("save_data", tmp_path / "rows")
    app.press("data_xor")
    app.settle()
    app.import_file(tmp_path / "rows.csv")
    after = app.session.data
    assert after.X.tobytes() == before.X.tobytes() and after.y.tobytes() == before.y.tobytes()
    assert (after.columns, after.class_names) == (before.columns, before.class_names)
    app.train(epochs=3)


def test_an_experiment_is_dropped_on_the_window(app: Driver, tmp_path: Path) -> None:
    app.click_point(5.5, -5.5)
    app.save_file("save_experiment", tmp_path / "mine.json")
    rows = app.rows
    app.press("data_xor")
    app.settle()
    app.drop(tmp_path / "mine.json")
    app.settle()
    assert app.rows == rows and app.dialog is None
    before = app.session.data
    app.drop(tmp_path)  # a folder
    app.wait_for(lambda: app.notice, "the notice")
    assert app.session.data is before


def test_a_table_named_at_the_start_is_opened_at_once(app: Driver, tmp_path: Path) -> None:
    file = tmp_path / "start.csv"
    file.write_text("a,b,kind\n1,2,x\n2,1,y\n", encoding="utf-8")
    app.window.open_path(file)
    app.settle()
    assert app.session.data.columns == ("a", "b") and app.dialog is None
    file.write_text("a,b,kind\n1,,x\n2,1,y\n", encoding="utf-8")
    app.window.open_path(file)
    app.wait_for_dialog()
    assert "line 2" in app.problem  # where it can be mended
    app.choose_in_dialog(missing="drop their rows")
    app.wait_for(lambda: not app.problem, "the rows")
    app.dismiss()


def test_a_table_that_an_experiment_names_is_asked_for(app: Driver, tmp_path: Path) -> None:
    table, lesson = tmp_path / "rows.csv", tmp_path / "lesson" / "lesson.json"
    table.write_text("a,b,price\n1,2,3.25\n4,5,6\n7,8,9.5\n", encoding="utf-8")
    lesson.parent.mkdir()
    lesson.write_text('{"data": {"recipe": {"source": "/etc/passwd", "target": "b"}}}', encoding="utf-8")
    before = app.session.experiment
    app.window.open_path(lesson)
    box = app.window.findChild(QMessageBox, "find_table")
    assert "/etc/passwd" in box.informativeText() and app.session.experiment is before
    box.button(QMessageBox.StandardButton.Cancel).click()
    app.wait_for(lambda: not app.window.findChild(QMessageBox, "find_table"), "its end")
    assert app.session.experiment is before
    app.window.open_path(lesson)
    app._answer("getOpenFileName", table)
    app.window.findChild(QMessageBox, "find_table").defaultButton().click()
    app.wait_for(lambda: app.session.data.columns == ("a", "price"), "the table")
    assert app.session.data.target == "b"


def test_a_dialog_that_is_dismissed_changes_nothing(app: Driver) -> None:
    before = app.session.experiment
    for action in ("open_data", "open_experiment", "open_weights"):
        app._monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: ("", ""))
        app.keys(app._shortcut(action))
    for action in ("save_data", "save_experiment", "export_weights"):
        app._monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: ("", ""))
        app.keys(app._shortcut(action))
    assert app.session.experiment is before and app.notice == ""


def test_a_folder_that_cannot_be_written(app: Driver, tmp_path: Path) -> None:
    for action in ("save_data", "save_experiment", "export_weights"):
        app.save_file(action, tmp_path / "missing" / "file")
        assert "cannot be written" in app.notice, action
        app.press("notice_close")


def test_the_menu_has_the_files(app: Driver, tmp_path: Path) -> None:
    app._answer("getSaveFileName", tmp_path / "by menu")
    app.choose_from("menu_button", "save_data")
    app.wait_for_line()
    assert (tmp_path / "by menu.csv").exists()
