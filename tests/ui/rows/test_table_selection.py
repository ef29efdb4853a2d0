"""The table of the rows: a row and its point are selected together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from playground.session import Change
from playground.training import Experiment
from tests.ui.rows.tables import page_of


def test_selecting_both_ways(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page, session = page_of(one), one.session
    page.sort_by("input_0", descending=True)
    page.table.selectRow(3)
    np.testing.assert_array_equal(session.points.selected, [page.model.order[3]])
    session.points.select(np.array([7, 90, 91]))
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
    np.testing.assert_array_equal(session.points.selected, [7, 90, 91])


def test_no_selection_comes_back(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris)
    page, session, told = page_of(one), one.session, []
    session.listen(lambda changes: told.append(changes) if changes & Change.SELECTION else None)
    page.table.selectRow(3)
    for _ in range(3):
        one.settle()
    assert len(told) == 1
    session.points.select(np.arange(0, 100, 2))
    for _ in range(3):
        one.settle()
    assert len(told) == 2


def test_ten_thousand_selected_rows_are_only_painted(
    beside: Callable[..., Any], made: Callable[..., Experiment]
) -> None:
    one = beside(made(40_000))
    page, session = page_of(one), one.session
    session.points.select(np.arange(0, 40_000, 4))
    one.settle()
    assert len(session.points.selected) == 10_000
    assert page.model.is_selected(4) and not page.model.is_selected(5)
    assert page.table.selectionModel().selection().count() == 0  # Qt would take seconds for more
    page.table.selectRow(9)
    np.testing.assert_array_equal(session.points.selected, [9])
    page.table.selectAll()
    assert len(session.points.selected) == 40_000


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
