"""The stack alone: it holds what was, and knows of what is there no more than the rows."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from playground.data import Recipe
from playground.session import undo
from playground.session.changes import Change, Changes
from playground.session.run_state import RunState
from playground.session.undo import (
    FEWEST_EDITS,
    MAX_BYTES,
    MAX_EDITS,
    ExperimentEntry,
    NumberEntry,
    RunsEntry,
    UndoEntry,
    UndoStack,
)
from playground.training import Checkpoint, Experiment
from playground.training.history import History, HistoryPart
from playground.training.kept_run import KeptRun
from playground.training.timeline import TimelinePart

EXPERIMENT = Experiment.load(Recipe(source="circle", count=5000))
LESS = EXPERIMENT.with_data(EXPERIMENT.data.without_rows(np.array([3])))


@pytest.fixture
def run() -> RunState:
    return RunState(Changes(), EXPERIMENT)


@pytest.fixture
def stack(run: RunState) -> UndoStack:
    return UndoStack(Changes(), run, tuple)


def test_what_is_undone_changes_places_with_what_there_is(stack: UndoStack) -> None:
    stack.remember(NumberEntry("Set w", 2, 0.5))
    assert (stack.undo_label, stack.redo_label) == ("Set w", "")
    now: list[UndoEntry] = [NumberEntry("Set w", 2, 3.0)]
    assert stack.undo(lambda _entry: now[0]) == NumberEntry("Set w", 2, 0.5)
    assert (stack.undo_label, stack.redo_label) == ("", "Set w")
    now[0] = NumberEntry("Set w", 2, 0.5)
    assert stack.redo(lambda _entry: now[0]) == NumberEntry("Set w", 2, 3.0)
    assert stack.undo_label == "Set w"


def test_an_empty_stack_gives_nothing(stack: UndoStack) -> None:
    assert stack.undo(lambda entry: entry) is None
    assert stack.redo(lambda entry: entry) is None


def test_an_entry_comes_back_with_its_rows_whole(stack: UndoStack, run: RunState) -> None:
    stack.remember(ExperimentEntry("Delete a point", EXPERIMENT))
    run.go_on_with(LESS)
    stack.end_merge()
    (entry,) = stack.done
    assert isinstance(entry, ExperimentEntry) and entry.patch is not None
    assert len(entry.experiment.data) == 0, "the one row is in the patch"
    back = stack.undo(lambda one: ExperimentEntry(one.label, LESS))
    assert isinstance(back, ExperimentEntry) and back.patch is None
    assert back.experiment.data.same_as(EXPERIMENT.data)
    run.go_on_with(EXPERIMENT)
    again = stack.redo(lambda one: ExperimentEntry(one.label, EXPERIMENT))
    assert isinstance(again, ExperimentEntry) and again.experiment.data.same_as(LESS.data)


def test_edits_of_one_drag_are_one_entry_which_has_the_weights_if_one_of_them_rebuilt(
    stack: UndoStack,
) -> None:
    live, history = ExperimentEntry("Drag", EXPERIMENT), History()
    start = Checkpoint(3, 15, EXPERIMENT.network().theta)
    stack.remember(live, merge=True)
    stack.remember(ExperimentEntry("Drag", LESS, start, history), merge=True)
    assert stack.done == [replace(live, start=start, history=history)]
    stack.remember(live, merge=True)
    assert len(stack.done) == 1
    stack.end_merge()
    stack.remember(live, merge=True)
    stack.remember(replace(live, label="Other"), merge=True)
    assert [entry.label for entry in stack.done] == ["Drag", "Drag", "Other"]


def test_of_very_many_edits_the_last_ones_are_kept(stack: UndoStack) -> None:
    for count in range(MAX_EDITS + 3):
        stack.remember(NumberEntry(f"Set {count}", 2, 0.5))
    assert len(stack.done) == MAX_EDITS
    assert (stack.done[0].label, stack.undo_label) == ("Set 3", f"Set {MAX_EDITS + 2}")


def large_history() -> History:
    """A megabyte of losses, and somewhat more."""
    history = History()
    history.merge(HistoryPart(0, np.ones((2**16, 2)), TimelinePart(0)))
    return history


@pytest.mark.parametrize("shared", [True, False])
def test_edits_hold_no_more_memory_than_they_may(stack: UndoStack, *, shared: bool) -> None:
    start, common = Checkpoint(0, 0, np.zeros(3)), large_history()
    least = MAX_BYTES // 2**20
    for count in range(least + 8):
        history = common if shared else large_history()
        stack.remember(ExperimentEntry(f"Reset {count}", EXPERIMENT, start, history))
    assert stack.undo_label == f"Reset {least + 7}"
    assert (len(stack.done) == least + 8) is shared
    assert sum(entry.holds[-1].nbytes for entry in stack.done) <= MAX_BYTES or shared


@pytest.mark.parametrize("listed", [True, False])
def test_the_rows_of_kept_runs_count_unless_the_list_holds_them_anyway(
    run: RunState, monkeypatch: pytest.MonkeyPatch, *, listed: bool
) -> None:
    monkeypatch.setattr(undo, "MAX_BYTES", EXPERIMENT.data.nbytes * 7)
    runs = [kept_run(number) for number in range(20)]
    stack = UndoStack(Changes(), run, lambda: tuple(runs) if listed else ())
    for one in runs:
        stack.remember(RunsEntry("Delete run", (one,), {}))
    assert len(stack.done) == (len(runs) if listed else 6)


def kept_run(number: int) -> KeptRun:
    """One of the list, of rows of its own."""
    data = replace(EXPERIMENT.data, X=EXPERIMENT.data.X.copy())
    experiment = replace(EXPERIMENT, data=data)
    return KeptRun(number, f"Run {number}", 0, experiment, History(), Checkpoint(0, 0, np.zeros(3)))


def test_the_last_few_edits_stay_however_large_they_are(
    stack: UndoStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "MAX_BYTES", 1)
    for count in range(FEWEST_EDITS + 3):
        stack.remember(ExperimentEntry(f"Reset {count}", EXPERIMENT, history=large_history()))
    assert len(stack.done) == FEWEST_EDITS


def test_an_edit_is_told_and_forgets_the_redos(run: RunState) -> None:
    changes = Changes()
    stack = UndoStack(changes, run, tuple)
    stack.remember(NumberEntry("Set w", 2, 0.5))
    stack.undo(lambda entry: entry)
    changes.announce()
    stack.remember(NumberEntry("Set b", 3, 0.5))
    assert stack.redo_label == "" and changes.pending == Change.STATUS
