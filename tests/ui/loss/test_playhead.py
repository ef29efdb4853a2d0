"""The playhead on the loss plot: by mouse, by keys, by a typed number; and what the card says meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from playground.data import Recipe
from playground.training import Experiment
from playground.training.checkpoint import Place
from playground.ui.loss.glimpse import Glimpse
from playground.ui.loss.playhead_bar import PlayheadBar
from playground.ui.loss.plot import LossPlot

if TYPE_CHECKING:
    from conftest import Opened


@pytest.fixture
def app(opened: Callable[..., Opened]) -> Opened:
    """A run of twelve epochs, the rate changed after four."""
    one = opened()
    for _ in range(4):
        one.session.playback.step("epoch")
    one.session.model.update_spec(learning_rate=0.5)
    for _ in range(8):
        one.session.playback.step("epoch")
    one.settle()
    return one


def plot_of(app: Opened) -> LossPlot:
    return app.window.loss_panel.plot


def bar(app: Opened) -> PlayheadBar:
    return app.window.loss_panel.playhead_bar


def at(plot: LossPlot, epoch: float, below: int = 12) -> QPoint:
    """On the axis, at an epoch."""
    return QPoint(round(plot._view.x_of(epoch)), round(plot._view.area.bottom()) + below)


def test_a_drag_along_the_axis_looks_back(app: Opened) -> None:
    plot, head = plot_of(app), app.session.playhead
    QTest.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=at(plot, 3))
    app.settle()
    assert head.place == Place(3) and app.session.snapshot.epoch == 3
    assert app.session.spec.learning_rate == 0.03
    QTest.mouseMove(plot.viewport(), at(plot, 6, below=-20))
    QTest.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=at(plot, 6))
    app.settle()
    assert head.place == Place(6) and app.session.snapshot.epoch == 6
    grip = at(plot, 6, below=-30) + QPoint(7, 0)
    QTest.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    far = at(plot, 3, below=-30)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=far)
    assert head.place is not None and head.place.epoch in {6, 7}, "only the grip and the axis take hold"


def test_while_the_playhead_is_on_its_way_less_is_painted_and_at_its_place_all(app: Opened) -> None:
    plot, session, heatmap = plot_of(app), app.session, app.window.heatmap
    heatmap.update()
    fine = heatmap.side
    session.playhead.look_at(3)
    heatmap.update()
    assert session.moving and heatmap.side < fine
    app.settle()
    assert not session.moving and heatmap.side == fine
    plot.grab()
    still = plot._still.cacheKey()
    session.playhead.look_at(5)
    app.settle()
    seen = plot.grab().toImage()
    assert plot._still.cacheKey() == still, "the playhead alone has moved"
    plot._draw()
    assert plot.grab().toImage() == seen


@pytest.mark.parametrize(
    ("keys", "epoch"),
    [
        ([Qt.Key.Key_Left], 11),
        ([Qt.Key.Key_Home, Qt.Key.Key_Right], 1),
        ([Qt.Key.Key_PageUp], 0),
        ([Qt.Key.Key_Comma], 4),
        ([Qt.Key.Key_Home, Qt.Key.Key_Period], 4),
        ([Qt.Key.Key_Home, Qt.Key.Key_PageDown], None),
        ([Qt.Key.Key_Home, Qt.Key.Key_End], None),
    ],
)
def test_keys(app: Opened, keys: list[Qt.Key], epoch: int | None) -> None:
    plot = plot_of(app)
    plot.setFocus()
    for key in keys:
        QTest.keyClick(plot, key)
    place = app.session.playhead.place
    assert (None if place is None else place.epoch) == epoch
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert app.session.playhead.epoch == max(0, (12 if epoch is None else epoch) - 10)


def test_space_plays_the_past_and_not_the_run(app: Opened) -> None:
    plot, head = plot_of(app), app.session.playhead
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Space)
    assert head.direction == 1 and not app.session.training
    QTest.keyClick(plot, Qt.Key.Key_Space)
    assert not head.playing
    head.look_at(6)
    QTest.keyClick(plot, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert head.direction == -1
    head.pause()


def test_the_bar_says_where_and_takes_a_number(app: Opened) -> None:
    field, log = bar(app).epoch, app.window.loss_panel.log
    assert not field.isVisible() and log.isVisible()
    app.session.playhead.look_at(3)
    app.settle()
    assert field.isVisible() and not log.isVisible() and field.text() == "3"
    assert app.window.findChild(QLabel, "status_text").text().startswith("Looking back at epoch 3 of 12")
    for typed, place in (("9", Place(9)), ("1,000", Place(9)), ("x", Place(9)), ("0", Place(0))):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        app.settle()
        assert app.session.playhead.place == place
    bar(app).present.click()
    app.settle()
    assert app.session.playhead.place is None and not field.isVisible()


def test_a_number_that_is_refused_is_over_when_the_playhead_moves(app: Opened) -> None:
    """What was typed stayed in the bar, in red, and the notice stayed on top of the status line."""
    field, session = bar(app).epoch, app.session
    session.playhead.look_at(3)
    app.settle()

    def refuse() -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "1.5")
        QTest.keyClick(field, Qt.Key.Key_Return)
        app.settle()
        assert field.text() == "1.5" and session.notice is not None

    refuse()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "3" and session.notice is None
    refuse()
    plot_of(app).setFocus()
    app.settle()
    assert field.text() == "1.5" and session.notice is not None, "it can still be put right"
    QTest.keyClick(plot_of(app), Qt.Key.Key_Right)
    app.settle()
    assert field.text() == "4" and session.notice is None
    refuse()
    bar(app).present.click()
    app.settle()
    assert session.notice is None
    session.playhead.look_at(5)
    app.settle()
    assert field.text() == "5" and not field.property("state")


def test_go_on_from_here_by_its_button(app: Opened) -> None:
    app.session.playhead.look_at(3)
    app.settle()
    bar(app).go_on.click()
    app.settle()
    assert (app.session.snapshot.epoch, app.session.history.last_epoch) == (3, 3)
    app.session.undo()
    app.settle()
    assert app.session.history.last_epoch == 12


def test_the_mouse_over_the_plot_sees_a_place_and_its_edits(app: Opened) -> None:
    plot = plot_of(app)
    glimpse = plot.findChild(Glimpse)
    assert glimpse is not None and not glimpse.isVisible()
    plot._show_glimpse(QPointF(at(plot, 4.1, below=-30)))
    assert glimpse.isVisible() and plot.rect().contains(glimpse.geometry())
    assert glimpse._lines[0].startswith("epoch 4 · loss") and "0.03 → 0.5" in glimpse._lines[1]
    assert glimpse._picture is not None
    plot._show_glimpse(QPointF(at(plot, 12.6, below=-30)))
    assert not glimpse.isVisible(), "nothing is known of what is to come"


def test_the_plot_stays_in_its_place_when_there_is_a_past_and_when_one_looks_back(
    opened: Callable[..., Opened],
) -> None:
    one = opened()
    places = [plot_of(one).geometry()]
    for _ in range(2):
        one.session.playback.step("epoch")
    one.settle()
    places.append(plot_of(one).geometry())
    one.session.playhead.go_to(1)
    one.settle()
    assert one.window.loss_panel.playhead_bar.isVisible()
    assert {*map(repr, places)} == {repr(plot_of(one).geometry())}


def test_at_enlarged_text_the_lines_have_their_names(app: Opened) -> None:
    app.session.view.update(text_size=150)
    app.window.resize(1280, 720)
    app.settle()
    legend = app.window.loss_panel.legend
    assert legend.isVisible() and "train " in legend.text() and "test" in legend.text()


def test_what_is_looked_at_is_spoken(app: Opened) -> None:
    app.session.playhead.look_at(5)
    app.settle()
    assert plot_of(app).accessibleDescription().startswith("epoch 5, loss 0.")
    app.session.playhead.to_present()
    app.settle()
    assert plot_of(app).accessibleDescription() == ""


def test_over_a_single_input_the_mouse_sees_curves(opened: Callable[..., Opened]) -> None:
    one = opened(Experiment.load(Recipe(source="sine", count=40)))
    for _ in range(3):
        one.session.playback.step("epoch")
    one.settle()
    plot = plot_of(one)
    plot._show_glimpse(QPointF(at(plot, 2, below=-30)))
    glimpse = plot.findChild(Glimpse)
    assert glimpse is not None and glimpse._picture is not None and glimpse._picture.curves is not None
    assert not glimpse.grab().isNull()
