"""The table of rows: order, selection both ways, keys, edits, and what a million rows cost."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from playground.data import Dataset
from playground.session import ALL, Change
from playground.training import Experiment
from playground.training.statistics import row_errors
from tests.patience import MILLISECONDS

LEFT = Qt.MouseButton.LeftButton


def page_of(one: Any) -> Any:
    return one.window.beside.rows.table


def column(page: Any, name: str) -> int:
    return [each.name for each in page.model.columns].index(name)


def cell(page: Any, row: int, name: str) -> QModelIndex:
    return page.model.index(row, column(page, name))


def words(page: Any, name: str, rows: int = 5) -> list[str]:
    return [cell(page, row, name).data() for row in range(rows)]


def go_to(page: Any, row: int, name: str) -> None:
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


# --- what stands in it ---------------------------------------------------------------------------------


def test_every_row_with_its_prediction_and_error(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page, data = page_of(one), one.session.data
    errors = row_errors(iris, one.session.network)
    assert page.model.rowCount() == 150
    assert words(page, "number", 2) == ["1", "2"]
    for row in (0, 70, 149):
        assert cell(page, row, "target").data() == data.class_names[int(data.y[row])]
        name = data.class_names[int(errors.predicted[row])]
        assert cell(page, row, "prediction").data().startswith(f"{name} · ")
        assert cell(page, row, "part").data() == ("test" if data.test[row] else "train")
        assert float(cell(page, row, "error").data()) == pytest.approx(errors.loss[row], abs=1e-3)
        assert not cell(page, row, "target").data(Qt.ItemDataRole.DecorationRole).isNull()
    wrong = int(np.flatnonzero(errors.predicted != data.y)[0])
    assert cell(page, wrong, "prediction").data(Qt.ItemDataRole.FontRole) is not None
    assert ", actual " in cell(page, wrong, "prediction").data(Qt.ItemDataRole.ToolTipRole)


def test_values_are_in_original_units(beside: Callable[..., Any], houses: Experiment) -> None:
    one = beside(houses)
    page, errors = page_of(one), row_errors(houses, one.session.network)
    shown = cell(page, 4, "residual").data().replace("−", "-").replace(",", "")
    assert float(shown) == pytest.approx(errors.residual[4], abs=0.5)
    assert [c.name for c in page.model.columns][:6] == [
        *("number", "part", "target", "prediction", "residual", "error")
    ]


def test_of_few_inputs_they_stand_before_the_target(
    beside: Callable[..., Any], made: Callable[..., Experiment]
) -> None:
    names = [c.name for c in page_of(beside(made(3))).model.columns]
    assert names == ["number", "part", "input_0", "input_1", "target", "prediction", "error"]


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("classes", [0, 2, 8])
def test_hardly_any_rows(
    beside: Callable[..., Any], made: Callable[..., Experiment], rows: int, classes: int
) -> None:
    page = page_of(beside(made(rows, 20, classes)))
    assert page.model.rowCount() == rows
    assert page.empty.isVisible() == (rows == 0) != page.table.isVisible()
    assert "click on the canvas" in page.empty.text()
    page.sort_worst()
    page.deeds.copy()
    page.table.grab()


def test_a_diverged_network(beside: Callable[..., Any], iris: Experiment, houses: Experiment) -> None:
    for experiment in (iris, houses):
        one = beside(experiment)
        page = page_of(one)
        one.session.network.theta[...] = math.nan
        page.refresh(ALL)
        assert words(page, "prediction", 1) == ["–"] and words(page, "error", 1) == ["–"]
        page.sort_worst()
        assert page.model.sorted_by == ("error", True) and not len(one.session.selected)
        page.table.grab()


# --- order ---------------------------------------------------------------------------------------------


def test_a_click_on_a_head_sorts_and_another_turns_it_round(
    beside: Callable[..., Any], houses: Experiment
) -> None:
    one = beside(houses)
    page, y = page_of(one), houses.data.y
    head = page.table.horizontalHeader()

    def click() -> None:
        at = column(page, "target")
        x = head.sectionViewportPosition(at) + head.sectionSize(at) // 2
        QTest.mouseClick(head.viewport(), LEFT, pos=QPoint(x, head.height() // 2))

    click()
    np.testing.assert_array_equal(page.model.order, np.argsort(y, kind="stable"))
    assert page.model.headerData(column(page, "target"), Qt.Orientation.Horizontal).endswith("↑")
    click()
    np.testing.assert_array_equal(page.model.order, np.argsort(-y, kind="stable"))
    page._click_head(column(page, "error"))
    losses = row_errors(houses, one.session.network).loss
    np.testing.assert_array_equal(page.model.order, np.argsort(-losses, kind="stable"))


def test_while_training_the_rows_keep_their_places(beside: Callable[..., Any], houses: Experiment) -> None:
    one = beside(houses)
    page, session = page_of(one), one.session
    page.sort_worst()
    before = page.model.order.copy()
    assert not page.again.isVisible()
    session.training = True  # a frame of a run, without its worker
    session.network.theta[...] *= -2.0
    session.snapshot = type(session.snapshot)(**{**vars(session.snapshot), "epoch": 1234, "steps": 9})
    page.refresh(Change.WEIGHTS)
    page.throttle.reset()
    page.refresh(Change.WEIGHTS)
    np.testing.assert_array_equal(page.model.order, before)
    assert page.again.isVisible() and "as of epoch 0" in page.foot.text()
    page.again.click()
    assert "as of epoch 1,234" in page.foot.text() and (page.model.order != before).any()
    session.training = False
    session.network.theta[...] *= -1.0
    session.snapshot = type(session.snapshot)(**{**vars(session.snapshot), "epoch": 1300, "steps": 10})
    page.refresh(Change.WEIGHTS | Change.STATUS)
    losses = row_errors(houses, session.network).loss
    np.testing.assert_array_equal(page.model.order, np.argsort(-losses, kind="stable"))


def test_an_edited_row_stays_where_it_is(beside: Callable[..., Any], houses: Experiment) -> None:
    one = beside(houses)
    page = page_of(one)
    page.sort_worst()
    before = page.model.order.copy()
    assert page.model.setData(cell(page, 0, "target"), "1")
    one.settle()
    np.testing.assert_array_equal(page.model.order, before)
    assert page.again.isVisible()
    page.again.click()
    one.session.set_beside("statistics")
    one.settle()
    one.session.set_beside("table")
    one.settle()
    assert not page.again.isVisible()  # nothing was edited meanwhile


def test_other_rows_are_sorted_anew(beside: Callable[..., Any], houses: Experiment, iris: Experiment) -> None:
    one = beside(houses)
    page = page_of(one)
    page.sort_worst()
    one.session.open(iris)
    one.settle()
    losses = row_errors(iris, one.session.network).loss
    np.testing.assert_array_equal(page.model.order, np.argsort(-losses, kind="stable"))
    page._click_head(column(page, "input_3"))
    one.session.open(houses)
    one.settle()
    np.testing.assert_array_equal(page.model.order, np.arange(60))  # it has no such column


def test_the_worst_are_those_on_the_canvas(beside: Callable[..., Any], houses: Experiment) -> None:
    one = beside(houses)
    page, data = page_of(one), houses.data
    losses = row_errors(houses, one.session.network).loss
    page.sort_worst()
    train = np.flatnonzero(~data.test)
    assert set(one.session.selected) == set(train[np.argsort(-losses[train])][:10])
    one.session.set_view(show_test=True)
    page.sort_worst()
    assert set(one.session.selected) == set(np.argsort(-losses)[:10])


def test_many_rows_are_found_in_slices(
    beside: Callable[..., Any], made: Callable[..., Experiment], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = beside(made(5000, hidden=(8,)))
    page = page_of(one)
    monkeypatch.setattr(type(page.error_job), "at_once", 700)
    page.sort_worst()
    assert 0.0 < page.error_job.progress < 1.0 and "computing the losses" in page.foot.text()
    assert page.model.sorted_by[0] == "number"
    while page.error_job.progress < 1.0:
        QTest.qWait(1)
    assert page.model.sorted_by == ("error", True) and len(one.session.selected) == 10
    page.error_job.ask()
    page.sort_by("number", descending=False)  # what is no longer wanted is not found any more
    assert page.error_job.progress == 1.0 and not page.error_job.slices.isActive()


@pytest.mark.parametrize("edit", ["erase", "cell"])
def test_an_edit_while_errors_are_found_begins_anew(
    beside: Callable[..., Any], made: Callable[..., Experiment], monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    one = beside(made(5000, hidden=(8,)))
    page, session = page_of(one), one.session
    monkeypatch.setattr(type(page.error_job), "at_once", 700)
    page.sort_worst()
    if edit == "erase":
        session.erase_rows(np.arange(100))
    else:
        session.set_cell(0, 0, 30.0)
    for _ in range(10):  # more than would be left; the page has not been told of the edit
        page.error_job.slices.timeout.emit()
    assert 0.0 < page.error_job.progress < 1.0 and not len(session.selected)
    one.settle()
    while page.error_job.progress < 1.0:
        QTest.qWait(1)
    losses = row_errors(session.experiment, session.network).loss
    order = np.argsort(-losses, kind="stable")
    np.testing.assert_array_equal(page.model.order, order)
    assert set(session.selected) == set(order[~session.data.test[order]][:10])


# --- selecting -----------------------------------------------------------------------------------------


def test_selecting_both_ways(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page, session = page_of(one), one.session
    page.sort_by("input_0", descending=True)
    page.table.selectRow(3)
    np.testing.assert_array_equal(session.selected, [page.model.order[3]])
    session.select(np.array([7, 90, 91]))
    one.settle()
    np.testing.assert_array_equal(page.table._selected_rows(), [7, 90, 91])
    first = int(np.sort(page.model.places[[7, 90, 91]])[0])
    assert page.table.currentIndex().row() == first
    assert page.table.viewport().rect().contains(page.table.visualRect(page.table.currentIndex()))
    assert [row for row in range(150) if page.model.is_selected(row)] == sorted(
        page.model.places[[7, 90, 91]].tolist()
    )
    page.sort_by("number", descending=False)
    np.testing.assert_array_equal(page.table._selected_rows(), [7, 90, 91])
    np.testing.assert_array_equal(session.selected, [7, 90, 91])


def test_no_selection_comes_back(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page, session, told = page_of(one), one.session, []
    session.listen(lambda changes: told.append(changes) if changes & Change.SELECTION else None)
    page.table.selectRow(3)
    for _ in range(3):
        one.settle()
    assert len(told) == 1
    session.select(np.arange(0, 100, 2))
    for _ in range(3):
        one.settle()
    assert len(told) == 2


def test_ten_thousand_selected_rows_are_only_painted(
    beside: Callable[..., Any], made: Callable[..., Experiment]
) -> None:
    one = beside(made(40_000))
    page, session = page_of(one), one.session
    session.select(np.arange(0, 40_000, 4))
    one.settle()
    assert len(session.selected) == 10_000
    assert page.model.is_selected(4) and not page.model.is_selected(5)
    assert page.table.selectionModel().selection().count() == 0  # Qt would take seconds for more
    page.table.selectRow(9)
    np.testing.assert_array_equal(session.selected, [9])
    page.table.selectAll()
    assert len(session.selected) == 40_000


def test_a_million_rows_are_not_asked_for(
    beside: Callable[..., Any], made: Callable[..., Experiment], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(beside(made(200_000)))
    asked: set[int] = set()
    found = page.model.cell

    def cell_of(row: int) -> Any:
        asked.add(row)
        return found(row)

    monkeypatch.setattr(page.model, "cell", cell_of)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_End)
    QTest.keyClick(page.table, Qt.Key.Key_U)  # no search
    page.table.grab()
    assert 10 < len(asked) < 300 and len(page.model._blocks) < 10
    assert page.table.currentIndex().row() == 199_999
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.currentIndex().row() == 0


# --- editing -------------------------------------------------------------------------------------------


def test_a_number_is_edited_and_the_edit_undone(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page = page_of(one)
    go_to(page, 5, "input_1")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    field = editor(page)
    assert field.text() == "3.9"
    field.selectAll()
    QTest.keyClicks(field, "7/2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    one.settle()
    assert one.session.data.X[5, 1] == 3.5 and one.session.undo_label == "Edit a cell"
    one.session.undo()
    one.settle()
    assert one.session.data.X[5, 1] == 3.9 and cell(page, 5, "input_1").data() == "3.9"


def test_what_is_no_number_is_said_and_the_cell_keeps_its_value(
    beside: Callable[..., Any], iris: Experiment
) -> None:
    one = beside(iris)
    page = page_of(one)
    assert not page.model.setData(cell(page, 5, "input_1"), "wide")
    assert one.session.notice.text.startswith("sepal_width_cm of row 6 stays 3.9: “wide” is not a number.")
    assert not page.model.setData(cell(page, 5, "target"), "setsoa")
    assert "setosa?" in one.session.notice.text and "stays setosa" in one.session.notice.text
    assert one.session.data is iris.data and not one.session.undo_label
    assert not page.model.setData(cell(page, 5, "input_1"), "3.9")  # nothing new
    assert not one.session.undo_label


def test_a_class_is_chosen_or_typed(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
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
    beside: Callable[..., Any], iris: Experiment, name: str, key: str, *, edits: bool
) -> None:
    one = beside(iris)
    come_to_front(one)
    page = page_of(one)
    go_to(page, 3, name)
    one.session.select(np.array([100]))
    one.settle()
    go_to(page, 3, name)
    played = one.session.training
    QTest.keyClicks(page.table, key)
    QApplication.processEvents()
    field = editor(page)
    assert (field is not None and field.text() == key) == edits
    assert one.session.brush.label == (1 if key == "2" and not edits else 0)
    assert one.session.training == (not played if key == " " else played)
    assert one.session.data is iris.data


def test_deleting_and_holding_out(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page, session = page_of(one), one.session
    page.sort_by("input_0", descending=True)
    page.table.selectRow(2)
    gone = int(page.model.order[2])
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    one.settle()
    assert len(session.data) == 149 and page.model.rowCount() == 149
    np.testing.assert_array_equal(session.data.X, np.delete(iris.data.X, gone, axis=0))
    assert page.table.currentIndex().row() == 2 and not len(session.selected)
    np.testing.assert_array_equal(page.model.order, np.argsort(-session.data.X[:, 0], kind="stable"))
    page.table.selectRow(0)
    one.settle()
    row, before = int(session.selected[0]), bool(session.data.test[session.selected[0]])
    page.deeds.buttons["to_train" if before else "to_test"].click()
    one.settle()
    assert session.data.test[row] != before
    assert cell(page, 0, "part").data() == ("train" if before else "test")
    session.undo()
    session.undo()
    one.settle()
    assert page.model.rowCount() == 150


def test_the_menu_does_what_the_buttons_do(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page = page_of(one)
    page.deeds._open_menu(page.mapToGlobal(QPoint(5, 5)))
    actions = {action.objectName(): action for action in page.deeds.menu.actions()}
    assert not actions["menu_erase"].isEnabled() and actions["menu_copy"].isEnabled()
    page.deeds.menu.close()
    for test in (True, False):
        page.table.selectRow(int(np.flatnonzero(iris.data.test == test)[0]))
        one.settle()
        able = {verb for verb, button in page.deeds.buttons.items() if button.isEnabled()}
        assert able == {"to_train" if test else "to_test", "erase", "copy"}
    page.table.selectRow(0)
    one.settle()
    page.deeds._open_menu(page.mapToGlobal(QPoint(5, 5)))
    assert actions["menu_erase"].isEnabled()
    actions["menu_erase"].trigger()
    page.deeds.menu.close()
    one.settle()
    assert len(one.session.data) == 149


def test_copying(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page = page_of(one)
    page.sort_by("number", descending=True)
    one.session.select(np.array([4, 120]))
    one.settle()
    page.table.setFocus()
    QTest.keySequence(page.table, "Ctrl+C")
    head, first, second, end = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:3] == ["#", "Split", "species"] and not end
    assert first.startswith("121\t") and second.startswith("5\t")
    assert second.split("\t")[2] == "setosa"
    assert [float(x) for x in second.split("\t")[-4:]] == iris.data.X[4].tolist()
    one.session.select(np.empty(0, dtype=np.intp))
    page.deeds.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 151


def test_no_formula_is_copied(beside: Callable[..., Any]) -> None:
    data = Dataset(np.array([[-1.0], [2.0]]), np.array([0.0, 1.0]), ("@x",), "=1+1", ("=A1", "b"))
    page_of(beside(Experiment.create(data))).deeds.copy()
    head, first, _, _ = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[2:4] == ["'@x", "'=1+1"]
    assert first.split("\t")[2:4] == ["-1", "'=A1"]


def test_too_many_rows_to_copy_are_said(
    beside: Callable[..., Any], iris: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.ui.widgets.clipboard.MOST_COPIED", 20)
    one = beside(iris)
    page_of(one).deeds.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 21
    assert "Only the first 20 of 150 rows" in one.session.notice.text


def test_escape_gives_the_keys_back_to_the_canvas(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    come_to_front(one)
    page = page_of(one)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert one.window.canvas_panel.canvas.hasFocus() and one.session.beside == "table"


def test_a_drawn_point_leaves_the_view_of_the_table_where_it_is(
    beside: Callable[..., Any], made: Callable[..., Experiment]
) -> None:
    one = beside(made(300))
    page = page_of(one)
    widths = [page.table.columnWidth(i) for i in range(page.model.columnCount())]
    page.table.verticalScrollBar().setValue(2000)
    one.session.add_points(np.zeros((1, 2)), np.zeros(1))
    one.settle()
    assert page.model.rowCount() == 301
    assert page.table.verticalScrollBar().value() == 2000
    assert [page.table.columnWidth(i) for i in range(page.model.columnCount())] == widths


def test_a_shift_selects_with_home_and_end(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page = page_of(one)
    page.table.setFocus()
    page.table.selectionModel().setCurrentIndex(
        cell(page, 147, "number"), QItemSelectionModel.SelectionFlag.SelectCurrent
    )
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    np.testing.assert_array_equal(one.session.selected, [147, 148, 149])
