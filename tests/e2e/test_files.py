"""Experiments and data are saved and come back the same; a file can be dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox, QPushButton
from shiboken6 import isValid

from playground.ui.documents.list_dialog import ListDialog
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
    np.testing.assert_array_equal(other.session.history.losses, app.session.history.losses)
    other.press("undo")
    other.settle()
    assert other.epoch == 0 and other.session.spec.hidden_layers == (4, 2)
    other.press("redo")
    other.settle()
    other.train(epochs=2)
    losses = other.session.history.losses
    assert len(losses) == other.epoch + 1
    np.testing.assert_array_equal(losses[: app.epoch + 1], app.session.history.losses)


def test_the_list_of_runs_comes_back(app: Driver, opened: Callable[[], Driver], tmp_path: Path) -> None:
    app.train(epochs=5)
    app.session.runs.keep_present(app.session.resume_point)
    app.session.runs.annotate(app.session.runs.kept[0].number, "too careful")
    app.train(epochs=2)
    app.save_file("save_experiment", tmp_path / "runs")
    assert not app.session.document.modified
    other = opened()
    other.open_file("open_experiment", tmp_path / "runs.json")
    other.settle()
    (kept,) = other.session.runs.kept
    wanted = app.session.runs.kept[0]
    assert (kept.name, kept.note, kept.end.epoch) == (wanted.name, "too careful", wanted.end.epoch)
    np.testing.assert_array_equal(kept.history.losses, wanted.history.losses)
    assert other.epoch == app.epoch > kept.end.epoch
    other.session.view.set_side_panel("runs")
    other.settle()
    other.press("undo")
    assert other.session.runs.kept == ()


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
    app.window.incoming.open(file)
    app.settle()
    assert app.session.data.columns == ("a", "b") and app.dialog is None
    file.write_text("a,b,kind\n1,,x\n2,1,y\n3,2,x\n", encoding="utf-8")
    app.window.incoming.open(file)
    app.wait_for_dialog()
    app.wait_for(lambda: "line 2" in app.problem, "where it can be mended")
    app.choose_in_dialog(missing="drop their rows")
    app.wait_for(lambda: not app.problem, "the rows")
    app.dismiss()


def test_a_table_that_an_experiment_names_is_asked_for(app: Driver, tmp_path: Path) -> None:
    table, lesson = tmp_path / "rows.csv", tmp_path / "lesson" / "lesson.json"
    table.write_text("a,b,price\n1,2,3.25\n4,5,6\n7,8,9.5\n", encoding="utf-8")
    lesson.parent.mkdir()
    lesson.write_text('{"data": {"recipe": {"source": "/etc/passwd", "target": "b"}}}', encoding="utf-8")
    before = app.session.experiment
    app.window.incoming.open(lesson)
    box = app.window.findChild(QMessageBox, "find_table")
    assert "/etc/passwd" in box.informativeText() and app.session.experiment is before
    box.button(QMessageBox.StandardButton.Cancel).click()
    app.wait_for(lambda: not app.window.findChild(QMessageBox, "find_table"), "its end")
    assert app.session.experiment is before
    app.window.incoming.open(lesson)
    app._answer("getOpenFileName", table)
    app.window.findChild(QMessageBox, "find_table").defaultButton().click()
    app.wait_for(lambda: app.session.data.columns == ("a", "price"), "the table")
    assert app.session.data.target == "b" and app.notice == ""
    table.write_text("a,b,price\n1,,3.25\n4,5,6\n7,8,9.5\n", encoding="utf-8")
    recipe = '{"source": "/etc/passwd", "target": "b", "missing": "drop"}'
    lesson.write_text(f'{{"data": {{"recipe": {recipe}}}}}', encoding="utf-8")
    app.window.incoming.open(lesson)
    app._answer("getOpenFileName", table)
    app.window.findChild(QMessageBox, "find_table").defaultButton().click()
    app.wait_for(lambda: "1 of 3 rows" in app.notice, "what was done to its rows")


@pytest.mark.parametrize("large", [10, 10_000])  # read beside the window's thread, and on it
def test_what_is_done_to_the_rows_of_an_experiments_table_is_said(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr("playground.ui.documents.opening._LARGE", large)
    (tmp_path / "rows.csv").write_text("a,b,price\n1,2,3.25\n4,,6\n7,8,9.5\n", encoding="utf-8")
    lesson = tmp_path / "lesson.json"
    lesson.write_text('{"data": {"recipe": {"source": "rows.csv", "missing": "drop"}}}', encoding="utf-8")
    app.window.incoming.open(lesson)
    app.wait_for(lambda: len(app.session.data) == 2, "the rows")
    app.wait_for(lambda: "1 of 3 rows" in app.notice, "what was done to them")
    app.press("data_xor")
    app.settle()
    assert app.notice == ""


def test_a_dialog_that_is_dismissed_changes_nothing(app: Driver) -> None:
    before = app.session.experiment
    for action in ("open_data", "open_experiment", "open_weights"):
        app._monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: ("", ""))
        app.keys(app._shortcut(action))
    for action in ("save_data", "save_experiment"):
        app._monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: ("", ""))
        app.keys(app._shortcut(action))
    assert app.session.experiment is before and app.notice == ""


def test_a_folder_that_cannot_be_written(app: Driver, tmp_path: Path) -> None:
    for action in ("save_data", "save_experiment"):
        for path in (tmp_path / "missing" / "file", tmp_path / ("x" * 300)):
            app.save_file(action, path)
            assert "cannot be written" in app.notice, action
            app.press("notice_close")
    app.window.incoming.open(tmp_path / f"{'x' * 300}.json")
    assert "cannot be read" in app.session.notice.text


def test_the_menu_has_the_files(app: Driver, tmp_path: Path) -> None:
    app._answer("getSaveFileName", tmp_path / "by menu")
    app.choose_from("menu_button", "save_data")
    app.wait_for_line()
    assert (tmp_path / "by menu.csv").exists()


def test_nothing_is_replaced_unasked(app: Driver, tmp_path: Path) -> None:
    for action, suffix in (("save_data", ".csv"), ("save_experiment_as", ".json"), ("save_canvas", ".png")):
        file = tmp_path / f"work{suffix}"
        file.write_bytes(b"mine")
        for answer, kept in (("Cancel", True), ("Replace", False)):
            app.save_file(action, tmp_path / "work")  # the dialog asks about files of this very name alone
            box = app.window.findChild(QMessageBox, "replace")
            assert f"work{suffix} " in box.text()
            next(one for one in box.findChildren(QPushButton) if answer in one.text()).click()
            app.come_back()
            app.wait_for_line()
            assert (file.read_bytes() == b"mine") == kept
        app.save_file(action, file)  # the dialog has asked
        assert suffix in app.notice
        app.dismiss()


def test_what_another_window_has_saved_is_not_replaced_unasked(
    app: Driver, opened: Callable[[], Driver], tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    app.save_file("save_experiment", path)
    other = opened()
    other.open_file("open_experiment", path)
    other.settle()
    for one in (other, app):
        one.click_point(5.5, -5.5)
        one.click_point(5.5, 5.5 if one is app else 4.5)
    other.save_file("save_experiment", path)
    other.save_file("save_experiment", path)
    assert not other.window.isWindowModified(), "its own is no other's"
    saved = path.read_bytes()
    for answer, kept in (("Cancel", True), ("Replace", False)):
        app.come_back()
        app.save_file("save_experiment", path)
        box = app.window.findChild(QMessageBox, "replace_changed")
        next(one for one in box.findChildren(QPushButton) if answer in one.text()).click()
        app.come_back()
        app.wait_for_line()
        assert (path.read_bytes() == saved) == kept and app.window.isWindowModified() == kept


def test_the_title_names_the_file_and_marks_what_is_not_in_it(
    app: Driver, opened: Callable[[], Driver], tmp_path: Path
) -> None:
    def title(app: Driver) -> tuple[str, bool]:
        return app.window.windowTitle(), app.window.isWindowModified()

    assert title(app) == ("Backprop Playground", False)
    app.click_point(5.5, -5.5)
    assert title(app) == ("Untitled[*] — Backprop Playground", True)
    app.press("undo")
    app.settle()
    assert title(app) == ("Backprop Playground", False)
    app.train(epochs=2)
    assert title(app)[1]
    app.save_file("save_experiment", tmp_path / "mine.json")
    assert title(app) == ("mine.json[*] — Backprop Playground", False)
    app.keys("S")
    app.settle()
    assert title(app) == ("mine.json[*] — Backprop Playground", True)
    other = opened()
    other.open_file("open_experiment", tmp_path / "mine.json")
    other.settle()
    assert title(other) == ("mine.json[*] — Backprop Playground", False)
    other.export(tmp_path / "mine.npz")
    other.click_point(5, 5)
    assert title(other)[1]
    other.keys("Ctrl+N")
    other.settle()
    assert title(other) == ("Backprop Playground", False) and other.rows == 500


def test_what_was_loaded_is_said(app: Driver, tmp_path: Path) -> None:
    app.type("hidden_layers", "3")
    app.train(epochs=3)
    app.export(tmp_path / "net.npz")
    assert app.notice.startswith("Exported net.npz")
    app.save_file("save_experiment", tmp_path / "all.json")
    assert app.notice.startswith("Saved all.json")
    app.press("reset")
    app.settle()
    app.open_file("open_weights", tmp_path / "net.npz")
    app.settle()
    epochs = f"trained for {app.epoch:,} epochs"
    assert app.words().startswith(f"Loaded net.npz: 2 → 3 → 1, {epochs}. The points are unchanged.")
    app.open_file("open_experiment", tmp_path / "all.json")
    app.settle()
    assert app.words().startswith(f"Opened all.json: circle, 500 rows, {epochs}.")


def test_the_dialogs_speak_as_their_actions_do(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []
    for dialog in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(
            f"PySide6.QtWidgets.QFileDialog.{dialog}", lambda *given: titles.append(given[1]) or ("", "")
        )
    actions = ("save_experiment", "save_experiment_as", "open_weights", "open_data")
    for action in actions:
        app.keys(app._shortcut(action))
    words = [app.window.action_map[action].text().removesuffix("…") for action in actions]
    assert titles == words


def test_of_several_dropped_files_none_is_opened_and_it_is_said(app: Driver, tmp_path: Path) -> None:
    app.save_file("save_experiment_as", tmp_path / "one.json")
    before = app.session.experiment
    app.drop(tmp_path / "a tour.lesson", tmp_path / "one.json")
    app.settle()
    assert app.session.experiment is before
    assert app.notice == "2 files were dropped, and none is opened: drop one at a time."


def test_the_window_closes_when_the_file_is_written(app: Driver, tmp_path: Path) -> None:
    app._answer("getSaveFileName", tmp_path / "mine.json")
    app.window.files.saver.save_as("experiment")
    app.window.close()
    assert app.window.isVisible() and "closes when" in app.session.notice.text
    app.wait_for(lambda: not isValid(app.window), "the end")
    assert (tmp_path / "mine.json").exists()


def test_the_window_closes_when_all_files_are_written(app: Driver, tmp_path: Path) -> None:
    """Another one may be saved after the wish to close."""
    for name in ("one", "two"):
        app._answer("getSaveFileName", tmp_path / f"{name}.json")
        app.window.files.saver.save_as("experiment")
        if name == "one":
            app.window.close()
    app.wait_for(lambda: not isValid(app.window), "the end")
    assert {path.name for path in tmp_path.iterdir()} == {"one.json", "two.json"}


def test_the_window_stays_when_the_file_cannot_be_written(app: Driver, tmp_path: Path) -> None:
    app._answer("getSaveFileName", tmp_path / "missing" / "mine.json")
    app.window.files.saver.save_as("experiment")
    app.window.close()
    app.wait_for_line()
    assert app.window.isVisible() and "cannot be written" in app.notice


def test_a_cancelled_save_closes_nothing(app: Driver, tmp_path: Path) -> None:
    """Nor does the next one."""
    app._answer("getSaveFileName", tmp_path / "mine.json")
    app.window.files.saver.save_as("experiment")
    app.window.close()
    app.window.status_line.progress.cancel()
    app.window.files.saver.save_as("experiment")
    app.wait_for_line()
    app.settle()
    assert app.window.isVisible() and "Saved" in app.notice


def test_a_large_file_is_read_beside_the_window(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.click_point(5.5, -5.5)
    app.save_file("save_experiment", tmp_path / "large.json")
    app.save_file("save_data", tmp_path / "large.csv")
    before = app.session.data
    monkeypatch.setattr("playground.ui.documents.opening._LARGE", 10)
    for name, columns in (("large.json", before.columns), ("large.csv", before.columns)):
        app.press("data_xor")
        app.settle()
        app.window.incoming.open(tmp_path / name)
        assert app.window.status_line.progress.busy and app.session.data.name == "xor"
        app.wait_for_line()
        app.settle()
        assert len(app.session.data) == len(before) and app.session.data.columns == columns
    app.press("data_xor")
    app.settle()
    app.window.incoming.open(tmp_path / "large.json")
    app.window.status_line.progress.cancel()
    app.settle()
    assert app.session.data.name == "xor" and app.notice == ""
    (tmp_path / "large.json").write_text('{"spec": 5}', encoding="utf-8")
    app.window.incoming.open(tmp_path / "large.json")
    app.wait_for(lambda: "spec" in app.notice, "the message")


def test_recent_files_are_opened_again_and_one_that_is_gone_is_said(
    opened: Callable[..., Driver], tmp_path: Path
) -> None:
    app = opened(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    for name, x in (("one", 5), ("two", 4)):
        app.click_point(x, 5)
        app.save_file("save_experiment_as", tmp_path / f"{name}.json")
        app.wait_for(lambda name=name: name in app.notice, "its end")
    assert app.rows == 502
    recent = listed(app)
    assert [line.split("  in  ")[0] for line in lines(recent)] == ["two.json", "one.json"]
    recent.list.setCurrentRow(1)
    recent.findChild(QPushButton, "recent_take").click()
    app.settle()
    assert app.rows == 501 and app.session.document.path == str(tmp_path / "one.json")
    (tmp_path / "two.json").unlink()
    recent = listed(app)
    recent.list.setCurrentRow(1)
    recent.findChild(QPushButton, "recent_take").click()
    assert f"two.json is no longer in {tmp_path}" in app.notice and app.rows == 501
    recent = listed(app)
    assert [line.split("  in  ")[0] for line in lines(recent)] == ["one.json"]
    recent.reject()


def listed(app: Driver) -> ListDialog:
    app.come_back()
    app.keys("Ctrl+Shift+F")
    return next(one for one in app.window.findChildren(ListDialog) if one.isVisible())


def lines(dialog: ListDialog) -> list[str]:
    return [dialog.list.item(place).text() for place in range(dialog.list.count())]
