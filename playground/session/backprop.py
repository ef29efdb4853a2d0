"""The Backprop mode: a microscope over the run, which stands still meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from playground.data import Dataset, Names
from playground.session.changes import Change, Changes
from playground.session.microscope import LEAST_DIGITS, MOST_DIGITS, Microscope
from playground.session.notice import Notice
from playground.session.run_state import RunState
from playground.session.view_state import ViewState
from playground.session.worker_link import WorkerLink
from playground.training.checkpoint import Checkpoint
from playground.training.messages import Step, StepWithRows
from playground.training.parameters import Parameter, are_sound
from playground.training.resume_point import ResumePoint


class _PendingStep(Struct, frozen=True):
    """What to look at once the worker has told where it stands; `rows` are rows of `data`.

    `pick`: a row whose step can be seen, as long as no rows are given.
    """

    stride: Literal["row", "batch"]
    rows: tuple[int, ...] = ()
    data: Dataset | None = None
    pick: bool = False
    row_index: int = 0


class Backprop:
    """The mode in which a run is looked at through a microscope.

    microscope  what is looked at; None: the mode is off, or the worker has not answered yet

    Whatever the worker is told while the mode is on, an edit or a step, makes the moment out of date: it is
    asked for again, and until it comes the microscope shows the old one and stays at its stage. The old one
    may be of another network and of other rows: what shows it takes everything from it (`step.experiment`),
    and what shows the session beside it asks for `present_microscope`.
    """

    def __init__(
        self,
        changes: Changes,
        run: RunState,
        view: ViewState,
        worker: WorkerLink,
        before_step: Callable[[], None],
    ) -> None:
        """`before_step` is called before a step is kept, so that an undo can take it back."""
        self._changes, self._run, self._view = changes, run, view
        self._worker, self._before_step = worker, before_step
        self.microscope: Microscope | None = None
        self._last: Microscope | None = None  # its digits and its parameter are those of the next one
        self._pending: _PendingStep | None = None

    @property
    def is_open(self) -> bool:
        """Whether the mode is on: the microscope is there, or will be as soon as the worker answers."""
        return self.microscope is not None or self.waiting

    @property
    def waiting(self) -> bool:
        """Whether the worker is to tell where exactly it stands."""
        return self._pending is not None

    @property
    def present_microscope(self) -> Microscope | None:
        """The microscope, unless it looks at another experiment than there is now."""
        scope = self.microscope
        return scope if scope is not None and scope.step.experiment is self._run.experiment else None

    @property
    def resume_point(self) -> Checkpoint:
        """Where the run can be taken up again; with the microscope on, the moment: from there it goes on with
        the very same rows.
        """
        scope = self.microscope
        if scope is None or self.waiting or self._run.looking_back or not are_sound(scope.step.start.theta):
            return self._run.resume_point
        return scope.step.start

    # --- in and out --------------------------------------------------------------------------------

    def open(self, stride: Literal["row", "batch"] = "row", *, pick: bool = False) -> None:
        """Pause, and look at the step that the trainer would take next or, with `pick`, at that of a row on
        which more can be seen; it is there at a later tick.
        """
        obstacle = self._run.why_not_trainable()
        self._run.notices.show(obstacle)
        if obstacle is None:
            self._worker.pause()
            self._pending = _PendingStep(stride, pick=pick)

    def inspect(self, rows: tuple[int, ...], row: int) -> None:
        """Look at the update from these rows of the dataset, of which `row` is shown; also where nothing is
        looked at yet.
        """
        self._worker.pause()
        stride: Literal["row", "batch"] = "row" if len(rows) == 1 else "batch"
        self._pending = _PendingStep(stride, rows, self._run.data, row_index=rows.index(row))

    def close(self, *, keep: bool = False) -> None:
        """Leave the mode with the weights as they were or, with `keep`, as the step made them."""
        if keep:
            self.keep_step()
        if self.microscope is not None:
            self._last = self.microscope
            self._changes.note(Change.MICROSCOPE)
        self.microscope = self._pending = None

    def keep_step(self) -> None:
        """Take the step for good, and look at the next row or batch. An undo takes it back.

        Nothing is learnt from a test row: a notice says so.
        """
        scope = self.microscope
        if scope is None or self.waiting:
            return
        rows, moment = scope.step.rows, scope.step.start
        if scope.test_rows:
            text = f"Row {scope.test_rows[0] + 1:,} is in the test set, so its step cannot be applied."
            self._run.notices.show(Notice(text, bad=False))
            return
        self._before_step()
        own = Step("row" if rows == moment.row else "batch")
        self._worker.send(own if scope.is_next_in_order else StepWithRows(rows))
        self._pending = _PendingStep(scope.stride)

    # --- which step --------------------------------------------------------------------------------

    def show_next(self, stride: Literal["row", "batch"]) -> None:
        """Look at the trainer's own next row or batch, also from one that was picked; once there, at the one
        after it, and so on. After the last that is known of it begins again.
        """
        scope = self.microscope
        goes_on = scope is not None and scope.stride == stride and not scope.picked
        if scope is not None and goes_on:  # of its own rows: others may be there meanwhile
            self._look(_PendingStep(stride, scope.following, scope.step.experiment.data))
        else:
            self._look(_PendingStep(stride))

    def inspect_rows(self, rows: tuple[int, ...]) -> None:
        """Look at a step from these rows of the dataset. Of test rows it can be looked at, but not kept."""
        if self.microscope is not None:
            self._look(_PendingStep(self.microscope.stride, rows, self._run.data))

    # --- what of it --------------------------------------------------------------------------------

    def advance(self, by: int) -> None:
        """One stage on or back. On from the last one: keep the step, and look at the next row or batch."""
        if self.microscope is not None and self.microscope.at_end and by > 0:
            self.keep_step()
        elif self.microscope is not None:
            self.go_to_stage(self.microscope.stage_index + by)

    def go_to_stage(self, index: int) -> None:
        """Go to a stage by its number; beyond either end, to the one there."""
        if self.microscope is not None and not self.waiting:
            self._show(stage_index=_within(index, 0, len(self.microscope.stages) - 1))

    def select_row(self, index: int) -> None:
        """Show z, a and δ of this row of the batch."""
        if self.microscope is not None:
            self._show(row_index=_within(index, 0, len(self.microscope.step.rows) - 1))

    def follow(self, parameter: Parameter) -> None:
        """Follow this weight or bias. Raises SpecError when the network has none such."""
        if self.microscope is not None:
            parameter.index(self.microscope.step.experiment.sizes)
            self._show(followed=parameter)

    def set_landscape_pair(self, across: Parameter, up: Parameter) -> None:
        """Look at E over these two parameters. Raises SpecError when the network has none such."""
        if self.microscope is not None:
            for parameter in (across, up):
                parameter.index(self.microscope.step.experiment.sizes)
            self._show(landscape=(across, up))

    def set_digits(self, digits: int) -> None:
        """How many digits are written, 2 to 6."""
        self._show(digits=_within(digits, LEAST_DIGITS, MOST_DIGITS))

    # --- what happens around it --------------------------------------------------------------------

    def ask_again(self) -> None:
        """The worker was told something: the same is wanted of the moment after it."""
        scope = self.microscope
        if scope is not None and not self.waiting:
            rows = () if scope.is_next_in_order else scope.step.rows
            self._pending = _PendingStep(scope.stride, rows, scope.step.experiment.data, scope.picked)

    def take(self, moment: ResumePoint | None) -> None:
        """The moment is believed when the worker has seen every command; numbers set by hand go on top."""
        pending = self._pending
        if pending is None or moment is None or not self._worker.seen_all:
            return
        self._pending = None
        if moment.row:
            self._look_from(replace(moment, theta=self._run.network.theta.copy()), pending)
        else:
            self._run.notices.show(self._run.why_not_trainable())
            self.close()

    def show_weights(self) -> None:
        """A number was set by hand: the step is made again with it, at the same stage."""
        if self.microscope is not None and not self.waiting:
            self.microscope = self.microscope.with_theta(self._run.network.theta.copy())
            self._changes.note(Change.MICROSCOPE)

    def rename(self) -> None:
        """Classes are called after their colours: others may be shown now."""
        if self.microscope is not None:
            data, safe = self.microscope.step.experiment.data, self._view.settings.safe_colours
            names = Names.on_screen(data, safe=safe)
            if names != self.microscope.names:
                self._show(names=names)

    # --- inside ------------------------------------------------------------------------------------

    def _show(self, **choices: Any) -> None:
        if self.microscope is not None:
            self.microscope = replace(self.microscope, **choices)
            self._changes.note(Change.MICROSCOPE)

    def _look(self, pending: _PendingStep) -> None:
        """Look from the present moment or, while the worker is being asked, from the one it will tell."""
        if self.waiting:
            self._pending = pending
        elif self.microscope is not None:
            self._look_from(self.microscope.step.start, pending)

    def _look_from(self, moment: ResumePoint, pending: _PendingStep) -> None:
        experiment = self._run.experiment
        rows = pending.rows if pending.data is experiment.data else ()
        if pending.pick and not rows:
            from playground.microscope.pick import row_to_see

            rows = row_to_see(experiment, moment)
        like = self.microscope or self._last
        scope = Microscope.at(experiment, self._view.names, moment, pending.stride, rows, like=like)
        picked = pending.pick and not scope.is_next_in_order
        self.microscope = replace(scope, picked=picked, row_index=pending.row_index)
        self._changes.note(Change.MICROSCOPE)


def _within(number: int, least: int, most: int) -> int:
    return max(least, min(number, most))
