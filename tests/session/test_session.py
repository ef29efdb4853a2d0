"""The session as a whole: its first frame, what each verb tells, and edits while it trains."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from playground.data import Recipe
from playground.session import ALL, Change, Notice, Session
from playground.training import Experiment
from playground.training.evaluation import Score
from tests.session.frames import (
    flags,
    play_a_while,
    settle,
    tick_until,
)

# --- the first frame and the run ---------------------------------------------------------------------


def test_the_first_weights_are_there_before_the_worker_is(session: Session) -> None:
    assert (session.network.theta == session.experiment.network().theta).all()
    assert (session.snapshot.epoch, session.snapshot.status) == (0, "ready")
    assert session.snapshot.train == Score()
    assert session.busy and not session.training and session.notice is None
    settle(session)
    assert math.isfinite(session.snapshot.train.loss)
    assert len(session.history) == 1


def test_the_first_tick_tells_everything(session: Session) -> None:
    told: list[Change] = []
    session.listen(told.append)
    session.tick()
    assert told == [ALL]


def test_a_quiet_tick_tells_nothing(session: Session) -> None:
    settle(session)
    session.tick()
    told: list[Change] = []
    session.listen(told.append)
    for _ in range(5):
        session.tick()
    assert told == []


# --- what each verb tells ----------------------------------------------------------------------------

VERBS: list[tuple[Callable[[Session], object], Change]] = [
    (lambda s: s.playback.play(), Change.STATUS),
    (lambda s: s.playback.pause(), Change.STATUS),
    (lambda s: s.playback.step("row"), Change.STATUS),
    (lambda s: s.notices.show(Notice("words")), Change.STATUS),
    (lambda s: s.view.update(dark=True), Change.VIEW),
    (lambda s: s.playback.set_speed(5.0), Change.VIEW),
    (lambda s: s.model.update_spec(learning_rate=1.0), Change.SPEC | Change.DATA | Change.STATUS),
    (
        lambda s: s.points.set_data("Less", s.data.without_rows(np.array([0]))),
        Change.SPEC | Change.DATA | Change.STATUS,
    ),
    (lambda s: s.model.update_spec(seed=9), ALL),
    (lambda s: s.model.update_spec(hidden_layers=(3,)), ALL),
    (lambda s: s.source.update_recipe(source="xor"), ALL),
    (lambda s: s.model.reset(), ALL),
    (lambda s: s.document.open(Experiment.load(Recipe(source="xor"))), ALL),
]


@pytest.mark.parametrize(("verb", "change"), VERBS)
def test_what_a_verb_tells(session: Session, verb: Callable[[Session], object], change: Change) -> None:
    assert flags(session, lambda: verb(session)) & change == change


@pytest.mark.parametrize(("verb", "change"), VERBS)
def test_what_shows_the_view_tells_nothing_else(
    session: Session, verb: Callable[[Session], object], change: Change
) -> None:
    if change != ALL:
        assert not flags(session, lambda: verb(session)) & ~change & (Change.SPEC | Change.DATA | Change.VIEW)


def test_news_of_training_tell_of_weights_and_history_but_not_of_data(session: Session) -> None:
    settle(session)
    session.playback.step("epoch")
    session.tick()
    told: list[Change] = []
    session.listen(told.append)
    settle(session)
    assert Change.WEIGHTS | Change.HISTORY in told[-1]
    assert not told[-1] & (Change.DATA | Change.SPEC)


# --- edits while it trains ---------------------------------------------------------------------------


def test_edits_of_data_while_training_do_not_reset_epochs(session: Session) -> None:
    play_a_while(session)
    for x in range(5):
        before = session.snapshot.epoch
        session.points.set_data("Add row", session.data.with_rows(np.array([[x, 1.0]]), np.array([1.0])))
        assert session.snapshot.epoch == before
        tick_until(session, lambda: session.snapshot.epoch > before)  # noqa: B023
    session.source.update_recipe(source="xor")
    before = session.snapshot.epoch
    tick_until(session, lambda: session.snapshot.epoch > before)
    assert session.training
    assert before > 20
    assert len(session.history) == session.snapshot.epoch + 1


def test_a_rebuild_while_training_trains_on(session: Session) -> None:
    play_a_while(session)
    session.model.update_spec(hidden_layers=(3,))
    assert session.snapshot.epoch == 0
    tick_until(session, lambda: session.snapshot.epoch > 5)
    assert session.training
    assert session.network.sizes == (2, 3, 1)


def test_without_rows_there_is_nothing_to_train(session: Session) -> None:
    play_a_while(session)
    data = session.data
    session.points.set_data("Clear", data.without_rows(np.arange(100)))
    assert not session.training
    assert session.notice is not None and "click on the canvas" in session.notice.text
    settle(session)
    session.playback.play()
    assert not session.training and session.notice is not None
    session.playback.step("epoch")
    settle(session)
    session.undo()
    play_a_while(session, epochs=3)
    assert session.notice is None
