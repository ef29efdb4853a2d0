"""The figures of classes and values: the same as scikit-learn's, shown, chosen and copied."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from playground.session import ALL, Change
from playground.training import Experiment
from playground.training.statistics import row_errors
from playground.ui.widgets import number_format
from tests.in_process import show_weights
from tests.ui.views import mark_of

LEFT = Qt.MouseButton.LeftButton


def page_of(one: Any) -> Any:
    return one.window.side_panel.rows.statistics


def click_cell(grid: Any, row: int, column: int) -> None:
    place = grid.visualRect(grid.figures.index(row, column)).center()
    QTest.mouseClick(grid.viewport(), LEFT, pos=place)


@pytest.mark.parametrize("part", [0, 1])
def test_the_confusion_of_classes(beside: Callable[..., Any], iris: Experiment, part: int) -> None:
    from sklearn import metrics  # it takes seconds to load: not for every run

    one = beside(iris, "statistics")
    page, data = page_of(one), iris.data
    page.parts.choose(part)
    group = data.test if part else ~data.test
    errors = row_errors(iris, one.session.network)
    y, predicted = data.y[group], errors.predicted[group]
    counts = metrics.confusion_matrix(y, predicted, labels=[0, 1, 2])
    grid = page.classes.matrix.figures
    shown = [[int(grid.index(i, j).data()) for j in range(3)] for i in range(3)]
    assert shown == counts.tolist()
    accuracy = page.classes.summary.figures[("training", "test")[part], "accuracy"]
    assert accuracy.value == number_format.share(metrics.accuracy_score(y, predicted))
    precision, recall, *_ = metrics.precision_recall_fscore_support(y, predicted, zero_division=np.nan)
    measures = page.classes.measures.figures
    for label in range(3):
        assert measures.index(label, 0).data() == number_format.share(precision[label])
        assert measures.index(label, 1).data() == number_format.share(recall[label])
    assert not page.values.isVisible()
    loss = page.classes.summary.figures["training", "log_loss"]
    assert loss.name == iris.loss.label, "one name for the number that is trained"


def test_a_click_on_a_cell_selects_its_rows(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris, "statistics")
    page, data = page_of(one), iris.data
    errors = row_errors(iris, one.session.network)
    column = int(errors.predicted[~data.test & (data.y == 2)][0])
    click_cell(page.classes.matrix, 2, column)
    wanted = np.flatnonzero(~data.test & (data.y == 2) & (errors.predicted == column))
    np.testing.assert_array_equal(one.session.points.selected, wanted)
    grid = page.classes.matrix
    grid.setCurrentIndex(grid.figures.index(0, column))
    one.session.points.select(np.empty(0, dtype=np.intp))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert set(data.y[one.session.points.selected]) <= {0.0}
    tip = grid.figures.index(2, column).data(Qt.ItemDataRole.ToolTipRole)
    assert (
        f"{len(wanted)} of {int((~data.test & (data.y == 2)).sum())} training rows of class virginica" in tip
    )


def test_values_in_original_units(beside: Callable[..., Any], houses: Experiment) -> None:
    from sklearn import metrics  # it takes seconds to load: not for every run

    one = beside(houses, "statistics")
    page, data = page_of(one), houses.data
    predicted = row_errors(houses, one.session.network).predicted
    for part, group in (("training", ~data.test), ("test", data.test)):
        y, ours = data.y[group], predicted[group]
        figures = page.values.summary.figures
        shown = {name: figure.value for (of, name), figure in figures.items() if of == part}
        assert shown == {
            "rmse": number_format.value(math.sqrt(metrics.mean_squared_error(y, ours))),
            "r2": number_format.minus(f"{metrics.r2_score(y, ours):.4f}"),
            "mae": number_format.value(metrics.mean_absolute_error(y, ours)),
            "mean": number_format.value(y.mean()),
            "rows": str(len(y)),
        }
    assert "price_usd" in page.values.units.text()
    assert not page.classes.isVisible()


def test_the_residual_plot(beside: Callable[..., Any], houses: Experiment) -> None:
    one = beside(houses, "statistics")
    plot = page_of(one).values.plot
    filled, hollow = plot.marks.groups
    assert (len(filled), len(hollow)) == (int((~houses.data.test).sum()), int(houses.data.test.sum()))
    errors = row_errors(houses, one.session.network)
    np.testing.assert_allclose(filled.ys, errors.residual[~houses.data.test])
    np.testing.assert_allclose(hollow.xs, errors.predicted[houses.data.test])
    plot.grab()
    QTest.mouseClick(plot.viewport(), LEFT, pos=mark_of(plot))
    assert len(one.session.points.selected) == 1
    QTest.mouseClick(plot.viewport(), LEFT, pos=QPoint(plot.width() - 8, 12))  # where no mark is
    assert len(one.session.points.selected) == 1


def test_a_click_on_a_residual_plot_without_room_is_nothing(
    beside: Callable[..., Any], houses: Experiment
) -> None:
    one = beside(houses, "statistics")
    plot = page_of(one).values.plot
    plot.setFixedHeight(1)
    plot.grab()
    assert min(plot.pixel) == 0.0
    QTest.mouseClick(plot.viewport(), LEFT, pos=QPoint(20, 0))
    assert not len(one.session.points.selected)


def test_a_target_is_called_as_everywhere_on_screen(beside: Callable[..., Any], houses: Experiment) -> None:
    named = replace(houses, data=replace(houses.data, target="y1"))
    page = page_of(beside(named, "statistics"))
    page.resize(900, 700)
    plot = page.values.plot
    said = [page.values.units.text(), *(plot.getAxis(side).labelText for side in ("bottom", "left"))]
    assert all("y₁" in words for words in said), said


def test_the_plot_is_thinned(beside: Callable[..., Any], made: Callable[..., Experiment]) -> None:
    one = beside(made(9000, classes=0), "statistics")
    assert sum(map(len, page_of(one).values.plot.marks.groups)) == 2000


def test_many_rows_while_training_and_at_a_pause(
    beside: Callable[..., Any], made: Callable[..., Experiment], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = beside(made(3000), "statistics")
    page, session = page_of(one), one.session
    monkeypatch.setattr(type(page.error_job), "at_once", 400)
    session.run.training = True  # a frame of a run, without its worker
    session.snapshot.theta[...] *= 2.0
    page.throttle.reset()
    page.refresh(Change.WEIGHTS)
    assert len(page.errors.rows) == 400 and "400 of 3,000 rows" in page.foot.text()
    trained = int((~session.data.test[page.errors.rows]).sum())
    assert page.classes.summary.figures["training", "rows"].value == f"{trained:,}"
    session.run.training = False
    page.refresh(Change.STATUS)
    assert "computing the predictions of all rows" in page.foot.text()
    while page.error_job.progress < 1.0:
        QTest.qWait(1)
    assert len(page.errors.rows) == 3000 and page.foot.text() == "As of epoch 0"


def test_an_edit_while_errors_are_found_begins_anew(
    beside: Callable[..., Any], made: Callable[..., Experiment], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = beside(made(3000), "statistics")
    page = page_of(one)
    monkeypatch.setattr(type(page.error_job), "at_once", 400)
    page.error_job.ask()
    one.session.points.delete(np.arange(100))
    for _ in range(10):  # more than would be left; the page has not been told of the edit
        page.error_job.slices.timeout.emit()
    assert page.error_job.progress < 1.0 and len(page.errors.rows) == 3000
    one.settle()
    while page.error_job.progress < 1.0:
        QTest.qWait(1)
    assert len(page.errors.rows) == 2900


def test_nothing_is_found_anew_for_a_selection(beside: Callable[..., Any], iris: Experiment) -> None:
    one = beside(iris, "statistics")
    page = page_of(one)
    before = page.errors
    one.session.points.select(np.array([3]))
    one.settle()
    page.refresh(ALL)
    assert page.errors is before


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("classes", [0, 2, 30])
def test_hardly_any_rows(
    beside: Callable[..., Any], made: Callable[..., Experiment], rows: int, classes: int
) -> None:
    one = beside(made(rows, 2, classes), "statistics")
    page = page_of(one)
    for part in (0, 1):
        page.parts.choose(part)
        one.window.grab()
        page.text()
    if classes:
        assert page.classes.measures.figures.index(1, 0).data() in {"–", "0 %", "100 %"}
    if not rows:
        assert "click on the canvas" in page.foot.text()


def test_a_diverged_network(beside: Callable[..., Any], iris: Experiment, houses: Experiment) -> None:
    for experiment in (iris, houses):
        one = beside(experiment, "statistics")
        page = page_of(one)
        show_weights(one.session, math.nan)
        page.refresh(Change.WEIGHTS)
        summary = page.classes.summary if experiment is iris else page.values.summary
        assert summary.figures["test", "log_loss" if experiment is iris else "rmse"].value == "–"
        one.window.grab()


def test_copying(beside: Callable[..., Any], iris: Experiment, houses: Experiment) -> None:
    one = beside(iris, "statistics")
    page = page_of(one)
    page.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:2] == ["Epoch 0, confusion of the training rows", "\ttraining\ttest"]
    assert lines[2].split("\t")[0] == "Accuracy" and len(lines[2].split("\t")) == 3
    head = lines.index("actual \\ predicted\tsetosa\tversicolor\tvirginica")
    counts = [list(map(int, line.split("\t")[1:])) for line in lines[head + 1 : head + 4]]
    assert np.sum(counts) == 75
    page.parts.choose(1)
    one.session.document.open(houses)
    one.settle()
    page.setFocus()
    page.classes.setFocus()
    QTest.keySequence(page, "Ctrl+C")
    assert QGuiApplication.clipboard().text().startswith("Epoch 0\n\ttraining\ttest\nRMSE\t")


def test_every_figure_says_its_formula(beside: Callable[..., Any], iris: Experiment) -> None:
    page = page_of(beside(iris, "statistics"))
    summaries = (page.classes.summary, page.values.summary)
    for figure in (figure for one in summaries for figure in one.figures.values()):
        assert len(figure.toolTip()) > 15 and figure.objectName().startswith("statistics_")
    for column in range(4):
        assert page.classes.measures.figures.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
        )
