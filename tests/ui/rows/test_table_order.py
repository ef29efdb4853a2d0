"""The table of the rows: by what it is sorted, and when again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from playground.session import Change
from playground.training import Experiment
from playground.training.statistics import row_errors
from tests.in_process import show_weights
from tests.ui.rows.tables import cell, column, page_of

LEFT = Qt.MouseButton.LeftButton


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
    session.run.training = True  # a frame of a run, without its worker
    show_weights(session, -2.0 * session.network.theta, epoch=1234, steps=9)
    page.refresh(Change.WEIGHTS)
    page.throttle.reset()
    page.refresh(Change.WEIGHTS)
    np.testing.assert_array_equal(page.model.order, before)
    assert page.again.isVisible() and "as of epoch 0" in page.foot.text()
    page.again.click()
    assert "as of epoch 1,234" in page.foot.text() and (page.model.order != before).any()
    session.run.training = False
    show_weights(session, -session.network.theta, epoch=1300, steps=10)
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
    one.session.view.set_side_panel("statistics")
    one.settle()
    one.session.view.set_side_panel("table")
    one.settle()
    assert not page.again.isVisible()  # nothing was edited meanwhile


def test_other_rows_are_sorted_anew(beside: Callable[..., Any], houses: Experiment, iris: Experiment) -> None:
    one = beside(houses)
    page = page_of(one)
    page.sort_worst()
    one.session.document.open(iris)
    one.settle()
    losses = row_errors(iris, one.session.network).loss
    np.testing.assert_array_equal(page.model.order, np.argsort(-losses, kind="stable"))
    page._click_head(column(page, "input_3"))
    one.session.document.open(houses)
    one.settle()
    np.testing.assert_array_equal(page.model.order, np.arange(60))  # it has no such column


def test_the_worst_are_those_on_the_canvas(beside: Callable[..., Any], houses: Experiment) -> None:
    one = beside(houses)
    page, data = page_of(one), houses.data
    losses = row_errors(houses, one.session.network).loss
    page.sort_worst()
    train = np.flatnonzero(~data.test)
    assert set(one.session.points.selected) == set(train[np.argsort(-losses[train])][:10])
    one.session.view.update(show_test=True)
    page.sort_worst()
    assert set(one.session.points.selected) == set(np.argsort(-losses)[:10])


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
    assert page.model.sorted_by == ("error", True) and len(one.session.points.selected) == 10
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
        session.points.delete(np.arange(100))
    else:
        session.points.set_cell(0, 0, 30.0)
    for _ in range(10):  # more than would be left; the page has not been told of the edit
        page.error_job.slices.timeout.emit()
    assert 0.0 < page.error_job.progress < 1.0 and not len(session.points.selected)
    one.settle()
    while page.error_job.progress < 1.0:
        QTest.qWait(1)
    losses = row_errors(session.experiment, session.network).loss
    order = np.argsort(-losses, kind="stable")
    np.testing.assert_array_equal(page.model.order, order)
    assert set(session.points.selected) == set(order[~session.data.test[order]][:10])


def test_at_rest_a_number_set_by_hand_sorts_the_rows_again(
    beside: Callable[..., Any], houses: Experiment
) -> None:
    one = beside(houses)
    page, session = page_of(one), one.session
    page.sort_worst()
    show_weights(session, -2.0 * session.network.theta)  # of the same epoch, and after as many steps
    page.refresh(Change.WEIGHTS)
    losses = row_errors(houses, session.network).loss
    np.testing.assert_array_equal(page.model.order, np.argsort(-losses, kind="stable"))
