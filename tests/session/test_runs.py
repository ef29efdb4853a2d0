"""The list of runs: kept by a branch or by hand, compared, taken up, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playground.session import Session
from playground.session.runs import MOST
from playground.training import Trainer
from tests.session.frames import settle, train


@pytest.fixture
def branched(make: Callable[..., Session]) -> Session:
    """Eight epochs; from the third on once more, at another rate, for two epochs."""
    session = make(learning_rate=0.05)
    train(session, 8)
    session.playhead.look_at(3)
    settle(session)
    session.model.update_spec(learning_rate=0.5)
    train(session, 2)
    return session


def test_a_branch_keeps_the_old_future(branched: Session) -> None:
    (kept,) = branched.runs.kept
    assert (kept.name, branched.runs.present_name) == ("Run A", "Run B")
    assert kept.history.last_epoch == kept.end.epoch == 8 and branched.history.last_epoch == 5
    assert kept.nearest(4).epoch == 4 and kept.nearest(99) is kept.end
    assert branched.runs.differences() == [("learning rate α", ("0.5", "0.05"))]
    branched.undo()
    settle(branched)
    assert branched.runs.kept == () and branched.snapshot.epoch == 8
    branched.redo()
    settle(branched)
    assert [one.name for one in branched.runs.kept] == ["Run A"] and branched.snapshot.epoch == 5


def test_a_run_is_taken_up_where_it_was(branched: Session) -> None:
    branched.take_up(branched.runs.kept[0].number)
    settle(branched)
    assert branched.runs.present_name == "Run A" and branched.snapshot.epoch == 8
    (other,) = branched.runs.kept
    assert (other.name, other.parent, other.end.epoch) == ("Run B", "Run A", 5)
    train(branched, 1)
    ours = Trainer(branched.experiment)
    ours.run(epochs=9)
    assert (branched.snapshot.theta == ours.network.theta).all()
    branched.take_up(other.number)
    settle(branched)
    assert branched.snapshot.epoch == 5 and branched.spec.learning_rate == 0.5
    branched.undo()
    settle(branched)
    assert branched.snapshot.epoch == 9 and [one.name for one in branched.runs.kept] == ["Run B"]


def test_edits_of_the_list_are_undone(branched: Session) -> None:
    runs, number = branched.runs, branched.runs.kept[0].number
    runs.rename(number, "  slow ")
    runs.rename(number, " ")
    runs.annotate(number, "too careful")
    runs.star(number, starred=True)
    runs.hide(number, hidden=True)
    (kept,) = runs.kept
    assert (kept.name, kept.note, kept.starred, runs.shown) == ("slow", "too careful", True, ())
    runs.delete(number)
    assert runs.kept == ()
    branched.take_up(number)
    assert branched.snapshot.epoch == 5, "one that is deleted is not there"
    for _ in range(5):
        branched.undo()
    (kept,) = runs.kept
    assert (kept.name, kept.note, kept.starred, kept.hidden) == ("Run A", "", False, False)
    branched.redo()
    assert runs.kept[0].name == "slow"


def test_the_list_is_bounded_and_keeps_what_is_starred(branched: Session) -> None:
    first = branched.runs.kept[0].number
    branched.runs.star(first, starred=True)
    for _ in range(MOST + 2):
        branched.runs.keep_present(branched.resume_point)
        branched.model.reset()
        settle(branched)
    assert len(branched.runs.kept) == MOST
    assert branched.runs.kept[0].number == first
    assert len({one.name for one in branched.runs.kept}) == MOST
