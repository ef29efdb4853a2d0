"""The rows as a table and in figures: finding the worst ones, mending a cell, reading how well it learns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTableView, QWidget

from playground.session import SidePanel
from playground.training.statistics import row_errors
from tests.e2e.driver import Driver
from tests.ui.views import mark_of

LEFT = Qt.MouseButton.LeftButton


class Rows:
    """The hands on the card of the rows."""

    def __init__(self, app: Driver) -> None:
        self.app = app

    @property
    def table(self) -> Any:
        return self.app.find("row_table", QTableView)

    def place(self, row: int, name: str) -> QPoint:
        """The middle of a cell that can be seen: the row from the top, the column by its title."""
        return self.table.visualRect(self.table.model().index(row, self.column(name))).center()

    def column(self, name: str) -> int:
        return next(i for i, column in enumerate(self.table.rows.columns) if column.title == name)

    def words(self, row: int, name: str) -> str:
        return self.table.model().index(row, self.column(name)).data()

    def click(self, row: int, name: str) -> None:
        QTest.mouseClick(self.table.viewport(), LEFT, pos=self.place(row, name))
        self.app.frame()

    def double_click(self, row: int, name: str) -> QWidget:
        """Opens the field of a cell."""
        self.click(row, name)
        QTest.mouseDClick(self.table.viewport(), LEFT, pos=self.place(row, name))
        QApplication.processEvents()
        return self.app.find("row_value")

    def chosen(self) -> list[int]:
        """The numbers of the rows that are painted as selected."""
        model = self.table.rows
        return [int(self.words(row, "#")) for row in range(model.rowCount()) if model.is_selected(row)]


@pytest.fixture
def iris(app: Driver) -> Rows:
    app.choose("source", "Iris")
    app.settle()
    app.type("learning_rate", "0.01")
    app.type("hidden_layers", "6")
    app.window.canvas_panel.canvas.setFocus()
    return Rows(app)


def test_the_worst_rows_of_a_trained_network_are_one_key_away(iris: Rows) -> None:
    app = iris.app
    app.train(epochs=200)
    app.keys("W")
    app.settle()
    session = app.session
    errors = row_errors(session.experiment, session.network)
    train = np.flatnonzero(~session.data.test)
    worst = train[np.argsort(-errors.loss[train], kind="stable")][:10]
    np.testing.assert_array_equal(
        session.points.selected, np.sort(worst)
    )  # and so they are ringed on the canvas
    assert iris.chosen() == (worst + 1).tolist()
    shown = [float(iris.words(row, "Loss")) for row in range(20)]
    assert shown == sorted(shown, reverse=True)
    assert f"as of epoch {app.epoch:,}" in app.window.side_panel.rows.table.foot.text()
    app.keys("S")  # a single key of the window works in the table, too
    app.settle()
    assert len(session.points.selected) == 10


def test_a_cell_is_mended_and_the_mending_undone(iris: Rows) -> None:
    app = iris.app
    app.press("show_table")
    assert not app.window.network_panel.isVisible()
    field = iris.double_click(2, "sepal_length_cm")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "five")
    QTest.keyClick(field, Qt.Key.Key_Return)
    app.settle()
    assert app.notice.startswith("sepal_length_cm of row 3 stays 4.7: “five” is not a number.")
    assert app.session.data.X[2, 0] == 4.7
    QTest.keyClick(iris.table, "5")  # a number typed into the cell begins again
    QTest.keyClicks(app.find("row_value"), ",5")
    QTest.keyClick(app.find("row_value"), Qt.Key.Key_Return)
    app.settle()
    assert app.session.data.X[2, 0] == 5.5 and iris.words(2, "sepal_length_cm") == "5.5"
    box = iris.double_click(2, "species")
    assert isinstance(box, QComboBox)
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "virg")  # the rest is filled in
    QTest.keyClick(box, Qt.Key.Key_Return)
    app.settle()
    assert app.session.data.y[2] == 2
    app.press("undo")
    app.press("undo")
    app.settle()
    assert app.session.data.X[2, 0] == 4.7 and app.session.data.y[2] == 0
    assert iris.words(2, "sepal_length_cm") == "4.7"


def test_rows_are_sorted_deleted_and_held_out(iris: Rows) -> None:
    app = iris.app
    app.keys("Ctrl+T")
    head = iris.table.horizontalHeader()
    at = iris.column("Loss")
    x = head.sectionViewportPosition(at) + head.sectionSize(at) // 2
    QTest.mouseClick(head.viewport(), LEFT, pos=QPoint(x, head.height() // 2))
    app.frame()
    worst = int(iris.words(0, "#")) - 1
    iris.click(0, "Loss")
    before = app.session.data
    QTest.keyClick(iris.table, Qt.Key.Key_Delete)
    app.settle()
    assert app.rows == 149
    np.testing.assert_array_equal(app.session.data.X, np.delete(before.X, worst, axis=0))
    iris.click(1, "Loss")
    row = int(iris.words(1, "#")) - 1
    test = bool(app.session.data.test[row])
    app.press("rows_to_train" if test else "rows_to_test")
    app.settle()
    assert bool(app.session.data.test[row]) != test
    assert iris.words(1, "Split") == ("train" if test else "test")
    app.press("undo")
    app.press("undo")
    app.settle()
    assert app.session.data.same_as(before)


def test_a_point_that_is_selected_is_found_in_the_table(iris: Rows) -> None:
    app = iris.app
    app.keys("Ctrl+T")
    app.session.points.select(np.array([140, 120]))
    app.frame()
    assert iris.chosen() == [121, 141]
    assert iris.table.viewport().rect().contains(iris.place(120, "species"))
    iris.click(118, "species")
    np.testing.assert_array_equal(app.session.points.selected, [118])
    QTest.keyClick(iris.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    app.frame()
    np.testing.assert_array_equal(app.session.points.selected, [118, 119])
    QTest.keyClick(iris.table, Qt.Key.Key_Escape)
    assert app.window.canvas_panel.canvas.hasFocus() and app.session.view.side_panel == "table"


def test_space_plays_from_within_the_table_and_the_order_does_not_dance(iris: Rows) -> None:
    app = iris.app
    app.keys("W")
    order = iris.table.rows.order.copy()
    app.keys("Space")
    assert app.session.training
    app.wait_for(lambda: app.epoch >= 30, "30 epochs")
    np.testing.assert_array_equal(iris.table.rows.order, order)
    app.wait_for(app.window.side_panel.rows.table.again.isVisible, "Sort again")
    app.keys("Space")
    app.settle()
    losses = row_errors(app.session.experiment, app.session.network).loss
    np.testing.assert_array_equal(iris.table.rows.order, np.argsort(-losses, kind="stable"))


def test_a_cell_of_the_confusion_matrix_names_its_rows(iris: Rows) -> None:
    app = iris.app
    app.train(epochs=20)
    app.press("show_statistics")
    app.settle()
    session = app.session
    predicted = row_errors(session.experiment, session.network).predicted
    group = ~session.data.test
    assert app.find("statistics_accuracy", QWidget).value == app.figure("accuracy")
    grid = app.find("confusion", QTableView)
    column = int(predicted[group & (session.data.y == 1)][0])
    place = grid.visualRect(grid.model().index(1, column)).center()
    QTest.mouseClick(grid.viewport(), LEFT, pos=place)
    app.frame()
    rows = np.flatnonzero(group & (session.data.y == 1) & (predicted == column))
    np.testing.assert_array_equal(session.points.selected, rows)
    app.press("rows_table")
    app.frame()
    assert iris.chosen() == (rows + 1).tolist()
    app.press("beside_close")
    assert session.view.side_panel == "network" and app.window.network_panel.isVisible()


def test_the_fit_of_house_prices_is_in_dollars(app: Driver) -> None:
    from sklearn import metrics  # it takes seconds to load: not for every run

    app.choose("source", "Houses")
    app.settle()
    app.train(epochs=300)
    app.keys("Ctrl+I")
    app.settle()
    session, page = app.session, app.window.side_panel.rows.statistics
    data, group = session.data, ~session.data.test
    predicted = session.experiment.decode(session.network.predict(session.experiment.encode(data.X[group])))
    figures = page.values.summary.figures
    assert float(figures["training", "r2"].value) == pytest.approx(
        metrics.r2_score(data.y[group], predicted), abs=1e-4
    )
    rmse = float(figures["training", "rmse"].value.replace(",", ""))
    assert rmse == pytest.approx(metrics.root_mean_squared_error(data.y[group], predicted), abs=0.5)
    assert "price_usd" in page.values.units.text()
    plot = page.values.plot
    QTest.mouseClick(plot.viewport(), LEFT, pos=mark_of(plot))
    assert len(session.points.selected) == 1


@pytest.mark.parametrize("card", ["table", "statistics"])
def test_drawing_goes_on_beside_the_card(app: Driver, card: SidePanel) -> None:
    app.keys("Ctrl+T" if card == "table" else "Ctrl+I")
    app.keys("Ctrl+Del")
    app.settle()
    page = getattr(app.window.side_panel.rows, card)
    assert "click on the canvas" in (page.empty.text() if card == "table" else page.foot.text())
    app.click_point(1.0, 1.0)
    app.settle()
    assert app.rows == 1
    rows = None if card == "table" else page.classes.summary.figures["training", "rows"]
    shown: Callable[[], str] = lambda: rows.value if rows else str(page.model.rowCount())  # noqa: E731
    assert shown() == "1"
