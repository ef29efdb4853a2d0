"""When training goes wrong: a divergence, and a worker process that is killed."""

from __future__ import annotations

import numpy as np
import psutil

from tests.e2e.driver import Driver


def diverge(app: Driver) -> None:
    """House prices with steps that are far too large, after a few epochs in order."""
    app.choose("source", "Houses")
    app.train(epochs=5)
    app.type("learning_rate", "100")
    app.press("play")
    app.wait_for(lambda: app.session.snapshot.status == "diverged", "the divergence")
    app.frame()


def test_a_divergence_stops_says_why_and_offers_the_way_back(app: Driver) -> None:
    diverge(app)
    assert not app.session.training
    assert app.shown("play_button") == "Play"
    assert "lower learning rate (α = 100)" in app.notice
    assert "learning rate" in app.words()
    assert app.shown("notice_offer") == "Restore last good weights"
    app.press("play")  # does not help, and says so
    assert not app.session.training and "learning rate" in app.notice

    assert app.shown("notice_offer") == "Restore last good weights"
    app.press("notice_offer")
    app.settle()
    assert app.notice == ""
    assert app.epoch >= 5
    assert np.isfinite(app.theta).all()
    assert np.isfinite(app.session.snapshot.train.loss)
    app.type("learning_rate", "0.01")
    app.train(epochs=5)
    assert app.session.snapshot.status == "ready"


def test_undo_after_a_divergence(app: Driver) -> None:
    diverge(app)
    app.press("reset")
    app.settle()
    assert app.epoch == 0 and app.notice == ""
    app.press("undo")
    app.settle()
    assert np.isfinite(app.theta).all() and app.epoch >= 5


def test_a_killed_worker_is_said_and_replaced(app: Driver) -> None:
    app.press("play")
    app.wait_for(lambda: app.epoch > 20)
    epoch = app.epoch
    psutil.Process(app.session.worker.proxy.pid).kill()
    app.wait_for(lambda: app.notice, "the notice")
    assert "The training process was lost. It was restarted from epoch" in app.notice
    assert app.session.training
    app.wait_for(lambda: app.epoch > epoch + 20, "more epochs")
    assert len(app.session.history) == app.epoch + 1
    app.keys("Esc")
    app.wait_for(lambda: not app.notice, "the end of the notice")


def test_a_worker_killed_at_rest(app: Driver) -> None:
    app.train(epochs=10)
    theta, epoch = app.theta, app.epoch
    psutil.Process(app.session.worker.proxy.pid).kill()
    app.wait_for(lambda: app.notice, "the notice")
    app.settle()
    assert app.epoch == epoch
    np.testing.assert_array_equal(app.theta, theta)
    app.train(epochs=5)
