"""The loss plot: both axes, missing losses, and a million epochs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.session import Change, Session
from playground.training.history import History, HistoryPart
from playground.training.timeline import TimelinePart
from playground.ui.loss.plot import LossPlot
from playground.ui.theme.theme import theme
from tests.wheel import turn_wheel

if TYPE_CHECKING:
    from conftest import Opened


def plotted(session: Session, losses: np.ndarray, *, log: bool = True) -> LossPlot:
    session.run.history = History()
    session.history.merge(HistoryPart(0, losses, TimelinePart(0)))
    session.view.update(log_loss_axis=log)
    plot = LossPlot(session, theme(dark=False, safe=False))
    plot.apply_theme(theme(dark=False, safe=False))
    return plot


@pytest.fixture
def session(qapp: QApplication, session_of: Callable[..., Session]) -> Session:
    assert qapp is not None
    return session_of()


def test_linear_and_logarithmic(session: Session) -> None:
    losses = np.stack([np.geomspace(1.0, 1e-3, 50), np.geomspace(2.0, 1e-2, 50)], axis=1)
    plot = plotted(session, losses, log=False)
    np.testing.assert_array_equal(plot.curves.train.getData()[0], np.arange(50))
    np.testing.assert_array_equal(plot.curves.train.getData()[1], losses[:, 0])
    session.view.update(log_loss_axis=True)
    plot.refresh(Change.VIEW)
    np.testing.assert_allclose(plot.curves.test.getData()[1], np.log10(losses[:, 1]))
    low, high = plot.getViewBox().viewRange()[1]
    assert low < -3 and high > np.log10(2)


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("losses", [np.nan, 0.0, np.inf, 0.5])
def test_losses_that_are_missing_or_odd(session: Session, losses: float, log: bool) -> None:  # noqa: FBT001
    plot = plotted(session, np.array([[0.5, np.nan], [0.4, np.nan], [losses, losses]]), log=log)
    low, high = plot.getViewBox().viewRange()[1]
    assert np.isfinite([low, high]).all() and low < high
    assert np.isnan(plot.curves.test.getData()[1][:2]).all()


def test_no_epoch_at_all(session: Session) -> None:
    plot = plotted(session, np.empty((0, 2)))
    assert plot.getViewBox().viewRange()[0][1] >= 10


def test_a_million_epochs_are_thinned_with_their_peaks(session: Session) -> None:
    losses = np.full((1_000_001, 2), 0.1)
    losses[654_321, 0] = 50.0
    losses[-1, 0] = 0.07
    plot = plotted(session, losses, log=False)
    xs, ys = plot.curves.train.getData()
    assert len(xs) < 2000
    assert ys.max() == 50.0
    assert (xs[-1], ys[-1]) == (1_000_000, 0.07)


# --- looking closer ----------------------------------------------------------------------------------


@pytest.fixture
def long(opened: Callable[..., Opened]) -> Opened:
    app = opened()
    app.session.history.merge(HistoryPart(0, np.linspace([1.0, 2.0], [0.1, 0.2], 1000), TimelinePart(0)))
    app.session.view.set_epoch_range()
    app.window.frame()
    return app


def shown(app: Opened) -> tuple[float, float]:
    first, last = app.window.loss_panel.plot.getViewBox().viewRange()[0]
    return first, last


def test_the_wheel_zooms_about_the_epoch_under_it_and_a_double_click_shows_all(long: Opened) -> None:
    plot = long.window.loss_panel.plot
    whole = shown(long)
    place = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(500, -0.5)))
    turn_wheel(plot.viewport(), QPointF(place), 4)
    long.window.frame()
    first, last = shown(long)
    assert whole[0] < first < 500 < last < whole[1] and last - first < 0.5 * 1000
    assert plot._epoch_at(QPointF(place)) == pytest.approx(500, abs=4)
    assert long.window.loss_panel.all.isVisible()
    xs, _ = plot.curves.train.getData()
    assert xs[0] <= first + 2 and len(xs) >= 0.9 * (last - first), "every epoch in view is drawn"
    QTest.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    long.window.frame()
    assert shown(long) == whole and long.session.view.epoch_range is None
    assert not long.window.loss_panel.all.isVisible()


def test_a_drag_scrolls_as_far_as_there_are_epochs(long: Opened) -> None:
    plot = long.window.loss_panel.plot
    long.session.view.set_epoch_range(200, 400)
    long.window.frame()
    middle = plot.viewport().rect().center()
    for far, expected in ((60, None), (4000, 0.0), (-9000, 799.0)):
        QTest.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(plot.viewport(), middle + QPoint(3, 0))
        send_move(plot, middle + QPoint(far, 0))
        QTest.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        long.window.frame()
        assert long.session.view.epoch_range is not None
        first, last = long.session.view.epoch_range
        assert last - first == pytest.approx(200)
        assert first < 200 if expected is None else first == pytest.approx(expected)


def test_looking_closer_by_keys(long: Opened) -> None:
    plot, key = long.window.loss_panel.plot, Qt.Key
    QTest.keyClick(plot, key.Key_Plus)
    assert long.session.view.epoch_range == pytest.approx((99.9, 899.1))
    QTest.keyClick(plot, key.Key_Minus)
    assert long.session.view.epoch_range is None


def test_a_run_that_begins_late_can_be_zoomed_before_its_first_epoch(session: Session) -> None:
    plot = plotted(session, np.empty((0, 2)))
    session.run.history = History(500)
    QTest.keyClick(plot, Qt.Key.Key_Plus)
    assert plot._span() == (500.0, 510.0)


def test_a_new_run_shows_all_epochs_again(long: Opened) -> None:
    long.session.view.set_epoch_range(20, 40)
    long.session.model.reset()
    assert long.session.view.epoch_range is None


def test_the_range_stands_still_while_epochs_come(session: Session) -> None:
    plot = plotted(session, np.linspace([1.0, 2.0], [0.5, 0.6], 105))
    before = plot.getViewBox().viewRange()
    session.history.merge(HistoryPart(105, np.full((3, 2), 0.5), TimelinePart(105)))
    plot.refresh(Change.HISTORY)
    assert plot.getViewBox().viewRange() == before
    last = before[0][1]
    assert 100 <= last <= 115, "no more than a tenth is left free"


@pytest.mark.parametrize("log", [True, False])
def test_a_small_fall_fills_the_plot(session: Session, log: bool) -> None:  # noqa: FBT001
    plot = plotted(session, np.linspace([0.69, 0.69], [0.47, 0.52], 80), log=log)
    low, high = plot.getViewBox().viewRange()[1]
    drawn = plot.curves.train.getData()[1]
    assert drawn.max() - drawn.min() > 0.75 * (high - low)


def test_what_is_painted_after_a_run_is_what_a_new_plot_paints(session: Session) -> None:
    """Axes are painted once and kept: not longer than they are right."""
    plot = plotted(session, np.full((1, 2), 0.7))
    look = theme(dark=False, safe=False)
    plot.resize(400, 220)
    plot.grab()
    session.run.training = True
    for count in (40, 80):
        losses = np.geomspace(0.7, 0.7 / count, count)
        session.history.merge(HistoryPart(0, np.stack([losses, losses], axis=1), TimelinePart(0)))
        plot.refresh(Change.HISTORY)
        plot.grab()
    session.run.training = False
    plot.refresh(Change.STATUS)
    new = LossPlot(session, look)
    new.apply_theme(look)
    new.resize(400, 220)
    assert plot.grab().toImage() == new.grab().toImage()


def send_move(plot: LossPlot, place: QPoint) -> None:
    """Further than the window reaches, as a hand that keeps the button pressed may go."""
    there = QPointF(plot.viewport().mapToGlobal(place))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), there, Qt.MouseButton.NoButton, left, none)
    QApplication.sendEvent(plot.viewport(), event)


def test_only_runs_whose_losses_are_comparable_are_drawn_beside_this_one(session: Session) -> None:
    session.playback.step("epoch")
    while session.snapshot.epoch < 1:
        session.tick()
    session.runs.keep_present(session.resume_point)
    plot = LossPlot(session, theme(dark=False, safe=False))

    def curves() -> int:
        plot.refresh(Change.HISTORY)
        return sum(curve.isVisible() for curve in plot.curves.others)

    assert curves() == 1
    session.points.add(np.array([[0.5, 0.5]]), np.array([0.0]))
    assert curves() == 1, "an edit of its rows is what runs are compared for"
    session.source.update_recipe("Resample", seed=7)
    assert curves() == 1
    session.source.update_recipe("Load Moons", source="moons")
    assert curves() == 0
    session.undo()
    assert curves() == 1
    session.model.update_spec(loss="half_mse_tanh")
    assert curves() == 0, "of another loss function"
    session.undo()
    assert curves() == 1
