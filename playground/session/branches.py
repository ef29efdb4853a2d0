"""Branches: a run goes on from a place of its past, or from where it was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from playground.arrays import Array
from playground.session.backprop import Backprop
from playground.session.playhead import Playhead
from playground.session.run_state import RunState
from playground.session.runs import Runs
from playground.session.undo import ExperimentEntry, UndoStack
from playground.session.view_state import ViewState
from playground.session.worker_link import WorkerLink
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.history import History


class Rebuild(Protocol):
    """Begins a run at a place: the one of this number that was left, or a new one; with `branches`, one that
    has the past of the present run.
    """

    def __call__(
        self,
        experiment: Experiment,
        start: Checkpoint,
        number: int | None = None,
        *,
        branches: bool = False,
    ) -> None: ...


class Branches:
    """Leaves a run for another. Each verb can be undone: what is left is remembered, and kept in the list."""

    def __init__(
        self,
        run: RunState,
        view: ViewState,
        worker: WorkerLink,
        *,
        backprop: Backprop,
        playhead: Playhead,
        runs: Runs,
        put_off: Callable[[Callable[[], object]], bool],
        undo_stack: UndoStack,
        rebuild: Rebuild,
    ) -> None:
        """`put_off` makes an edit later, if the place looked at is still being found; `rebuild` puts another
        run in place of the present one.
        """
        self._run, self._view, self._worker = run, view, worker
        self._backprop, self._playhead, self._runs = backprop, playhead, runs
        self._put_off, self._undo_stack, self._rebuild = put_off, undo_stack, rebuild

    def go_on_from_here(self) -> None:
        """Let the run go on from the place that is looked at. An undo brings back what came after it."""
        if self._run.looking_back and not self._put_off(self.go_on_from_here):
            self.begin("Go on from here")

    def take_up(self, number: int) -> None:
        """Let a kept run go on from its end; the present one takes its place in the list. Of what is kept of
        the present run itself, another one begins: the present one keeps what came after.
        """
        kept = self._runs.find(number)
        if kept is None:
            return
        self._playhead.to_present()
        self._worker.pause()
        parent = self._run.number
        self._leave(f"Resume {kept.name}")
        if kept.number == parent:
            self.go_on_in(kept.experiment, kept.end, kept.history, branches=True)
            self._runs.branched(parent)
        else:
            self._runs.taken_up(kept)
            self.go_on_in(kept.experiment, kept.end, kept.history, kept.number)

    def begin_other(self, label: str, experiment: Experiment, theta: Array, name: str, epochs: int) -> None:
        """Train another experiment for so many epochs, from these initial weights, in a run of that name; the
        present one is kept.
        """
        self._playhead.to_present()
        self._worker.pause()
        parent = self._run.number
        self._leave(label)
        self._rebuild(experiment, Checkpoint(0, 0, theta), None)
        self._runs.branched(parent)
        self._runs.name_present(name)
        if epochs:
            self._run.training = True
            self._worker.play(until=epochs)

    # --- what edits need ---------------------------------------------------------------------------

    def begin(self, label: str, *, merge: bool = False) -> bool:
        """A place of the past that is looked at becomes the present; says whether it is one."""
        if not self._run.looking_back:
            return False
        parent = self._run.number
        self._leave(label, merge=merge)
        place = self._playhead.leave()
        self._run.notices.end_with_edit()
        self._run.go_on_from_past()
        self._runs.branched(parent)
        self._worker.go_back(place)
        self._view.forget_run()
        self._backprop.ask_again()
        return True

    def leave_past(self, label: str, *, merge: bool = False) -> bool:
        """Another network is about to begin while a place of the past is looked at: the run stays in the list
        with what came after. Says whether it is so.
        """
        if not self._run.looking_back:
            return False
        self._leave(label, merge=merge)
        return True

    def go_on_in(
        self,
        experiment: Experiment,
        start: Checkpoint,
        history: History,
        number: int | None = None,
        *,
        branches: bool = False,
    ) -> None:
        """Go on at `start` in the run of this number, which was left, or in a new one; `branches`: in a new
        one that has the past of the present one.
        """
        self._rebuild(experiment, start, number, branches=branches)
        self._run.history = history.copy()  # others may share it
        self._run.history.truncate(start.epoch)

    def entry(self, label: str, *, rebuilt: bool) -> ExperimentEntry:
        """What brings the present experiment back; with `rebuilt` the run and the list, too."""
        experiment = self._run.present.experiment
        if not rebuilt:
            return ExperimentEntry(label, experiment)
        run, runs = self._run, self._runs
        end = self._backprop.resume_point
        return ExperimentEntry(label, experiment, end, run.history, run.number, runs.kept, runs.names)

    def _leave(self, label: str, *, merge: bool = False) -> None:
        """Remember the present run, and keep it in the list."""
        self._undo_stack.remember(self.entry(label, rebuilt=True), merge=merge)
        if self._run.present.snapshot.steps:  # of one that has not begun there is nothing to compare
            self._runs.add(self._backprop.resume_point)
