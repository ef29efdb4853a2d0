"""The card of the runs: their list, and some of them side by side at the playhead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from playground.ui.loss.plot import LossPlot
from playground.ui.runs.panel import RunsPanel

if TYPE_CHECKING:
    from conftest import Opened


def branched(app: Opened) -> None:
    """Eight epochs, then from the third on another run at another rate, for one epoch."""
    for _ in range(8):
        app.session.playback.step("epoch")
    app.settle()
    app.session.playhead.look_at(3)
    app.settle()
    app.session.model.update_spec(learning_rate=0.2)
    app.session.playback.step("epoch")
    app.settle()


@pytest.fixture
def app(opened: Callable[..., Opened]) -> Opened:
    one = opened()
    branched(one)
    one.window.action_map["show_runs"].trigger()
    one.settle()
    return one


def panel_of(app: Opened) -> RunsPanel:
    panel = app.window.side_panel.runs
    assert panel is not None and panel.isVisible()
    return panel


def compare(app: Opened) -> RunsPanel:
    panel = panel_of(app)
    panel.tabs.choose(1)
    app.settle()
    return panel


def plot_of(app: Opened) -> LossPlot:
    return app.window.loss_panel.plot


def test_runs_are_listed_renamed_deleted_and_taken_up(app: Opened) -> None:
    session, page = app.session, panel_of(app).list
    (row,) = page.rows
    assert "epoch 4 of 8" in row.figures.text()
    plot = plot_of(app)
    assert plot.curves.others[0].isVisible() and len(plot.curves.others[0].getData()[0]) == 9
    assert plot.getViewBox().viewRange()[0][1] >= 8, "all runs on the same axes"
    QTest.mouseClick(row.name, Qt.MouseButton.LeftButton)
    row.name.selectAll()
    QTest.keyClicks(row.name, "no")
    QTest.keyClick(row.name, Qt.Key.Key_Escape)
    assert session.runs.kept[0].name == row.name.text() == "Run A"
    page.present.name.setText("mine")
    page.present.name.editingFinished.emit()
    assert session.runs.present_name == "mine"
    row.name.setText("fast")
    row.name.editingFinished.emit()
    row.buttons["hide"].click()
    app.settle()
    assert session.runs.kept[0].name == "fast" and not plot.curves.others[0].isVisible()
    row.buttons["delete"].click()
    app.settle()
    assert page.rows == [] and page.hint.isVisible()
    session.undo()
    app.settle()
    (row,) = page.rows
    row.buttons["resume"].click()
    app.settle()
    assert session.snapshot.epoch == 8 and session.runs.present_name == "fast"
    app.window.action_map["show_runs"].trigger()
    app.settle()
    assert not page.isVisible()


def test_the_list_says_which_losses_are_not_comparable(app: Opened) -> None:
    row = panel_of(app).list.rows[0]
    assert "other" not in row.figures.text()
    app.session.model.update_spec(loss="half_mse_tanh")
    app.settle()
    assert "by another loss function" in row.figures.text()
    app.session.undo()
    app.session.source.update_recipe("Load Moons", source="moons")
    app.settle()
    assert "on other data" in row.figures.text()
    assert all("on other data" in words for words in row.figures.wordings), "in little room, too"
    row.figures.resize(row.figures.fontMetrics().horizontalAdvance(row.figures.wordings[-1]), 20)
    assert row.figures.shown() == row.figures.wordings[-1]


def test_a_run_of_the_list_is_exported_as_it_ended(app: Opened) -> None:
    """Its network, with its own name; the present one goes on."""
    (row,) = panel_of(app).list.rows
    row.buttons["export"].click()
    dialog = app.window.exporter._dialog
    assert dialog is not None and dialog.isVisible()
    subject, (kept,) = dialog._subject, app.session.runs.kept
    assert (subject.run, subject.name) == ("Run A", "circle-Run-A")
    assert subject.snapshot.epoch == 8 and subject.snapshot.theta is kept.end.theta
    assert subject.snapshot.train.loss == pytest.approx(kept.loss_of(8))
    assert subject.words.startswith("Run A · ")
    dialog.reject()


def test_runs_are_side_by_side_at_the_playhead(app: Opened) -> None:
    page = compare(app).compare
    assert "0.2\N{NO-BREAK SPACE}/ 0.03" in page.differences.text()
    present, other = page.cells
    assert present.isVisible() and other.isVisible() and page.difference.isVisible()
    assert page.difference.choice.count() == 1
    page.difference.choice.setFixedWidth(200)  # as wide as a long name makes it
    page.difference.resize(300, 340)
    page.difference.arrange()
    assert page.difference.figures.x() > page.difference.choice.geometry().right()
    exact = app.session.comparison.at(app.session.runs.kept[0])
    assert exact.exact and exact.epoch == 4
    before = other.field.answers.copy()
    app.session.playhead.look_at(1)
    app.settle()
    assert not np.array_equal(other.field.answers, before), "it follows"
    np.testing.assert_array_equal(other.field.answers, present.field.answers), "one past"
    assert page.difference.figures.text().startswith("0 rows")


def test_up_to_four_are_compared_and_any_two_of_them(app: Opened) -> None:
    session = app.session
    for epochs in (1, 2, 3):
        session.runs.keep_present(session.resume_point)
        session.model.reset()
        session.playback.step("epoch")
        app.settle()
        assert len(session.runs.kept) == epochs + 1
    panel = compare(app)
    assert len(panel.compare.cells) == 4 and panel.compare.difference.choice.count() == 6
    panel.compare.difference.choice.activated.emit(5)
    app.settle()
    assert session.comparison.pair is not None
    assert [one.number for one in session.comparison.pair] == [one.number for one in session.runs.kept[-2:]]


def test_captions_have_room_for_any_figures(app: Opened) -> None:
    """In one line or in two, the same in all cells; the layout stays while the playhead moves."""
    page = compare(app).compare
    cells = [*page.cells, page.difference]
    assert len({cell.one_line for cell in cells}) == 1
    for cell in cells[:-1]:
        assert cell.figures.width() >= cell.figures.fontMetrics().horizontalAdvance(cell.figures.text())
    places = [cell.geometry() for cell in cells]
    app.session.playhead.look_at(1)
    app.settle()
    assert [cell.geometry() for cell in cells] == places
    app.session.view.update(text_size=150)
    app.settle()
    choice = page.difference.choice
    assert choice.width() >= choice.width_for(choice.currentText()), "or the names are cut"


def test_opened_at_the_comparison_it_has_the_head_of_one(opened: Callable[..., Opened]) -> None:
    one = opened()
    branched(one)
    one.session.view.set_side_panel("compare")
    one.settle()
    assert panel_of(one).by.isVisible() and not panel_of(one).keep.isVisible()


def test_by_steps_all_stand_after_as_many_updates(app: Opened) -> None:
    session = app.session
    session.model.update_spec(batch_size=50)
    for _ in range(3):
        session.playback.step("epoch")
    panel = compare(app)
    assert panel.by.isVisible() and not panel.keep.isVisible()
    panel.by.choose(1)
    app.settle()
    there = session.comparison.all_there[1]
    assert there.exact and there.steps == session.snapshot.steps
    xs = plot_of(app).curves.others[0].getData()[0]
    assert xs[3] == 3.0 and xs[-1] > 8.0, "the same updates are more epochs of larger batches"


def test_with_nothing_to_compare_the_page_says_what_to_do(app: Opened) -> None:
    app.session.runs.delete(app.session.runs.kept[0].number)
    panel = compare(app)
    assert panel.compare.hint.isVisible() and panel.keep.isVisible()
    assert not panel.compare.difference.isVisible()
    panel.keep.click()
    app.settle()
    assert panel.compare.difference.isVisible()


@pytest.mark.parametrize("source", ["line", "blobs"])
def test_values_and_many_classes_are_compared(opened: Callable[..., Opened], source: str) -> None:
    one = opened()
    one.session.source.update_recipe(source=source)
    branched(one)
    one.window.action_map["show_runs"].trigger()
    page = compare(one).compare
    assert page.difference.figures.text()
    assert not page.window().grab().isNull()


def test_a_large_network_is_compared_with_a_small_one(app: Opened) -> None:
    """At the same points, fewer of them."""
    app.session.model.set_layers((64, 64))
    page = compare(app).compare
    shapes = {cell.field.answers.shape for cell in page.cells}
    assert len(shapes) == 1 and page.difference._words.endswith("differ")
