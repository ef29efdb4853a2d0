"""The loss plot: both axes, missing losses, and a million epochs."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from playground.session import Change, Session
from playground.training.history import History, HistoryPart
from playground.ui.loss_plot import LossAxis, LossPlot
from playground.ui.theme import theme


def plotted(session: Session, losses: np.ndarray, *, log: bool = True) -> LossPlot:
    session.history = History()
    session.history.extend(HistoryPart(0, losses, ()))
    session.set_view(log_loss_axis=log)
    plot = LossPlot(session, theme(dark=False, safe=False))
    plot.dress(theme(dark=False, safe=False))
    return plot


@pytest.fixture
def session(qapp: QApplication, session_of: Callable[..., Session]) -> Session:
    assert qapp is not None
    return session_of()


def test_linear_and_logarithmic(session: Session) -> None:
    losses = np.stack([np.geomspace(1.0, 1e-3, 50), np.geomspace(2.0, 1e-2, 50)], axis=1)
    plot = plotted(session, losses, log=False)
    np.testing.assert_array_equal(plot.train.getData()[0], np.arange(50))
    np.testing.assert_array_equal(plot.train.getData()[1], losses[:, 0])
    session.set_view(log_loss_axis=True)
    plot.refresh(Change.VIEW)
    np.testing.assert_allclose(plot.test.getData()[1], np.log10(losses[:, 1]))
    low, high = plot.getViewBox().viewRange()[1]
    assert low < -3 and high > np.log10(2)


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("losses", [np.nan, 0.0, np.inf, 0.5])
def test_losses_that_are_missing_or_odd(session: Session, losses: float, log: bool) -> None:  # noqa: FBT001
    plot = plotted(session, np.array([[0.5, np.nan], [0.4, np.nan], [losses, losses]]), log=log)
    low, high = plot.getViewBox().viewRange()[1]
    assert np.isfinite([low, high]).all() and low < high
    assert np.isnan(plot.test.getData()[1][:2]).all()


def test_no_epoch_at_all(session: Session) -> None:
    plot = plotted(session, np.empty((0, 2)))
    assert plot.getViewBox().viewRange()[0][1] >= 10


def test_a_million_epochs_are_thinned_with_their_peaks(session: Session) -> None:
    losses = np.full((1_000_001, 2), 0.1)
    losses[654_321, 0] = 50.0
    losses[-1, 0] = 0.07
    plot = plotted(session, losses, log=False)
    started = perf_counter()
    plot.refresh(Change.HISTORY)
    assert perf_counter() - started < 0.5
    xs, ys = plot.train.getData()
    assert len(xs) < 2000
    assert ys.max() == 50.0
    assert (xs[-1], ys[-1]) == (1_000_000, 0.07)


def test_the_figures_of_the_axis() -> None:
    axis = LossAxis("left")
    ticks = [value for _, values in axis.tickValues(-4.2, 0.3, 300) for value in values]
    assert axis.tickStrings(ticks, 1, 1) == ["1e−4", "0.001", "0.01", "0.1", "1"]
    near = [value for _, values in axis.tickValues(-1.1, 0.1, 300) for value in values]
    assert axis.tickStrings(near, 1, 1) == ["0.1", "0.2", "0.5", "1"]
