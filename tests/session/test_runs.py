"""The list of runs: kept by a branch or by hand, compared, taken up, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable

from playground.session import Session
from playground.training.kept_run import LONGEST_NOTE, LONGEST_RUN_NAME, MOST_RUNS, NO_RUNS, RunList
from tests.session.frames import settle, train


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


def test_the_present_run_is_renamed_and_is_the_parent_of_its_branches_by_that_name(branched: Session) -> None:
    runs = branched.runs
    runs.rename(runs.kept[0].number, "slow")
    runs.rename_present("fast")
    runs.rename_present(" ")
    runs.keep_present(branched.resume_point)
    assert (runs.present_name, runs.kept[1].name, runs.kept[1].parent) == ("fast", "fast at 5", "slow")
    runs.rename(runs.kept[0].number, "very slow")
    runs.rename(runs.kept[1].number, "kept")
    assert (runs.present_name, runs.kept[1].parent) == ("fast", "very slow"), "what is kept is named alone"
    for _ in range(4):
        branched.undo()
    assert (runs.present_name, [one.name for one in runs.kept]) == ("Run B", ["slow"])
    branched.redo()
    assert runs.present_name == "fast"


def leave(session: Session) -> None:
    """Train on, and branch from the place before."""
    train(session, 1)
    session.playhead.look_at(session.snapshot.epoch - 1)
    settle(session)
    session.model.update_spec(learning_rate=0.1)
    settle(session)


def test_what_is_kept_of_a_run_that_goes_on_is_called_as_the_run_when_that_is_left(branched: Session) -> None:
    """It was named after its epoch; a name that was given to it stays."""
    runs = branched.runs
    runs.keep_present(branched.resume_point)
    runs.rename_present("fast")
    assert runs.kept[1].name == "Run B at 5"
    leave(branched)
    assert (runs.kept[1].name, runs.kept[1].end.epoch) == ("fast", 6)
    runs.keep_present(branched.resume_point)
    own = f"{runs.present_name}, the best"
    runs.rename(runs.kept[2].number, own)
    leave(branched)
    assert runs.kept[2].name == own


def test_the_list_is_bounded_and_keeps_what_is_starred(branched: Session) -> None:
    first = branched.runs.kept[0].number
    branched.runs.star(first, starred=True)
    for _ in range(MOST_RUNS + 2):
        branched.runs.keep_present(branched.resume_point)
        branched.model.reset()
        settle(branched)
    assert len(branched.runs.kept) == MOST_RUNS
    assert branched.runs.kept[0].number == first
    assert len({one.name for one in branched.runs.kept}) == MOST_RUNS


def test_a_list_that_is_opened_takes_the_place_of_the_present_one_until_an_undo(
    branched: Session, make: Callable[..., Session]
) -> None:
    branched.runs.rename(branched.runs.kept[0].number, "slow")
    saved, present = branched.runs.listed, branched.run.present
    assert (saved.name, saved.parent) == ("Run B", "slow")
    other = make()
    settle(other)
    other.runs.keep_present(other.resume_point)
    here = other.runs.kept
    other.document.open(present.experiment, present.snapshot.checkpoint, runs=saved, path="mine.json")
    assert [one.name for one in other.runs.kept] == ["slow"] and other.runs.present_name == "Run B"
    assert not other.document.modified
    settle(other)
    other.branches.take_up(other.runs.kept[0].number)
    settle(other)
    assert (other.snapshot.epoch, other.runs.present_name) == (8, "slow")
    (left,) = other.runs.kept
    assert (left.name, left.parent) == ("Run B", "slow")
    other.undo()
    other.undo()
    assert other.runs.kept == here
    other.redo()
    assert [one.name for one in other.runs.kept] == ["slow"]


def test_what_the_list_has_is_not_in_the_file_until_it_is_saved(branched: Session) -> None:
    document = branched.document
    document.mark_saved(document._now("mine.json"))
    number = branched.runs.kept[0].number
    for verb in (
        lambda: branched.runs.annotate(number, "too careful"),
        lambda: branched.runs.star(number, starred=True),
        lambda: branched.runs.delete(number),
        lambda: branched.runs.keep_present(branched.resume_point),
    ):
        assert not document.modified
        verb()
        assert document.modified
        branched.undo()
    assert not document.modified


def test_another_file_and_a_new_start_have_lists_of_their_own_and_weights_have_none(
    branched: Session,
) -> None:
    present, kept = branched.run.present, branched.runs.kept
    branched.document.open(present.experiment, present.snapshot.checkpoint)  # weights, or a link
    assert branched.runs.kept == kept
    branched.document.open(present.experiment, runs=NO_RUNS, path="other.json")
    assert branched.runs.kept == ()
    branched.undo()
    assert branched.runs.kept == kept
    branched.document.start_new()
    assert branched.runs.kept == ()
    branched.undo()
    assert branched.runs.kept == kept
    settle(branched)


def test_a_new_start_begins_with_run_a_and_an_undo_knows_the_names_of_before(branched: Session) -> None:
    runs = branched.runs
    assert runs.present_name == "Run B"
    branched.document.start_new()
    assert runs.present_name == "Run A"
    branched.undo()
    assert (runs.present_name, runs.kept[0].name) == ("Run B", "Run A")
    branched.redo()
    assert runs.present_name == "Run A"
    branched.undo()
    settle(branched)
    leave(branched)
    assert (runs.present_name, [one.name for one in runs.kept]) == ("Run C", ["Run A", "Run B"])


def test_names_are_not_given_twice(branched: Session) -> None:
    branched.document.start_new()
    branched.runs.take_over(RunList(name="Run D", parent="Run C"))
    settle(branched)
    names = [branched.runs.present_name]
    for _ in range(3):
        branched.model.reset()
        names.append(branched.runs.present_name)
    settle(branched)
    assert len({*names, "Run A", "Run B", "Run C"}) == 7


def test_a_name_is_one_line_of_what_can_be_seen(branched: Session) -> None:
    number = branched.runs.kept[0].number
    branched.runs.rename(number, " a\u202e \n b ")
    branched.runs.annotate(number, "x" * 500)
    assert branched.runs.kept[0].name == "a b" and len(branched.runs.kept[0].note) == LONGEST_NOTE


def test_no_name_is_longer_than_a_file_may_hold(branched: Session) -> None:
    """A name of the longest was kept with its epoch behind it: the file could not be opened again."""
    runs = branched.runs
    for name in ("n" * LONGEST_RUN_NAME, "hidden layers " * 9):
        runs.name_present(name)
        runs.keep_present(branched.resume_point)
        kept, listed = runs.kept[-1], runs.listed
        assert kept.name.endswith(f" at {branched.snapshot.epoch}")
        assert len(kept.name) == len(listed.name) == LONGEST_RUN_NAME
