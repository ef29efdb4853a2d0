"""The first column of a wide table stays in view, whatever is scrolled and wherever the keys go."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest

from playground.ui.widgets.frozen_table import FrozenTable

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(qtbot: Any) -> FrozenTable:
    made = FrozenTable()
    qtbot.addWidget(made)
    model = QStandardItemModel(40, 30, made)
    for row in range(40):
        for column in range(30):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    made.setModel(model)
    made.resize(400, 300)
    made.show()
    return made


def seen(table: FrozenTable, row: int, column: int) -> bool:
    """Whether the left edge of a cell is in view, right of the first column."""
    area = table.visualRect(table.model().index(row, column))
    return table.columnWidth(0) <= area.left() < table.viewport().width()


def test_it_stays_while_the_others_scroll(table: FrozenTable) -> None:
    table.horizontalScrollBar().setValue(900)
    table.verticalScrollBar().setValue(200)
    first = table.first
    assert first.isVisible() and first.width() == table.columnWidth(0)
    assert first.mapTo(table, QPoint()) == table.horizontalHeader().pos()
    assert first.indexAt(QPoint(5, 5)).column() == 0
    below = table.visualRect(table.model().index(9, 0)).top()
    assert first.visualRect(first.model().index(9, 0)).top() == below, "the same row beside it"
    table.setColumnWidth(0, 150)
    assert first.width() == 150


def test_the_cell_that_has_the_keys_is_never_beneath_it(table: FrozenTable) -> None:
    table.setCurrentIndex(table.model().index(0, 0))
    for key, column in ((Qt.Key.Key_End, 29), (Qt.Key.Key_Left, 28), (Qt.Key.Key_PageDown, 28)):
        QTest.keyClick(table, key)
        assert table.currentIndex().column() == column
    for _ in range(20):
        QTest.keyClick(table, Qt.Key.Key_Left)
        at = table.currentIndex()
        assert seen(table, at.row(), at.column()), at.column()


def test_a_click_on_it_is_one_on_the_table(table: FrozenTable) -> None:
    table.horizontalScrollBar().setValue(900)
    clicked = list[int]()
    table.horizontalHeader().sectionClicked.connect(clicked.append)
    QTest.mouseClick(table.first.horizontalHeader().viewport(), LEFT, pos=QPoint(20, 5))
    assert clicked == [0]
    QTest.mouseClick(table.first.viewport(), LEFT, pos=QPoint(20, 5))
    assert table.selectionModel().isRowSelected(0)
