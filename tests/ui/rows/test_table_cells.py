"""The table of the rows: what stands in it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionHeader

from playground.data import Raw, Recipe, read_table
from playground.session import ALL
from playground.training import Experiment
from playground.training.statistics import row_errors
from tests.in_process import show_weights
from tests.ui.rows.tables import cell, page_of


def words(page: Any, name: str, rows: int = 5) -> list[str]:
    return [cell(page, row, name).data() for row in range(rows)]


def test_names_that_are_cut_stay_told_apart(beside: Callable[..., Any], iris: Experiment) -> None:
    page = page_of(beside(iris))
    head = page.table.horizontalHeader()
    inputs = [place for place, column in enumerate(page.model.columns) if column.input is not None]
    for wide in (70, 90, 300):
        for place in inputs:
            page.table.setColumnHidden(place, False)
            page.table.setColumnWidth(place, wide)
        shown = [head.shown(place) for place in inputs]
        assert len(set(shown)) == 4, shown
        assert (shown == list(iris.data.columns)) == (wide == 300)
        option = QStyleOptionHeader()
        head.initStyleOptionForIndex(option, inputs[0])
        assert option.text == shown[0], "and that is what is painted"
    page.sort_by(page.model.columns[inputs[0]].name, descending=True)
    page.table.setColumnWidth(inputs[0], 70)
    assert head.shown(inputs[0]).startswith("sep") and head.shown(inputs[0]).endswith("↓")


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


def test_no_table_is_scrolled_sideways_before_it_has_to_be(
    beside: Callable[..., Any], houses: Experiment
) -> None:
    table = page_of(beside(houses)).table
    edges = table.width() - table.viewport().width()

    def head_in(room: int) -> int:
        table.setFixedWidth(room + edges)
        table.fit()
        return table.horizontalHeader().length()  # type: ignore[no-any-return]

    wished = head_in(2000)
    assert all(head_in(wished - less) <= wished - less for less in (20, 300))
    assert head_in(200) == wished, "then they are scrolled, and each is as wide as it likes"


def test_columns_are_fitted_to_other_room_unless_they_were_moved(
    beside: Callable[..., Any], houses: Experiment
) -> None:
    table = page_of(beside(houses)).table
    edges = table.width() - table.viewport().width()
    table.resize(2000 + edges, table.height())
    wished = table.horizontalHeader().length()
    table.resize(wished - 15 + edges, table.height())
    assert table.horizontalHeader().length() == table.viewport().width()
    table.setColumnWidth(0, 90)
    moved = table.horizontalHeader().length()
    table.resize(2000 + edges, table.height())
    assert table.horizontalHeader().length() == moved


def test_what_was_missing_and_is_filled_says_so(beside: Callable[..., Any]) -> None:
    table = Raw("gaps.csv", b"a,b,y\n1,,2.5\n3,5,4\n,7,1\n")
    page = page_of(beside(Experiment.create(read_table(table, Recipe(missing="median")).dataset)))
    tips = [
        [cell(page, row, f"input_{k}").data(Qt.ItemDataRole.ToolTipRole) for k in (0, 1)] for row in range(3)
    ]
    told = "missing in the file, filled with the median of the training rows"
    assert [[told in tip for tip in row] for row in tips] == [[False, True], [False, False], [True, False]]


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
    page.row_actions.copy()
    page.table.grab()


def test_a_diverged_network(beside: Callable[..., Any], iris: Experiment, houses: Experiment) -> None:
    for experiment in (iris, houses):
        one = beside(experiment)
        page = page_of(one)
        show_weights(one.session, math.nan)
        page.refresh(ALL)
        assert words(page, "prediction", 1) == ["–"] and words(page, "error", 1) == ["–"]
        page.sort_worst()
        assert page.model.sorted_by == ("error", True) and not len(one.session.points.selected)
        page.table.grab()
