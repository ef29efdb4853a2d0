"""The table of the rows: cells are edited, rows moved, deleted and copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from playground.data import Dataset
from playground.session import ALL
from playground.training import Experiment
from tests.patience import MILLISECONDS
from tests.ui.rows.tables import cell, page_of


def go_to(page: Any, row: int, name: str) -> None:
    page.table.all_inputs = True
    page.table.fit()
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page, row, name))


def come_to_front(one: Any) -> None:
    one.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.window, MILLISECONDS)


def editor(page: Any) -> Any:
    QApplication.processEvents()
    return page.table.findChild((QLineEdit, QComboBox)[0], "row_value") or page.table.findChild(
        QComboBox, "row_value"
    )


def test_a_number_is_edited_and_the_edit_undone(beside_canvas: Callable[..., Any], iris: Experiment) -> None:
    one = beside_canvas(iris)
    page = page_of(one)
    go_to(page, 5, "input_1")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    field = editor(page)
    assert field.text() == "3.9"
    field.selectAll()
    QTest.keyClicks(field, "7/2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    one.settle()
    assert one.session.data.X[5, 1] == 3.5 and one.session.undo_stack.undo_label == "Edit a cell"
    one.session.undo()
    one.settle()
    assert one.session.data.X[5, 1] == 3.9 and cell(page, 5, "input_1").data() == "3.9"


def test_what_is_no_number_is_said_and_the_cell_keeps_its_value(
    beside_canvas: Callable[..., Any], iris: Experiment
) -> None:
    one = beside_canvas(iris)
    page = page_of(one)
    assert not page.model.setData(cell(page, 5, "input_1"), "wide")
    assert one.session.notice.text.startswith("sepal_width_cm of row 6 stays 3.9: “wide” is not a number.")
    assert not page.model.setData(cell(page, 5, "target"), "setsoa")
    assert "setosa?" in one.session.notice.text and "stays setosa" in one.session.notice.text
    assert one.session.data is iris.data and not one.session.undo_stack.undo_label
    assert not page.model.setData(cell(page, 5, "input_1"), "3.9")  # nothing new
    assert not one.session.undo_stack.undo_label


def test_enter_is_no_error_where_nothing_can_be_edited(
    beside_canvas: Callable[..., Any], iris: Experiment
) -> None:
    page = page_of(beside_canvas(iris))
    for name in ("number", "part", "prediction", "error"):
        go_to(page, 5, name)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        assert editor(page) is None


def test_a_class_is_chosen_or_typed(beside_canvas: Callable[..., Any], iris: Experiment) -> None:
    one = beside_canvas(iris)
    page = page_of(one)
    go_to(page, 0, "target")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    box = editor(page)
    assert isinstance(box, QComboBox) and [box.itemText(i) for i in range(3)] == list(iris.data.class_names)
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "Virginica")
    QTest.keyClick(box, Qt.Key.Key_Return)
    one.settle()
    assert one.session.data.y[0] == 2.0
    go_to(page, 0, "target")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    box = editor(page)
    box.setCurrentIndex(1)
    box.textActivated.emit("versicolor")  # as a click in the open list does
    one.settle()
    assert one.session.data.y[0] == 1.0


def test_a_list_whose_row_is_gone_is_left_without_a_word(
    beside_canvas: Callable[..., Any], iris: Experiment
) -> None:
    one = beside_canvas(iris)
    page = page_of(one)
    go_to(page, 0, "target")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    box = editor(page)
    one.session.points.delete(np.arange(5))
    one.session.tick()
    page.refresh(ALL)
    box.textActivated.emit("virginica")  # Qt would warn of it
    page.table.setCurrentIndex(QModelIndex())
    QTest.keyClick(page.table, Qt.Key.Key_Return)  # of this, too
    one.settle()
    assert one.session.undo_stack.undo_label != "Edit a cell" and len(one.session.data) == 145


@pytest.mark.parametrize(
    ("name", "key", "edits"),
    [
        ("input_0", "5", True),
        ("input_0", "-", True),
        ("input_0", ".", True),
        ("input_0", "2", True),
        ("target", "2", False),
        ("error", "2", False),
        ("input_0", "p", False),
        ("input_0", " ", False),
    ],
)
def test_only_a_number_typed_into_a_number_begins_an_edit(
    beside_canvas: Callable[..., Any], iris: Experiment, name: str, key: str, *, edits: bool
) -> None:
    one = beside_canvas(iris)
    come_to_front(one)
    page = page_of(one)
    go_to(page, 3, name)
    one.session.points.select(np.array([100]))
    one.settle()
    go_to(page, 3, name)
    played = one.session.training
    QTest.keyClicks(page.table, key)
    QApplication.processEvents()
    field = editor(page)
    assert (field is not None and field.text() == key) == edits
    assert one.session.tools.brush.label == (1 if key == "2" and not edits else 0)
    assert one.session.training == (not played if key == " " else played)
    assert one.session.data is iris.data


def test_deleting_and_holding_out(beside_canvas: Callable[..., Any], iris: Experiment) -> None:
    one = beside_canvas(iris)
    page, session = page_of(one), one.session
    page.sort_by("input_0", descending=True)
    page.table.selectRow(2)
    gone = int(page.model.order[2])
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    one.settle()
    assert len(session.data) == 149 and page.model.rowCount() == 149
    np.testing.assert_array_equal(session.data.X, np.delete(iris.data.X, gone, axis=0))
    assert page.table.currentIndex().row() == 2 and not len(session.points.selected)
    np.testing.assert_array_equal(page.model.order, np.argsort(-session.data.X[:, 0], kind="stable"))
    page.table.selectRow(0)
    one.settle()
    row, before = int(session.points.selected[0]), bool(session.data.test[session.points.selected[0]])
    page.row_actions.buttons["take_back" if before else "hold_out"].click()
    one.settle()
    assert session.data.test[row] != before
    assert cell(page, 0, "part").data() == ("train" if before else "test")
    session.undo()
    session.undo()
    one.settle()
    assert page.model.rowCount() == 150


def test_the_menu_does_what_the_buttons_do(beside_canvas: Callable[..., Any], iris: Experiment) -> None:
    one = beside_canvas(iris)
    page = page_of(one)
    page.row_actions._open_menu(page.mapToGlobal(QPoint(5, 5)))
    actions = {action.objectName(): action for action in page.row_actions.menu.actions()}
    assert not actions["menu_erase"].isEnabled() and actions["menu_copy"].isEnabled()
    page.row_actions.menu.close()
    for test in (True, False):
        page.table.selectRow(int(np.flatnonzero(iris.data.test == test)[0]))
        one.settle()
        able = {verb for verb, button in page.row_actions.buttons.items() if button.isEnabled()}
        assert able == {"take_back" if test else "hold_out", "erase_selected", "copy_data"}
    page.table.selectRow(0)
    one.settle()
    page.row_actions._open_menu(page.mapToGlobal(QPoint(5, 5)))
    assert actions["menu_erase"].isEnabled()
    actions["menu_erase"].trigger()
    page.row_actions.menu.close()
    one.settle()
    assert len(one.session.data) == 149


def test_copying(beside_canvas: Callable[..., Any], iris: Experiment) -> None:
    one = beside_canvas(iris)
    page = page_of(one)
    page.sort_by("number", descending=True)
    one.session.points.select(np.array([4, 120]))
    one.settle()
    page.table.setFocus()
    QTest.keySequence(page.table, "Ctrl+C")
    head, first, second, end = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:3] == ["#", "Split", "species"] and not end
    assert first.startswith("121\t") and second.startswith("5\t")
    assert second.split("\t")[2] == "setosa"
    assert [float(x) for x in second.split("\t")[-4:]] == iris.data.X[4].tolist()
    one.session.points.select(np.empty(0, dtype=np.intp))
    page.row_actions.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 151


def test_no_formula_is_copied(beside_canvas: Callable[..., Any]) -> None:
    data = Dataset(np.array([[-1.0], [2.0]]), np.array([0.0, 1.0]), ("@x",), "=1+1", ("=A1", "b"))
    page_of(beside_canvas(Experiment.create(data))).row_actions.copy()
    head, first, _, _ = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[2:4] == ["'@x", "'=1+1"]
    assert first.split("\t")[2:4] == ["-1", "'=A1"]


def test_too_many_rows_to_copy_are_said(
    beside_canvas: Callable[..., Any], iris: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.ui.widgets.clipboard.MOST_COPIED", 20)
    one = beside_canvas(iris)
    page_of(one).row_actions.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 21
    assert "Only the first 20 of 150 rows" in one.session.notice.text


def test_escape_gives_the_keys_back_to_the_canvas(
    beside_canvas: Callable[..., Any], iris: Experiment
) -> None:
    one = beside_canvas(iris)
    come_to_front(one)
    page = page_of(one)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert one.window.canvas_panel.canvas.hasFocus() and one.session.view.side_panel == "table"


def test_a_drawn_point_leaves_the_view_of_the_table_where_it_is(
    beside_canvas: Callable[..., Any], made: Callable[..., Experiment]
) -> None:
    one = beside_canvas(made(300))
    page = page_of(one)
    widths = [page.table.columnWidth(i) for i in range(page.model.columnCount())]
    page.table.verticalScrollBar().setValue(2000)
    one.session.points.add(np.zeros((1, 2)), np.zeros(1))
    one.settle()
    assert page.model.rowCount() == 301
    assert page.table.verticalScrollBar().value() == 2000
    assert [page.table.columnWidth(i) for i in range(page.model.columnCount())] == widths


def test_a_shift_selects_with_home_and_end(beside_canvas: Callable[..., Any], iris: Experiment) -> None:
    one = beside_canvas(iris)
    page = page_of(one)
    page.table.setFocus()
    page.table.selectionModel().setCurrentIndex(
        cell(page, 147, "number"), QItemSelectionModel.SelectionFlag.SelectCurrent
    )
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    np.testing.assert_array_equal(one.session.points.selected, [147, 148, 149])
