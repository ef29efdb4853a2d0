"""The Backprop mode: a microscope over the run, which stands still meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from playground.data import Dataset, Names
from playground.microscope.pick import row_to_see
from playground.session.changes import Change
from playground.session.microscope import LEAST_DIGITS, MOST_DIGITS, Microscope
from playground.session.shown import Notice, View
from playground.session.undoing import Undoing
from playground.training.experiment import Experiment
from playground.training.history import Checkpoint
from playground.training.messages import Command, Pause, Report, Step, StepOn
from playground.training.parameters import Parameter
from playground.training.proxy import Connect, TrainerProxy
from playground.training.resume_point import ResumePoint


@dataclass(frozen=True)
class _Wanted:
    """What to look at once the worker has told where it stands; `rows` are places in `data`.

    `pick`: a row whose step can be seen, as long as no rows are given.
    """

    stride: Literal["row", "batch"]
    rows: tuple[int, ...] = ()
    data: Dataset | None = None
    pick: bool = False


class Looking(Undoing):
    """A run that can be looked at through a microscope.

    microscope  what is looked at; None: the mode is not on, or the worker has not answered yet

    Whatever the worker is told while the mode is on, an edit or a step, makes the moment out of date: it is
    asked for anew, and until it comes the microscope shows the old one and does not turn. The old one may be
    of another network and of other rows: what shows it takes everything from it (`step.experiment`), and
    what shows the session beside it asks for `present_microscope`.
    """

    def __init__(
        self,
        experiment: Experiment | None = None,
        view: View | None = None,
        connect: Connect = TrainerProxy,
    ) -> None:
        self.microscope: Microscope | None = None
        self._last: Microscope | None = None  # its digits and its parameter are those of the next one
        self._wanted: _Wanted | None = None
        super().__init__(experiment, view, connect)

    @property
    def looking(self) -> bool:
        """Whether the mode is on: the microscope is there, or will be as soon as the worker answers."""
        return self.microscope is not None or self._wanted is not None

    @property
    def present_microscope(self) -> Microscope | None:
        """The microscope, unless it looks at another experiment than there is now."""
        scope = self.microscope
        return scope if scope is not None and scope.step.experiment is self.experiment else None

    # --- verbs -------------------------------------------------------------------------------------

    def open_microscope(self, stride: Literal["row", "batch"] = "row", *, pick: bool = False) -> None:
        """Pause, and look at the step that the trainer would take next or, with `pick`, at that of a row on
        which more can be seen; it is there at a later tick.
        """
        self.notice = obstacle = self._obstacle()
        self._tell(Change.STATUS)
        if obstacle is None:
            self.pause()
            self._wanted = _Wanted(stride, pick=pick)

    def close_microscope(self, *, keep: bool = False) -> None:
        """Leave the mode with the weights as they were or, with `keep`, as the step made them."""
        if keep:
            self.keep_step()
        if self.microscope is not None:
            self._last = self.microscope
            self._tell(Change.MICROSCOPE)
        self.microscope = self._wanted = None

    def look_at_next(self, stride: Literal["row", "batch"]) -> None:
        """Look at the trainer's own next row or batch, also from one that was picked; once there, at the one
        after it, and so on. After the last that is known of it begins again.
        """
        scope = self.microscope
        goes_on = scope is not None and scope.stride == stride and not scope.picked
        rows = scope.following if scope is not None and goes_on else ()
        self._look(_Wanted(stride, rows, self.data))

    def look_at_rows(self, rows: tuple[int, ...]) -> None:
        """Look at a step from these rows of the dataset. Of test rows it can be looked at, but not kept."""
        if self.microscope is not None:
            self._look(_Wanted(self.microscope.stride, rows, self.data))

    def turn(self, by: int) -> None:
        """One stage on or back. On from the last one: keep the step, and look at the next row or batch."""
        if self.microscope is not None and self.microscope.at_end and by > 0:
            self.keep_step()
        elif self.microscope is not None:
            self.turn_to(self.microscope.place + by)

    def turn_to(self, place: int) -> None:
        """Go to a stage by its number; beyond either end, to the one there."""
        if self.microscope is not None and self._wanted is None:
            self._show(place=_within(place, 0, len(self.microscope.stages) - 1))

    def show_row(self, index: int) -> None:
        """Show z, a and δ of this row of the batch."""
        if self.microscope is not None:
            self._show(shown=_within(index, 0, len(self.microscope.step.rows) - 1))

    def choose(self, parameter: Parameter) -> None:
        """Follow this weight or bias. Raises SpecError when the network has none such."""
        if self.microscope is not None:
            parameter.index(self.microscope.step.experiment.sizes)
            self._show(chosen=parameter)

    def lay_landscape(self, across: Parameter, up: Parameter) -> None:
        """Look at E over these two parameters. Raises SpecError when the network has none such."""
        if self.microscope is not None:
            for parameter in (across, up):
                parameter.index(self.microscope.step.experiment.sizes)
            self._show(landscape=(across, up))

    def set_digits(self, digits: int) -> None:
        """How many digits are written, 2 to 6."""
        self._show(digits=_within(digits, LEAST_DIGITS, MOST_DIGITS))

    def keep_step(self) -> None:
        """Take the step for good, and look at the next row or batch. An undo takes it back.

        Nothing is learnt from a test row: a notice says so.
        """
        scope = self.microscope
        if scope is None or self._wanted is not None:
            return
        rows, moment = scope.step.rows, scope.step.moment
        if scope.test_rows:
            text = f"Row {scope.test_rows[0] + 1:,} is in the test set, so its step cannot be applied."
            self.say(Notice(text, bad=False))
            return
        self._remember(self._memento("Apply step", rebuilt=True))
        own = Step("row" if rows == moment.row else "batch")
        self._send(own if scope.own else StepOn(rows))
        self._wanted = _Wanted(scope.stride)

    # --- inside ------------------------------------------------------------------------------------

    def _show(self, **choices: Any) -> None:
        if self.microscope is not None:
            self.microscope = replace(self.microscope, **choices)
            self._tell(Change.MICROSCOPE)

    def _look(self, wanted: _Wanted) -> None:
        """Look from the present moment or, while the worker is being asked, from the one it will tell."""
        if self._wanted is not None:
            self._wanted = wanted
        elif self.microscope is not None:
            self._see(self.microscope.step.moment, wanted)

    def _rename(self) -> None:
        """Classes are called after their colours: others may be shown now."""
        scope = self.microscope
        if scope is not None:
            data, safe = scope.step.experiment.data, self.view.safe_colours
            self._show(names=Names.on_screen(data, safe=safe))

    def _see(self, moment: ResumePoint, wanted: _Wanted) -> None:
        rows = wanted.rows if wanted.data is self.data else ()
        if wanted.pick and not rows:
            rows = row_to_see(self.experiment, moment)
        like = self.microscope or self._last
        scope = Microscope.at(self.experiment, self.names, moment, wanted.stride, rows, like=like)
        self.microscope = replace(scope, picked=wanted.pick and not scope.own)
        self._tell(Change.MICROSCOPE)

    def _ask_anew(self) -> None:
        """What the microscope shows is out of date: the same is wanted of the moment there is now."""
        scope = self.microscope
        if scope is not None and self._wanted is None:
            rows = () if scope.own else scope.step.rows
            self._wanted = _Wanted(scope.stride, rows, scope.step.experiment.data, scope.picked)

    @property
    def _wants_moment(self) -> bool:
        return self._wanted is not None

    def _send(self, command: Command) -> None:
        super()._send(command)
        if not isinstance(command, Pause):
            self._ask_anew()

    def _put(self, place: int, number: float) -> None:
        """With the number, the step is made anew, at the same stage."""
        super()._put(place, number)
        if self.microscope is not None and self._wanted is None:
            self.microscope = self.microscope.with_theta(self.network.theta.copy())
            self._tell(Change.MICROSCOPE)

    def _take(self, report: Report) -> None:
        """The moment is believed when the worker has seen every command; numbers set by hand go on top."""
        super()._take(report)
        wanted, moment = self._wanted, report.moment
        if wanted is None or moment is None or report.run != self._run or self._seen < self._proxy.sent:
            return
        self._wanted = None
        if moment.row:
            self._see(replace(moment, theta=self.network.theta.copy()), wanted)
        else:
            self.notice = self._obstacle()
            self.close_microscope()

    def _announce(self) -> None:
        """An edit is told together with the moment after it: panels never see the one without the other."""
        if self.microscope is None or self.present_microscope is not None or not self.busy:
            super()._announce()
        elif self.silence:  # the moment may be long in coming: this alone is said meanwhile
            held, self._changes = self._changes & ~Change.STATUS, self._changes & Change.STATUS
            super()._announce()
            self._changes |= held

    @property
    def _resting_point(self) -> Checkpoint:
        """With the microscope on, the moment: from there a run goes on with the very same rows."""
        scope = self.microscope
        if scope is None or self._wanted is not None or not np.isfinite(scope.step.moment.theta).all():
            return super()._resting_point
        return scope.step.moment

    def _restart(self, what: str) -> None:
        super()._restart(what)
        self._ask_anew()
        if self._given_up:
            self.close_microscope()


def _within(number: int, least: int, most: int) -> int:
    return max(least, min(number, most))
