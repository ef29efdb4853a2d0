"""The list of runs: kept by a branch or by hand, compared, taken up, and all of it undone."""

from __future__ import annotations

from playground.session import Session
from playground.session.runs import MOST
from tests.session.frames import settle


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
    branched.branches.take_up(number)
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
