"""The lesson that is held: which of its steps, and the verbs of who works on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from playground.session.changes import Change, Changes
from playground.session.lesson.workspace import SetAside, Workspace
from playground.session.notice import Notice, Offer
from playground.session.run_state import RunState
from playground.training.parameters import Parameter

if TYPE_CHECKING:  # most starts of the program hold no lesson
    from playground.lessons import Judgement, Lesson, Moment, Step
    from playground.lessons.controls import State
    from playground.lessons.progress import Progress
    from playground.lessons.results import Result
    from playground.session.lesson.held import HeldLesson
    from playground.session.lesson.work import Work


class _Left(Struct, frozen=True, eq=False):
    """A lesson that was left: what there was in it, and what became of work in it."""

    held: HeldLesson
    there: SetAside
    told: str


class LessonState:
    """The lesson that is held, if one is: its place in the window, its locks, and its verbs.

    focused  the field that has the keys: its neuron or link is lit in the diagram
    """

    def __init__(self, changes: Changes, run: RunState, workspace: Workspace) -> None:
        self._changes, self._run, self._workspace = changes, run, workspace
        self.focused = ""
        self.clock: Callable[[], float] = time.monotonic
        self._held: HeldLesson | None = None
        self._left: _Left | None = None
        self._before: SetAside | None = None
        self._step_before: SetAside | None = None

    # --- what there is -----------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return self._held is not None

    @property
    def held(self) -> HeldLesson:
        """There is one."""
        assert self._held is not None
        return self._held

    @property
    def lesson(self) -> Lesson | None:
        return self._held.lesson if self._held is not None else None

    @property
    def step(self) -> Step:
        return self.held.step

    @property
    def place(self) -> int:
        """Which of the steps it is."""
        return self._held.place if self._held is not None else 0

    @property
    def work(self) -> Work:
        """What was done in the present step."""
        return self.held.work

    @property
    def start(self) -> Moment:
        """What the present step begins with."""
        return self.held.start

    @property
    def name(self) -> str:
        """Of the student."""
        return self.held.name

    @property
    def needs_name(self) -> bool:
        """Whether the numbers are drawn from a name that is not known yet."""
        return self.held.needs_name

    @property
    def may_show_solution(self) -> bool:
        """Whether enough was tried."""
        return self.held.may_show_solution

    @property
    def trying(self) -> bool:
        """Whether the step is tried freely: nothing is locked, and nothing counts."""
        return self._step_before is not None

    @property
    def moment(self) -> Moment:
        """What the present step is judged at."""
        if self.step.ABOUT == "run":
            present = self._run.present  # whatever is looked at
            return self.start.in_run(present.experiment, present.snapshot)
        return self.start

    @property
    def why_not_on(self) -> str:
        """What is to be done before the next step; empty when nothing is."""
        from playground.lessons.conditions import condition, figures_of

        done = self.step.done
        if not done:
            return ""
        if done != "answered":
            present = self._run.present  # whatever is looked at
            missing = condition(done).failing(figures_of(present.experiment, present.snapshot))
            return f"Still to reach: {' and '.join(map(str, missing))}." if missing else ""
        judged = self.step.judge(self.work.answers, self.moment)
        answered = judged.verdict.counts or self.work.shown_after is not None
        return "" if answered else judged.sentence or "Answer first."

    # --- what it locks and covers ------------------------------------------------------------------

    @property
    def _in_force(self) -> Lesson | None:
        """The lesson, unless it is tried freely."""
        return None if self.trying else self.lesson

    @property
    def hides_numbers(self) -> bool:
        """Whether what an update comes to is for the student to find: no formula and no plot may tell it."""
        if self._in_force is None:
            return False
        from playground.session.lesson import covers

        return covers.hides_numbers(self.work)

    @property
    def covered(self) -> dict[str, str]:
        """What stands in the diagram in place of numbers, by their names."""
        if not self.hides_numbers:
            return {}
        from playground.session.lesson import covers

        return covers.covered(self.work, self.start)

    @property
    def written(self) -> bool:
        """Whether a prediction, if one is asked, is written down."""
        return not self.is_open or not self.work.unwritten

    def control(self, name: str) -> State:
        """Whether a control of the window is free, locked or hidden now."""
        lesson = self._in_force
        if lesson is None:
            return "free"
        from playground.session.lesson import locks

        return locks.control(lesson, self.work, name)

    def why_locked(self, name: str) -> str:
        """What is said, and read aloud, on a locked control."""
        from playground.session.lesson import locks

        return locks.why_locked(self.held.lesson, self.work, name)

    # --- in and out --------------------------------------------------------------------------------

    def open(self, lesson: Lesson, name: str = "") -> None:
        """Hold this lesson, from its first step. Raises PlacedError, and changes nothing."""
        from playground.session.lesson.held import HeldLesson

        _ = lesson.start
        left = self.is_open
        if left:
            self.leave()
        self._before = self._workspace.set_aside()
        self._held = HeldLesson(lesson, name, self.clock)
        self._begin(anew=True)
        if left:
            self.offer_return()

    def leave(self) -> None:
        """Bring back what was on screen before, and offer the way back into the lesson."""
        held, before = self.held, self._before
        assert before is not None
        held.count_time()
        told = self._end_trying()
        there = self._workspace.now()
        told = self._workspace.bring_back(before) or told
        self._left = _Left(held, there, told)
        self._held, self.focused = None, ""
        self.offer_return()
        self._changes.note(Change.LESSON)

    def offer_return(self) -> None:
        """Say which lesson was left, and what became of work in it."""
        if self._left is not None:
            words = f"You left “{self._left.held.lesson.title}”. {self._left.told}".strip()
            self._run.notices.show(Notice(words, Offer.LESSON, bad=False))

    def resume(self) -> None:
        """Hold the lesson that was left again, as it was."""
        left, self._left = self._left, None
        if left is None:
            return
        if self.is_open:
            self.leave()
        self._before = self._workspace.set_aside()
        self._held = left.held
        left.held.start_clock()
        self._workspace.bring_back(left.there)
        self._changes.note(Change.LESSON | Change.VIEW)

    def go(self, place: int) -> None:
        """Go to a step; trying it freely ends before."""
        self._go(place, self._end_trying())

    def _go(self, place: int, told: str) -> None:
        if self.held.go(place):
            self.focused = ""
            self._begin(anew=False, told=told)

    def turn(self, by: int) -> bool:
        """To the next step, once this one is done, or to the one before. Says whether the last one is done:
        then the result can be handed in.

        What was entered and never looked at is checked first, and what is said of it is to be read.
        """
        told = self._end_trying()
        why = self.why_not_on if by > 0 else ""
        if why:
            self._say(f"{why} {told}".strip())
        elif by > 0 and self.work.unseen and self.check().marked:
            self._say(told)
        elif by > 0 and self.held.is_last:
            self._say(told)
            return True
        else:
            self._go(self.place + by, told)
        return False

    def reset(self) -> None:
        """The experiment as the step begins with it; what was answered stays."""
        self._begin(anew=True)

    @property
    def progress(self) -> Progress | None:
        """Where the student is, to be kept; None: nothing was done yet."""
        from playground.lessons.progress import Progress

        if self.held.untouched:
            return None
        return Progress(place=self.place, result=msgspec.structs.replace(self.result(), experiment=None))

    def take_up(self, progress: Progress) -> None:
        """Go on where it was left on another day. Raises PlaygroundError, and changes nothing."""
        self.held.take_up(progress)
        self._begin(anew=True)
        told = f"You are back at step {self.place + 1}, with your answers."
        self._run.notices.show(Notice(told, Offer.AFRESH, bad=False))

    def start_afresh(self) -> None:
        """From the first step, without answers."""
        told = self._end_trying()
        self.held.start_afresh()
        self._begin(anew=True, told=told)

    def set_name(self, name: str) -> None:
        """Have the numbers of this student."""
        held = self.held
        before, held.name = held.seed, name.strip()
        if held.seed != before:
            self._begin(anew=True, told=self._end_trying())

    def try_freely(self) -> None:
        """All controls are free, on a copy: `come_back` leads to the step as it was."""
        self._step_before = self._workspace.now()
        self._changes.note(Change.LESSON)

    def come_back(self) -> None:
        self._say(self._end_trying())

    def _end_trying(self) -> str:
        """The step as it was, if it was tried freely. Says what became of work on the copy."""
        before, self._step_before = self._step_before, None
        if before is None:
            return ""
        self._changes.note(Change.LESSON)
        return self._workspace.bring_back(before)

    def _begin(self, *, anew: bool, told: str = "") -> None:
        """Begin the present step, from its own experiment where it has one; what was said of another one is
        over. `told`: what became of work.
        """
        self._run.notices.end_with_edit()
        if anew or self.step.at_start or self.step.experiment:
            told = self._workspace.begin(self.start, self.held.lesson.view_in(self.step)) or told
        self._say(told)
        self._changes.note(Change.LESSON | Change.VIEW)

    def _say(self, told: str) -> None:
        if told:
            self._run.notices.show(Notice(told, bad=False))

    # --- answers -----------------------------------------------------------------------------------

    def focus(self, name: str) -> None:
        """This field has the keys."""
        if name != self.focused:
            self.focused = name
            self._changes.note(Change.LESSON)

    def pick(self, parameter: Parameter, stage: str) -> None:
        """A link, or a neuron (by its bias), was clicked in the diagram: its number has the keys, or is the
        fault.
        """
        if not self.hides_numbers:
            return
        from playground.session.lesson import covers

        if name := covers.field_at(self.work, parameter, stage, self.start):
            self.focus(name)
        if place := covers.fault_at(self.work, parameter, stage, self.start):
            self.enter("place", place)

    def enter(self, name: str, text: str) -> None:
        """Put an answer into a field, as typed; it is not judged yet."""
        if self.work.enter(name, text):
            self._changes.note(Change.LESSON)

    def check(self) -> Judgement:
        """Judge what is entered; the same again is no other attempt. A run on the copy counts for nothing."""
        before, about_run = self.work.judgement, self.step.ABOUT == "run"
        if self.trying and about_run:
            if self.work.unseen:
                self._say("Nothing counts while you try freely: go back to the lesson first.")
            return self.step.judge(self.work.answers, self.moment)
        self._run.notices.end_with_edit()  # such as that there is no answer yet
        judged = self.work.check(self.moment, self.held.lesson.marking.attempts)
        if about_run and (judged.done or before is None or not before.done):
            self.work.run = self._table  # what was reached counts, whatever comes after it
        self._changes.note(Change.LESSON)
        return judged

    def show_hint(self) -> None:
        """One more of the hints."""
        self.work.show_hint()
        self._changes.note(Change.LESSON)

    def show_solution(self) -> None:
        """Fill in what is right; what is tried from now on does not count."""
        self.work.show_solution(self.moment)
        self._changes.note(Change.LESSON)

    def result(self) -> Result:
        """What is handed in."""
        from playground.lessons.results import Result

        held = self.held
        held.count_time()
        return Result(
            lesson=held.lesson.id,
            sha256=held.lesson.sha256,
            name=held.name,
            seed=held.seed,
            steps=held.results,
            experiment=self._table,
        )

    @property
    def _table(self) -> dict[str, Any]:
        """The experiment as it stands."""
        from playground.lessons.experiment_part import table_of

        present = self._run.present
        return table_of(present.experiment, present.snapshot)
