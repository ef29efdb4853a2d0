"""What is told, and when it is over."""

from __future__ import annotations

import numpy as np
import pytest

from playground.errors import SpecError
from playground.session import Notice, Offer, Session
from tests.session.frames import (
    kill_worker,
    play_a_while,
    tick_until,
    train,
)


def test_a_notice_about_the_points_ends_with_the_next_edit(session: Session) -> None:
    session.points.clear()
    session.playback.play()
    assert session.notice is not None and session.notice.text.startswith("No training data yet")
    session.points.add(np.array([[1.0, 1.0]]), np.array([0.0]))
    assert session.notice is None
    session.points.hold_out(np.array([0]))
    assert (
        session.notice is not None and session.notice.text == "1 point moved to the test set (drawn hollow)."
    )
    session.playback.play()
    assert session.notice.text == "All points are test points: move some to the training set."
    session.undo()
    assert session.notice is None


@pytest.mark.parametrize(
    ("notice", "stays"),
    [
        (Notice("Saved circle.json.", bad=False), False),
        (Notice("5 points moved.", Offer.UNDO, bad=False), True),
        (Notice("It cannot be read."), True),
    ],
)
def test_what_only_tells_ends_with_the_next_edit(session: Session, notice: Notice, *, stays: bool) -> None:
    session.notices.show(notice)
    session.model.update_spec(learning_rate=0.5)
    assert (session.notice is notice) is stays


def test_a_refusal_is_over_when_an_entry_is_taken_or_given_up(session: Session) -> None:
    notices, refused = session.notices, SpecError("That cannot be.", "Type a number.")
    notices.refuse(refused)
    assert session.notice is not None and session.notice.text == str(refused)
    notices.end_refusal()
    assert session.notice is None
    notices.refuse(refused)
    session.model.update_spec(learning_rate=0.5)
    assert session.notice is None
    notices.refuse(refused)
    notices.show(news := Notice("It cannot be read."))
    notices.end_refusal()
    assert session.notice is news, "other news came after it"


def test_two_things_can_be_told_at_once(session: Session) -> None:
    session.notices.add("Only a.csv was taken.")
    assert session.notice == Notice("Only a.csv was taken.")
    session.notices.show(Notice("2 rows were dropped.", bad=False))
    session.notices.add("Only a.csv was taken.")
    assert session.notice == Notice("2 rows were dropped. Only a.csv was taken.")


@pytest.mark.process
def test_what_became_of_the_worker_is_not_covered_by_other_news(session: Session) -> None:
    train(session)
    session.notices.show(Notice("Saved circle.json.", bad=False))
    kill_worker(session)
    tick_until(session, lambda: "lost" in str(session.notice))
    session.notices.show(Notice("Saved circle.npz.", bad=False))
    assert session.notice is not None and session.notice.bad
    lost, saved = session.notice.text.splitlines()
    assert "was lost" in lost and saved == "Saved circle.npz."
    play_a_while(session)  # it does not stand in the way
    assert session.notice == Notice(lost), "the other one has had its time"
    session.notices.dismiss()
    assert session.notice is None
