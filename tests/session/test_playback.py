"""Play, pause, step and speed, beside a trainer that does the same."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.session import Notice, Offer, Session
from playground.training import Trainer
from tests.session.frames import (
    exploding,
    play_a_while,
    settle,
    tick_until,
    train,
)


def test_the_same_weights_as_a_trainer(session: Session) -> None:
    ours = Trainer(session.experiment)
    for stride in ("row", "batch", "epoch", "epoch"):
        session.playback.step(stride)  # type: ignore[arg-type]
        ours.step(stride)  # type: ignore[arg-type]
    session.model.update_spec(learning_rate=0.3, stop_epochs=20)
    ours.apply(session.experiment)
    settle(session)
    play_a_while(session, epochs=1)
    tick_until(session, lambda: not session.training)
    ours.run(epochs=100)
    assert session.snapshot.epoch == ours.epoch == 22
    assert (session.network.theta == ours.network.theta).all()
    np.testing.assert_array_equal(session.history.losses, ours.history.losses)
    assert [p.epoch for p in session.history.timeline.checkpoints] == [
        p.epoch for p in ours.history.timeline.checkpoints
    ]


def test_play_and_pause(session: Session) -> None:
    play_a_while(session)
    assert session.training and session.busy
    session.playback.pause()
    assert not session.training
    settle(session)
    epoch = session.snapshot.epoch
    session.view.update(dark=True)
    for _ in range(5):
        session.tick()
    assert session.snapshot.epoch == epoch
    assert len(session.history) == epoch + 1


@pytest.mark.parametrize(("stride", "epoch", "steps"), [("row", 0, 1), ("batch", 0, 1), ("epoch", 1, 5)])
def test_a_step(session: Session, stride: Any, epoch: int, steps: int) -> None:
    session.playback.step(stride)
    settle(session)
    assert (session.snapshot.epoch, session.snapshot.steps) == (epoch, steps)


def test_a_step_pauses(session: Session) -> None:
    play_a_while(session)
    session.playback.step("epoch")
    settle(session)
    assert not session.training
    steps = session.snapshot.steps
    assert steps % 5 == 0


def test_the_pace_is_measured_while_training_only(session: Session) -> None:
    session.playback.play()
    tick_until(session, lambda: session.run.speed_meter.epochs_per_second > 0.0)
    session.playback.pause()
    assert session.run.speed_meter.epochs_per_second == 0.0


def test_a_slower_speed_holds_at_once(session: Session) -> None:
    session.playback.set_speed(0.01)
    session.playback.play()
    tick_until(session, lambda: session.snapshot.steps > 0)
    assert session.snapshot.steps <= 2
    session.playback.set_speed(math.inf)
    tick_until(session, lambda: session.snapshot.epoch > 20)


def test_a_stop_rule_is_said(make: Callable[..., Session]) -> None:
    session = make(stop_epochs=7)
    session.playback.play()
    tick_until(session, lambda: not session.training)
    assert session.snapshot.epoch == 7
    assert session.notice == Notice("Stopped: epoch limit reached (7 epochs).", bad=False)
    assert session.run.speed_meter.epochs_per_second == 0.0
    session.playback.play()
    assert session.notice is None
    tick_until(session, lambda: not session.training)
    assert session.snapshot.epoch == 14


@pytest.mark.parametrize("how", ["play", "step"])
def test_a_divergence_is_said_with_a_way_out(make: Callable[..., Session], how: str) -> None:
    session = make(exploding())
    if how == "play":
        session.playback.play()
        tick_until(session, lambda: not session.training)
    else:
        while session.snapshot.status != "diverged":
            train(session, 1)
    assert session.snapshot.status == "diverged"
    assert session.notice is not None
    assert (session.notice.offer, session.notice.bad) == (Offer.RECOVER, True)
    assert "lower learning rate" in session.notice.text
    diverged = session.snapshot.epoch
    session.notices.dismiss()
    session.model.update_spec(learning_rate=0.001)
    settle(session)
    assert session.notice is None, "said once"
    session.playback.play()
    assert not session.training
    assert session.notice is not None and session.notice.offer is Offer.RECOVER
    session.playback.recover()
    assert session.notice is None
    session.playback.step("epoch")  # at once, before the worker has answered
    settle(session)
    assert (session.snapshot.epoch, session.snapshot.status) == (diverged, "ready")
    assert np.isfinite(session.network.theta).all()
    assert len(session.history) == diverged + 1
    play_a_while(session)
    assert session.snapshot.status == "ready"
