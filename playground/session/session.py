"""The session: owns the parts, and says what happens on an edit; once a frame, its `ticker` does."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from playground.data import Dataset
from playground.engine import Network
from playground.session.backprop import Backprop
from playground.session.branches import Branches
from playground.session.changes import Change, Changes
from playground.session.classes import Classes
from playground.session.comparison import Comparison
from playground.session.document import Document
from playground.session.drawing_tools import DrawingTools
from playground.session.lesson import LessonState, Workspace
from playground.session.many import Many
from playground.session.model import ModelEdits
from playground.session.notice import Notice, Offer
from playground.session.playback import Playback
from playground.session.playhead import Playhead
from playground.session.points import Points
from playground.session.reel import Reel
from playground.session.run_state import RunState
from playground.session.runs import Runs
from playground.session.source import SourceEdits
from playground.session.ticker import Ticker
from playground.session.undo import NumberEntry, RunsEntry, UndoEntry, UndoStack
from playground.session.view_state import ViewSettings, ViewState
from playground.session.waiting_edits import WaitingEdits
from playground.session.worker_link import WorkerLink
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.proxy import Connect, TrainerProxy
from playground.training.side_process import Begin, SideProcess
from playground.training.snapshot import Snapshot
from playground.training.spec import Spec


class Session:
    """One experiment, its run in a worker process, and the way back through its edits.

    Each part is given those before it, and knows no other. (Tests `connect` a trainer in this process, and
    `begin_many` networks.)
    """

    def __init__(
        self,
        experiment: Experiment | None = None,
        settings: ViewSettings | None = None,
        connect: Connect = TrainerProxy,
        begin_many: Begin = SideProcess,
    ) -> None:
        self.changes = changes = Changes()
        self.run = run = RunState(changes, experiment or Experiment.load())
        self.notices = run.notices
        self.view = view = ViewState(changes, run, settings or ViewSettings())
        self.worker = worker = WorkerLink(changes, run, view, connect)
        self.undo_stack = UndoStack(changes, run, lambda: self.runs.kept)
        self.backprop = Backprop(changes, run, view, worker, self._before_step)
        self.playhead = Playhead(changes, run, worker, self.backprop, self._follow)
        self.runs = Runs(changes, run, self.undo_stack)
        self.comparison = Comparison(changes, run, view, worker, playhead=self.playhead, runs=self.runs)
        self.waiting_edits = WaitingEdits(run, self.playhead)
        self.branches = Branches(
            run,
            view,
            worker,
            backprop=self.backprop,
            playhead=self.playhead,
            put_off=self.waiting_edits.put_off,
            runs=self.runs,
            undo_stack=self.undo_stack,
            rebuild=self._rebuild,
        )
        self.playback = Playback(run, view, worker, self.backprop, self.playhead)
        self.reel = Reel(worker)
        self.many = Many(changes, run, view, self.branches, begin_many)
        self.ticker = Ticker(
            changes,
            run,
            worker,
            backprop=self.backprop,
            playhead=self.playhead,
            comparison=self.comparison,
            many=self.many,
            reel=self.reel,
            waiting_edits=self.waiting_edits,
        )
        self.tick = self.ticker.tick  # once a frame
        self.model = ModelEdits(changes, run, self)
        self.tools = DrawingTools(changes, run.data)
        self.points = Points(changes, run, view, self)
        self.classes = Classes(run, view, self.points, self.tools)
        self.source = SourceEdits(run, view, self, self.points, self.tools)
        self.document = Document(changes, run, self.undo_stack, self, self.source, self.runs)
        self.workspace = Workspace(
            run,
            view,
            self.undo_stack,
            backprop=self.backprop,
            document=self.document,
            runs=self.runs,
            session=self,
        )
        self.lesson = LessonState(changes, run, self.workspace)

    # --- what panels read all the time -------------------------------------------------------------

    @property
    def experiment(self) -> Experiment:
        return self.run.experiment

    @property
    def data(self) -> Dataset:
        return self.run.data

    @property
    def spec(self) -> Spec:
        return self.run.spec

    @property
    def network(self) -> Network:
        return self.run.network

    @property
    def snapshot(self) -> Snapshot:
        return self.run.snapshot

    @property
    def weights_version(self) -> int:
        """Another number whenever other weights are shown."""
        return self.run.weights_version

    @property
    def history(self) -> History:
        return self.run.history

    @property
    def training(self) -> bool:
        return self.run.training

    @property
    def moving(self) -> bool:
        """Whether something else is shown with every frame: it trains, or the playhead is on its way."""
        return self.training or self.playhead.moving

    @property
    def notice(self) -> Notice | None:
        return self.notices.current

    @property
    def resume_point(self) -> Checkpoint:
        """Where the run can be taken up again: here or, after a divergence, where it was last in order."""
        return self.backprop.resume_point

    @property
    def busy(self) -> bool:
        """Whether news can come without a verb being called."""
        return self.ticker.busy

    # --- an edit -----------------------------------------------------------------------------------

    def edit(
        self,
        label: str,
        experiment: Experiment,
        *,
        merge: bool = False,
        fresh: bool = False,
        pause: bool = False,
        start: Checkpoint | None = None,
    ) -> None:
        """Go on with another experiment, and remember the present one (see `Editor`)."""
        if pause:
            self.worker.pause()
        rebuilt = fresh or experiment.signature != self.experiment.signature
        if not rebuilt and self._put_off(label, experiment, merge=merge):
            return
        branch = self.branches.leave_past if rebuilt else self.branches.begin
        if not branch(label, merge=merge):
            self.undo_stack.remember(self.branches.entry(label, rebuilt=rebuilt), merge=merge)
        self._apply(experiment, start, rebuilt=rebuilt)

    def reset(self) -> None:
        """The initial weights; in a lesson, the experiment as its step begins with it."""
        (self.lesson.reset if self.lesson.is_open and not self.lesson.trying else self.model.reset)()

    def _put_off(self, label: str, edited: Experiment, *, merge: bool) -> bool:
        """Make an edit once the place that is looked at is found, there; says whether it has to wait."""
        shown = self.experiment

        def edit() -> None:
            if (there := self.waiting_edits.carried_over(edited, shown)) is not None:
                self.edit(label, there, merge=merge)

        return self.waiting_edits.put_off(edit)

    def _before_step(self) -> None:
        """A step that was looked at is kept."""
        if not self.branches.begin("Apply step"):
            self.undo_stack.remember(self.branches.entry("Apply step", rebuilt=True))

    def _follow(self, before: Dataset) -> None:
        """Other rows are shown than before."""
        self.tools.follow(before, self.data)
        self.points.follow(before)

    def _apply(
        self,
        experiment: Experiment,
        start: Checkpoint | None,
        *,
        rebuilt: bool,
        run: int | None = None,
        branches: bool = False,
    ) -> None:
        """All that follows from an edit or its undo, in its order. `run`: which one is taken up again;
        `branches`: a new one begins in the past of the present one.
        """
        before = self.data
        self.notices.end_with_edit()
        self.run.go_on_with(experiment)
        self.view.follow(before)
        if rebuilt:
            if self.playhead.place is not None:
                self.playhead.leave()
            self.run.begin(start, run)
            self.view.forget_run()
            if branches:
                self.worker.go_back(self.snapshot.checkpoint.place)
            else:
                self.worker.rebuild(experiment, start or self.snapshot.checkpoint)
            if self.training:  # the run before may have ended by itself without our knowing yet
                self.worker.play_another()
        else:
            self.worker.apply(experiment)
        self.backprop.ask_again()
        if self.training and self.data.test.all():
            self.worker.pause()
            self.notices.show(self.run.why_not_trainable())
        self._follow(before)

    def _rebuild(
        self,
        experiment: Experiment,
        start: Checkpoint,
        number: int | None = None,
        *,
        branches: bool = False,
    ) -> None:
        self._apply(experiment, start, rebuilt=True, run=number, branches=branches)

    def exchange(self, experiment: Experiment, start: Checkpoint, history: History | None = None) -> None:
        """Go on with another experiment, paused; no undo leads back from it."""
        self.worker.pause()
        self.backprop.close()
        self.undo_stack.bring_back()
        if history is None:
            self._rebuild(experiment, start)
        else:
            self.branches.go_on_in(experiment, start, history)

    def edit_parameter(self, label: str, index: int, value: float, *, merge: bool = False) -> None:
        """Put a number into θ, and remember the one that is there (see `Editor`)."""
        if self.waiting_edits.put_off(lambda: self.edit_parameter(label, index, value, merge=merge)):
            return
        if not self.branches.begin(label, merge=merge):
            self.undo_stack.remember(self._number_entry(label, index), merge=merge)
        self._apply_parameter(index, value)

    def _apply_parameter(self, index: int, value: float) -> None:
        self.worker.pending.set(index, value)
        self.run.show(self.worker.pending.on_top_of(self.snapshot))
        self.backprop.show_weights()

    def end_merge(self) -> None:
        """The drag is over: the next edit is an undo of its own."""
        self.undo_stack.end_merge()

    # --- the way back ------------------------------------------------------------------------------

    def undo(self) -> None:
        self.playhead.to_present()
        self._put_back(self.undo_stack.undo(self._present))

    def redo(self) -> None:
        self.playhead.to_present()
        self._put_back(self.undo_stack.redo(self._present))

    def _put_back(self, entry: UndoEntry | None) -> None:
        if isinstance(entry, NumberEntry):
            self._apply_parameter(entry.index, entry.value)
        elif isinstance(entry, RunsEntry):
            self.runs.show(entry.kept, entry.names)
        elif entry is not None:
            if entry.start is not None and entry.history is not None:
                self.branches.go_on_in(entry.experiment, entry.start, entry.history, entry.run)
            else:
                self._apply(entry.experiment, entry.start, rebuilt=entry.rebuilt)
            if entry.kept is not None:
                self.runs.show(entry.kept, entry.names)

    def _present(self, entry: UndoEntry) -> UndoEntry:
        """What there is now of that which an entry puts back."""
        if isinstance(entry, NumberEntry):
            return self._number_entry(entry.label, entry.index)
        if isinstance(entry, RunsEntry):
            return self.runs.entry(entry.label)
        return self.branches.entry(entry.label, rebuilt=entry.rebuilt)

    def _number_entry(self, label: str, index: int) -> NumberEntry:
        return NumberEntry(label, index, float(self.network.theta[index]))

    # --- around it ---------------------------------------------------------------------------------

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Have `listener` called with what changed, once a `tick` at most."""
        self.changes.listeners.append(listener)

    def carry_out(self, offer: Offer) -> None:
        """Do what a notice offers."""
        match offer:
            case Offer.UNDO:
                self.undo()
            case Offer.RECOVER:
                self.playback.recover()
            case Offer.RESTART:
                self.ticker.restart_training()
            case Offer.LESSON:
                self.lesson.resume()
            case Offer.AFRESH:
                self.lesson.start_afresh()
            case _:
                assert_never(offer)

    def close(self) -> None:
        """End the worker, and what is trained beside it."""
        self.many.close()
        self.worker.close()
