"""A student works through a lesson by mouse and keys; a teacher's locks hold; leaving brings all back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from playground.lessons import Verdict, read
from playground.recovery import Shelf
from playground.ui import places
from playground.ui.backprop.diagram import text
from playground.ui.documents.list_dialog import ListDialog
from playground.ui.lessons.class_dialog import ClassDialog
from tests.e2e.driver import LEFT, Driver
from tests.ui.cut_text import cut_texts

FILE = Path(__file__).parents[1] / "ui" / "lessons" / "every_kind.lesson"
STEPS = ("look", "forward", "signs", "sketch", "curve", "reach", "choose", "order", "fault", "explain")


@pytest.fixture
def held(app: Driver) -> Driver:
    """The lesson is open, as the first argument of the program."""
    app.window.begin([str(FILE)])
    app.settle()
    return app


def go(app: Driver, name: str) -> None:
    """Press Next until that step is there."""
    for _ in STEPS:
        if app.session.lesson.step.id == name:
            break
        app.press("lesson_next")
        app.settle()
    app.frame()
    assert app.session.lesson.step.id == name


def said(app: Driver) -> str:
    return app.find("lesson_sentence", QLabel).accessibleName()


def test_a_lesson_is_opened_and_left(app: Driver) -> None:
    app.choose("source", "Moons")
    before, size = app.session.experiment, app.window.pages.width()
    app.drop(FILE)
    app.settle()
    assert app.find("lesson").isVisible() and "1 of 10" in app.find("lesson_count", QLabel).text()
    assert not app.window.explore.settings_place.isVisible() and app.window.pages.width() < size
    app.press("settings_tab")
    assert app.find("learning_rate").isVisible()
    app.press("lesson_leave")
    app.settle()
    assert app.session.experiment is before and not app.window.lessons.column.isVisible()
    assert app.find("learning_rate").isVisible() and app.window.pages.width() == size


def test_a_file_is_not_dropped_over_what_a_lesson_keeps(held: Driver, tmp_path: Path) -> None:
    before = held.session.experiment
    held.drop(_table(tmp_path))
    held.frame()
    assert held.session.experiment is before and held.dialog is None
    assert held.notice == "We keep the network fixed, to compare."


def test_a_table_opened_in_a_lesson_is_found_again_after_it(
    opened: Callable[..., Driver], tmp_path: Path
) -> None:
    app = opened(shelf=Shelf(tmp_path / "sessions"))
    app.window.begin([str(FILE)])
    app.settle()
    app.press("lesson_free")
    app.drop(_table(tmp_path))
    app.wait_for_dialog()
    app.take()
    app.settle()
    assert app.rows == 9
    app.press("lesson_leave")
    app.settle()
    assert app.rows == 500 and "Kept sessions" in app.notice
    app.press("notice_offer")
    app.settle()
    assert app.session.lesson.is_open and app.rows == 4
    app.keys(app._shortcut("kept_sessions"))
    dialog = app.window.findChild(ListDialog)
    assert "mine.csv, 9 rows" in dialog.list.item(0).text()
    dialog.findChild(QPushButton, "kept_take").click()
    question = app.window.findChild(QMessageBox, "restore_in_lesson")
    next(one for one in question.buttons() if one.text() == "Leave and restore").click()
    app.come_back()
    app.settle()
    assert app.rows == 9 and not app.session.lesson.is_open
    assert app.shown("notice_offer") == "Return to the lesson"


def _table(folder: Path) -> Path:
    path = folder / "mine.csv"
    path.write_text(
        "x,y,kind\n" + "".join(f"{n},{n % 4},{'ab'[n % 2]}\n" for n in range(9)), encoding="utf-8"
    )
    return path


def test_a_locked_control_has_the_keys_and_says_why(held: Driver) -> None:
    field = held.find("hidden_layers")
    QTest.mouseClick(field, LEFT)
    held.frame()
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    held.frame()
    assert held.session.spec.hidden_layers == (2,) and field.isVisible() and field.isEnabled()
    assert "compare" in held.notice and "compare" in field.accessibleDescription()
    QTest.mouseClick(held.find("add_layer"), LEFT)
    held.click_point(0.0, 0.0)
    held.frame()
    assert held.session.spec.hidden_layers == (2,) and held.rows == 4
    held.press("settings_tab")
    assert not [
        one for one in held.window.findChildren(QLabel) if one.text() == "Regularisation" and one.isVisible()
    ]
    held.press("lesson_free")
    held.press("add_layer")
    assert held.session.spec.hidden_layers == (2, 2)
    held.press("lesson_free")
    assert held.session.spec.hidden_layers == (2,)


def test_numbers_are_typed_and_each_gets_its_sentence(held: Driver) -> None:
    go(held, "forward")
    assert held.session.backprop.is_open
    held.wait_for(lambda: held.session.backprop.microscope is not None)
    held.frame()
    scope = held.session.backprop.microscope
    assert scope.stages[scope.stage_index].kind == "forward", "the stage of the first number, unasked"
    for name, typed, verdict in (
        ("z1.1", "0,700", Verdict.RIGHT), ("z1.2", "-0.000", Verdict.WRONG),
        ("z1.2", "-0.200", Verdict.RIGHT),
        ("a1.1", "o.7", Verdict.UNCOUNTED), ("a1.1", "0.668", Verdict.RIGHT),
    ):  # fmt: skip
        field = held.find(f"field_{name}")
        QTest.mouseClick(field, LEFT)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        held.frame()
        mark = held.session.lesson.work.judgement.marks[name]
        assert mark.verdict is verdict, (name, typed)
        assert verdict.good or said(held).endswith(mark.sentence)
    assert held.session.lesson.focused == "a1.2", "Enter goes on to the next"
    diagram = held.window.mode.page.diagram.diagram
    shown = text.node(diagram.values, 1, 1)
    assert ("?" in shown.first, "-0.200" in shown.second) == (True, True), (
        "what was entered, and what is asked"
    )
    assert not any("·" in line for chip in diagram.link_labels for line in chip.lines)
    assert not held.window.mode.page.lens.isVisible()
    assert "0.668" not in held.window.mode.page.telling.plain, "no formula tells the number"
    QTest.mouseClick(held.find("field_z1.1"), LEFT)
    held.frame()
    box = next(node.box for node in diagram.figures.nodes if any("?" in line.words for line in node.lines))
    QTest.mouseClick(diagram, LEFT, pos=box.center().toPoint())
    held.frame()
    field = held.find("field_a1.2")
    assert field.hasFocus(), "a click on the ? goes to its field"
    QTest.keyClicks(field, "3.333")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held.frame()
    assert held.session.lesson.work.judgement.marks["a1.2"].verdict is Verdict.WRONG and field.hasFocus()
    for wrong in ("1.111", "2.222"):
        held.type("field_a1.2", wrong)
    held.press("lesson_solution")
    assert held.session.lesson.work.judgement.done and "0.450" in held.shown("field_a1.2")
    assert held.window.mode.page.lens.isVisible() or held.window.mode.page.activation.isVisible()
    assert held.session.backprop.microscope.followed.to == 1


def test_the_other_kinds_are_answered_by_hand(held: Driver) -> None:
    go(held, "choose")
    QTest.mouseClick(held.find("option_2", QRadioButton), LEFT)
    held.frame()
    held.press("lesson_check")
    assert "negative" in said(held)
    words = next(
        one for one in held.window.findChildren(QLabel) if "raises" in one.text() and one.isVisible()
    )
    QTest.mouseClick(words, LEFT)
    held.frame()
    assert held.find("option_1", QRadioButton).isChecked(), "its words are a part of the button"
    held.press("lesson_check")
    assert held.session.lesson.work.judgement.done
    go(held, "order")
    assert not held.find("order_list", QListWidget).verticalScrollBar().maximum(), "all lines are seen"
    items = held.find("order_list", QListWidget)
    for wanted, words in enumerate(("Forward pass", "Loss", "Backward pass", "Update")):
        row = next(at for at in range(items.count()) if items.item(at).text() == words)
        items.setCurrentRow(row)
        for _ in range(row - wanted):
            QTest.keyClick(items, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    held.frame()
    held.press("lesson_check")
    assert held.session.lesson.work.judgement.done
    go(held, "explain")
    field = held.find("explain_text", QPlainTextEdit)
    QTest.mouseClick(field.viewport(), LEFT)
    QTest.keyClicks(field, "x" * 50)
    held.press("lesson_check")
    assert held.session.lesson.work.judgement.verdict is Verdict.KEPT


def test_training_reaches_the_goal(held: Driver) -> None:
    go(held, "reach")
    held.keys("S")
    held.settle()
    assert not held.session.lesson.check().done
    for _ in range(3):
        held.keys("S")
        held.settle()
    assert held.session.lesson.check().done


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_no_words_of_a_lesson_are_cut(held: Driver, size: tuple[int, int]) -> None:
    for text_size in (100, 150):
        held.session.view.update(text_size=text_size)
        held.window.resize(*size)
        for at in range(len(STEPS)):
            held.window.run_command(lambda at=at: held.session.lesson.go(at))
            held.settle()
            for _ in range(6):  # from the words to their row, to the deck, and back
                held.frame()
                QTest.qWait(0)
            assert not cut_texts(held.window, excused=False), (size, text_size, STEPS[at])


def test_a_boundary_is_drawn_before_play_and_compared(held: Driver) -> None:
    go(held, "sketch")
    pad = held.find("lesson_sketch")
    assert pad.hasFocus(), "Space paints there"
    held.window.canvas_panel.canvas.setFocus()
    held.keys("Space")
    assert not held.session.training and "prediction" in held.notice
    for label, left in ((1, 0.2), (2, 0.8)):
        QTest.mouseClick(held.find(f"sketch_class_{label}"), LEFT)
        at = QPoint(int(left * pad.width()), pad.height() // 2)
        QTest.mousePress(pad, LEFT, pos=at)
        QTest.mouseMove(pad, at + QPoint(0, 40))
        QTest.mouseRelease(pad, LEFT, pos=at + QPoint(0, 40))
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pad, Qt.Key.Key_Space)
    held.press("lesson_fill")
    held.press("lesson_check")
    assert held.session.lesson.work.judgement.verdict is Verdict.KEPT
    for _ in range(50):
        held.session.playback.step("epoch")
        held.settle()
    held.frame()
    assert "Regions as drawn" in said(held) and held.session.lesson.result().steps["sketch"].run
    go(held, "curve")
    assert not [one for one in held.window.findChildren(QWidget, "lesson_sketch") if one.isVisible()]
    curve = held.find("lesson_curve")
    curve.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(curve, key)
    held.press("lesson_check")
    held.keys("S")
    held.settle()
    assert held.epoch == 1


def test_a_lesson_is_made_checked_solved_handed_in_and_marked(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three students: one right, one with a slip that is followed through, one with a wrong rule."""
    path, folder = tmp_path / "by hand.lesson", tmp_path / "results"
    monkeypatch.setattr(places, "results_folder", lambda: folder)
    app.window.incoming.open(FILE)
    app.settle()
    app.press("lesson_leave")
    app.session.document.open(read(FILE).start.experiment)
    app.settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(path), "")))
    _make_and_check(app, path)
    lesson = read(path)
    right = lesson.step("forward").solution(lesson.moment(lesson.step("forward")))
    slip = {**right, "z1.1": f"{float(right['z1.1']) + 0.1:.3f}"}
    slip["a1.1"] = f"{1 / (1 + np.exp(-float(slip['z1.1']))):.3f}"
    sign = {**right, "z1.2": f"{-float(right['z1.2']):.3f}"}
    for student, typed in (("Ada", right), ("Ben, junior", slip), ("Čeněk", sign)):
        app.keys(app._shortcut("open_lesson"))
        app.settle()
        go(app, "forward")
        app.wait_for(lambda: app.session.backprop.microscope is not None)
        for name, text_ in typed.items():
            app.type(f"field_{name}", text_)
        marks = app.session.lesson.work.judgement.marks
        if typed is slip:
            assert marks["a1.1"].verdict is Verdict.FOLLOWED
        if typed is sign:
            assert marks["z1.2"].rules and "sign" in marks["z1.2"].sentence
        go(app, "explain")
        field = app.find("explain_text", QPlainTextEdit)
        QTest.mouseClick(field.viewport(), LEFT)
        QTest.keyClicks(field, "All gradients come from the old weights.")
        app.press("lesson_next")
        _sign(app, student)
        assert "saved" in app.notice
        app.press("lesson_leave")
        app.settle()
    _mark(app)


def _make_and_check(app: Driver, path: Path) -> None:
    app.keys(app._shortcut("make_lesson"))
    dialog = app.window.findChild(QDialog, "make_lesson_dialog")
    QTest.keyClicks(dialog.title, "By hand")
    for name in ("backward", "slopes", "update"):
        QTest.mouseClick(dialog.parts[name], LEFT, pos=QPoint(8, dialog.parts[name].height() // 2))
    QTest.mouseClick(dialog.findChild(QPushButton, "make_save"), LEFT)
    app.come_back()
    app.frame()
    assert path.exists() and "saved" in app.notice
    app.keys(app._shortcut("check_lesson"))
    box = app.window.findChild(QMessageBox, "lesson_check_box")
    assert "steps are fine" in box.text()
    box.close()
    app.come_back()


def _mark(app: Driver) -> None:
    """Three students, in the table of the class."""
    app.keys(app._shortcut("class_results"))
    results = app.window.findChild(ClassDialog)
    app.wait_for(lambda: "Open its file" in results.words.text(), "the lesson: it does not ship")
    QTest.mouseClick(results.lesson.opens, LEFT)
    app.wait_for(results.model.rowCount, "the marks")
    marked = results.model.students
    assert [one.name for one in marked] == ["Ada", "Ben, junior", "Čeněk"] and results.refused.isHidden()
    points = [one.points for one in marked]
    assert points[0] == marked[0].out_of > max(points[1:])
    results.reject()


def _sign(app: Driver, name: str) -> None:
    """Say who has worked, as it is asked at the end: the name is pasted."""
    dialog = app.window.findChild(QInputDialog, "lesson_name_dialog")
    field = dialog.findChild(QLineEdit)
    QApplication.clipboard().setText(name)
    QTest.keySequence(field, QKeySequence.StandardKey.SelectAll)
    QTest.keySequence(field, QKeySequence.StandardKey.Paste)
    QTest.keyClick(field, Qt.Key.Key_Return)
    app.come_back()


def test_a_lesson_in_which_the_window_is_closed_goes_on_where_it_was(
    opened: Callable[..., Driver], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last answer was entered after the last turn of a step."""
    monkeypatch.setattr(places, "progress_folder", lambda: tmp_path / "lessons")
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    app = opened(settings, Shelf(tmp_path / "sessions"))
    app.window.begin([str(FILE)])
    app.settle()
    app.press("lesson_next")
    app.settle()
    place, step = app.session.lesson.place, app.session.lesson.step
    name = next(iter(step.solution(app.session.lesson.moment)))
    app.session.lesson.enter(name, "half")
    app.window.close()
    again = opened(settings, Shelf(tmp_path / "sessions"))
    again.window.begin([str(FILE)])
    again.settle()
    assert again.session.lesson.place == place
    assert again.session.lesson.work.answers[name] == "half"


def test_numbers_of_ones_own_are_drawn_from_the_name(app: Driver, tmp_path: Path) -> None:
    path = tmp_path / "own.lesson"
    path.write_text(FILE.read_text(encoding="utf-8") + "\n[variants]\ntell_apart = 0\n", encoding="utf-8")
    app.window.incoming.open(path)
    app.settle()
    theta = app.theta
    dialog = app.window.findChild(QInputDialog, "lesson_name_dialog")
    assert dialog.isVisible(), "asked without holding the window up"
    dialog.setTextValue('Zoë "Z" O’Neil, 7b')
    dialog.accept()
    app.come_back()
    app.settle()
    assert app.session.lesson.name == 'Zoë "Z" O’Neil, 7b' and not np.array_equal(app.theta, theta)
