"""A lesson that is held: its step, what was answered, and what was on screen before it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from playground.data import Recipe
from playground.lessons import Answers, Judgement, Lesson, Moment, Step, Verdict
from playground.lessons.conditions import condition, figures_of
from playground.lessons.controls import State
from playground.lessons.experiment_part import table_of
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.find_fault import FindFault
from playground.lessons.kinds.predict_curve import PredictCurve
from playground.lessons.kinds.predict_sign import PredictSign
from playground.lessons.kinds.reach import Reach
from playground.lessons.kinds.sketch_boundary import SketchBoundary
from playground.lessons.quantities import Quantity
from playground.lessons.results import Result, StepResult
from playground.microscope.digits import number
from playground.session.backprop import Backprop
from playground.session.changes import Change, Changes
from playground.session.document import Document, SavedWork
from playground.session.notice import Notice
from playground.session.run_state import RunState
from playground.session.undo import UndoEntry, UndoStack
from playground.session.view_state import SidePanel, ViewState
from playground.settings import settings_of
from playground.text import short
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.parameters import Parameter, all_parameters
from playground.training.spec import Spec

RUNNING = ("play", "step_row", "step_batch", "step_epoch")
"""The controls that train."""

CHANGING = frozenset({*settings_of(Spec), *settings_of(Recipe), *RUNNING, "canvas", "weights", "features"})
"""What a lesson's default is about: the controls that change the experiment, and those that train."""

_OF_A_RUN = (Reach, SketchBoundary, PredictCurve)  # judged where the run stands
_FORETOLD = (SketchBoundary, PredictCurve)  # written down before anything is trained
_OF_AN_UPDATE = (Calculate, PredictSign, FindFault)  # looked at in the Backprop mode, and not trained
_WRITE_FIRST = "Write your prediction down first."
_THIS_UPDATE = "This step is about one update, from these weights."
_DIGITS, _LONGEST = 3, 9  # of a number in the diagram, and letters of an entry
_TOLD = {
    "forward": "zay",
    "error": "Ey",
    "delta": "d",
    "slope": "g",
    "gradient": "g",
    "update": "w",
    "after": "w",
}
"""The kinds of numbers that a stage tells."""


class Exchanger(Protocol):
    """The session, which puts another experiment in the place of the present one."""

    def exchange(self, experiment: Experiment, start: Checkpoint, history: History | None = None) -> None:
        """Go on with another experiment, paused; no undo leads back from it."""


@dataclass
class Work:
    """What a student has done in one step."""

    answers: dict[str, str] = field(default_factory=dict)
    attempts: list[dict[str, str]] = field(default_factory=list)
    judgement: Judgement | None = None
    wrong: int = 0
    hints: int = 0
    shown_after: int | None = None
    seconds: float = 0.0
    run: dict[str, Any] | None = None


@dataclass(frozen=True, eq=False)
class _Before:
    """What was there before the lesson, or before it was tried freely."""

    experiment: Experiment
    start: Checkpoint
    history: History
    saved: SavedWork
    undo: tuple[list[UndoEntry], list[UndoEntry]]
    side_panel: SidePanel


class LessonState:
    """The lesson that is held, if one is.

    lesson   None: none is
    place    which of its steps
    name     of the student: variants are drawn from it
    focused  the field that has the keys: its neuron or link is lit in the diagram
    finished whether the last step was left: the result can be handed in
    trying   whether the step is tried freely: nothing is locked, and nothing counts
    """

    def __init__(
        self,
        changes: Changes,
        run: RunState,
        view: ViewState,
        undo_stack: UndoStack,
        *,
        backprop: Backprop,
        document: Document,
        session: Exchanger,
    ) -> None:
        self._changes, self._run, self._view, self._undo_stack = changes, run, view, undo_stack
        self._backprop, self._document, self._session = backprop, document, session
        self.lesson: Lesson | None = None
        self.place, self.name, self.focused, self.trying = 0, "", "", False
        self.finished = False
        self.clock: Callable[[], float] = time.monotonic
        self._before: _Before | None = None
        self._step_before: _Before | None = None
        self._work: dict[str, Work] = {}
        self._since = 0.0

    # --- what there is -----------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return self.lesson is not None

    @property
    def step(self) -> Step:
        assert self.lesson is not None
        return self.lesson.steps[self.place]

    @property
    def work(self) -> Work:
        """What was done in the present step."""
        return self._work.setdefault(self.step.id, Work())

    @property
    def seed(self) -> int:
        return self.lesson.seed_of(self.name) if self.lesson is not None else 0

    @property
    def start(self) -> Moment:
        """What the present step begins with."""
        assert self.lesson is not None
        answers = {name: work.answers for name, work in self._work.items()}
        return self.lesson.moment(self.step, seed=self.seed, answers=answers)

    @property
    def moment(self) -> Moment:
        """What the present step is judged at."""
        if isinstance(self.step, _OF_A_RUN):
            return self.start.in_run(self._run.experiment, self._run.snapshot)
        return self.start

    @property
    def needs_name(self) -> bool:
        """Whether the numbers are drawn from a name that is not known yet."""
        return self.lesson is not None and self.lesson.variants is not None and not self.name

    @property
    def may_show_solution(self) -> bool:
        """Whether enough was tried."""
        assert self.lesson is not None
        return bool(self.step.solution(self.start)) and self.work.wrong >= self.lesson.marking.solution_after

    @property
    def why_not_on(self) -> str:
        """What is to be done before the next step; empty when nothing is."""
        done = self.step.done
        if not done:
            return ""
        if done != "answered":
            missing = condition(done).failing(figures_of(self._run.experiment, self._run.snapshot))
            return f"Still to reach: {' and '.join(map(str, missing))}." if missing else ""
        judged = self.step.judge(self.work.answers, self.moment)
        answered = judged.verdict.counts or self.work.shown_after is not None
        return "" if answered else judged.sentence or "Answer first."

    @property
    def _solved(self) -> bool:
        """Whether nothing is left to be found in the step."""
        judged = self.work.judgement
        if isinstance(self.step, PredictSign):
            return judged is not None and all(mark.verdict.counts for mark in judged.marks.values())
        return self.work.shown_after is not None or (judged is not None and judged.done)

    @property
    def hides_numbers(self) -> bool:
        """Whether what an update comes to is for the student to find: no formula and no plot may tell it."""
        about = self.lesson is not None and not self.trying and isinstance(self.step, _OF_AN_UPDATE)
        return about and not self._solved

    @property
    def covered(self) -> dict[str, str]:
        """What stands in the diagram in place of numbers, by their names: "?", or what was entered; the wrong
        number that is to be found.
        """
        if not self.hides_numbers:
            return {}
        step, answers = self.step, self.work.answers
        if isinstance(step, FindFault):
            return {name: number(value, _DIGITS) for name, value in step.shown(self.start).items()}
        if isinstance(step, Calculate):
            names = {one.name: one.seen_from(step.shown_row).name for one in step.quantities}
            return {name: short(answers.get(own, "").strip(), _LONGEST) or "?" for own, name in names.items()}
        return {}

    def control(self, name: str) -> State:
        """Whether a control of the window is free, locked or hidden now."""
        if self.lesson is None or self.trying:
            return "free"
        if name in RUNNING and self._unwritten:
            return "locked"
        if name in {*RUNNING, "weights"} and isinstance(self.step, _OF_AN_UPDATE):
            return "locked"
        controls = self.lesson.controls_in(self.step)
        named = name in {*controls.free, *controls.locked, *controls.hidden}
        return controls.state(name) if named or name in CHANGING else "free"

    def why_locked(self, name: str) -> str:
        """What is said, and read aloud, on a locked control."""
        assert self.lesson is not None
        if name in RUNNING and self._unwritten:
            return _WRITE_FIRST
        if name in {*RUNNING, "weights"} and isinstance(self.step, _OF_AN_UPDATE):
            return _THIS_UPDATE
        return self.lesson.controls_in(self.step).why or "This lesson keeps it as it is."

    @property
    def written(self) -> bool:
        """Whether a prediction, if one is asked, is written down."""
        return self.lesson is None or not self._unwritten

    @property
    def _unwritten(self) -> bool:
        """Whether a prediction is to be written down first."""
        return isinstance(self.step, _FORETOLD) and not self.work.attempts

    # --- in and out --------------------------------------------------------------------------------

    def open(self, lesson: Lesson, name: str = "") -> None:
        """Hold this lesson, from its first step. Raises PlacedError, and changes nothing."""
        _ = lesson.start
        if self.lesson is None:
            self._before = self._now()
        self.lesson, self.name, self.trying = lesson, name, False
        self._work, self.place, self.finished = {}, 0, False
        self._since = self.clock()
        self._begin(anew=True)

    def leave(self) -> None:
        """Bring back what was on screen before."""
        before, self._before = self._before, None
        self.lesson, self.trying, self.focused = None, False, ""
        if before is not None:
            self._bring_back(before)
        self._changes.note(Change.LESSON)

    def go(self, place: int) -> None:
        """Go to a step."""
        assert self.lesson is not None
        place = max(0, min(place, len(self.lesson.steps) - 1))
        if place != self.place:
            self._count_time()
            self.place, self.focused = place, ""
            self._begin(anew=False)

    def turn(self, by: int) -> None:
        """To the next step, once this one is done, or to the one before; after the last one, say so."""
        assert self.lesson is not None
        why = self.why_not_on if by > 0 else ""
        if by > 0 and not why and self.work.attempts == [] and self.work.answers:
            self.check()  # what was entered and never looked at
        if why:
            self._run.notices.show(Notice(why, bad=False))
        elif by > 0 and self.place + 1 == len(self.lesson.steps):
            self.finished = True
            self._changes.note(Change.LESSON)
        else:
            self.go(self.place + by)

    def reset(self) -> None:
        """The experiment as the step begins with it; what was answered stays."""
        self._begin(anew=True)

    def set_name(self, name: str) -> None:
        """Have the numbers of this student."""
        before, self.name = self.seed, name.strip()
        if self.seed != before:
            self._begin(anew=True)

    def try_freely(self) -> None:
        """All controls are free, on a copy: `come_back` leads to the step as it was."""
        self._step_before, self.trying = self._now(), True
        self._changes.note(Change.LESSON)

    def come_back(self) -> None:
        before, self._step_before, self.trying = self._step_before, None, False
        if before is not None:
            self._bring_back(before)
        self._changes.note(Change.LESSON)

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
        step, kinds = self.step if self.hides_numbers else None, _TOLD.get(stage, "")
        if isinstance(step, Calculate):
            names = [one.name for one in step.quantities if self._is_at(one, parameter, kinds)]
            marks = self.work.judgement.marks if self.work.judgement is not None else {}
            open_ = [name for name in names if name not in marks or not marks[name].verdict.good]
            if names:
                self.focus((open_ or names)[0])
        elif isinstance(step, FindFault):
            shown = numbers_of(self.start.experiment.sizes)
            found = [one.name for one in shown if self._is_at(one, parameter, kinds)]
            if found:  # a neuron has several: the next one with each click
                now = self.work.answers.get("place", "")
                self.enter("place", found[(found.index(now) + 1) % len(found)] if now in found else found[0])

    def _is_at(self, one: Quantity, parameter: Parameter, kinds: str) -> bool:
        """Whether a number of one of these kinds stands at a link, or at a neuron, which its bias names."""
        if one.kind not in kinds:
            return False
        if one.of_parameter:
            return one.parameter == parameter
        last = len(self._run.experiment.sizes) - 1
        layer = last if one.kind in "yE" else one.layer
        return parameter.source is None and (layer, one.to) == (parameter.layer, parameter.to)

    def enter(self, name: str, text: str) -> None:
        """Put an answer into a field, as typed; it is not judged yet."""
        if self.work.answers.get(name, "") != text:
            self.work.answers[name] = text[:10_000]
            self._changes.note(Change.LESSON)

    def check(self) -> Judgement:
        """Judge what is entered; the same again is no other attempt."""
        work, moment = self.work, self.moment
        judged = self.step.judge(work.answers, moment)
        counts = judged.verdict.counts or any(mark.verdict.counts for mark in judged.marks.values())
        known = bool(work.attempts) and work.attempts[-1] == work.answers
        if counts and not known and self._attempts_left:
            work.attempts.append(dict(work.answers))
            work.wrong += _has_erred(judged)
        work.judgement = judged
        if isinstance(self.step, _OF_A_RUN):
            work.run = table_of(self._run.experiment, self._run.snapshot)
        self._changes.note(Change.LESSON)
        return judged

    @property
    def _attempts_left(self) -> bool:
        assert self.lesson is not None
        return not self.lesson.marking.attempts or len(self.work.attempts) < self.lesson.marking.attempts

    def show_hint(self) -> None:
        """One more of the hints."""
        self.work.hints = min(self.work.hints + 1, len(self.step.hints))
        self._changes.note(Change.LESSON)

    def show_solution(self) -> None:
        """Fill in what is right; what is tried from now on does not count."""
        work = self.work
        if work.shown_after is None:
            work.shown_after = len(work.attempts)
        work.answers = dict(self.step.solution(self.moment))
        work.judgement = self.step.judge(work.answers, self.moment)
        self._changes.note(Change.LESSON)

    def result(self) -> Result:
        """What is handed in."""
        assert self.lesson is not None
        self._count_time()
        return Result(
            lesson=self.lesson.id,
            sha256=self.lesson.sha256,
            name=self.name,
            seed=self.seed,
            steps={step.id: self._step_result(step) for step in self.lesson.steps if step.id in self._work},
            experiment=table_of(self._run.experiment, self._run.snapshot),
        )

    # --- inside ------------------------------------------------------------------------------------

    def _step_result(self, step: Step) -> StepResult:
        work = self._work[step.id]
        return StepResult(
            answers=dict(work.answers),
            attempts=tuple(work.attempts),
            hints=work.hints,
            minutes=round(work.seconds / 60.0, 2),
            shown_after=work.shown_after,
            run=work.run,
        )

    def _count_time(self) -> None:
        now = self.clock()
        self.work.seconds += max(0.0, now - self._since)
        self._since = now

    def _begin(self, *, anew: bool) -> None:
        """Begin the present step, from its own experiment where it has one."""
        if anew or self.step.AT_START or self.step.experiment:
            start = self.start
            self._session.exchange(start.experiment, Checkpoint(0, 0, start.theta.copy()))
            self._view.fit()
            self._document.mark_saved(SavedWork(start.experiment, self._run.snapshot.theta))
        self._changes.note(Change.LESSON | Change.VIEW)

    def _now(self) -> _Before:
        return _Before(
            self._run.present.experiment,  # whatever is looked at
            self._backprop.resume_point,
            self._run.history,
            self._document.saved,
            self._undo_stack.entries,
            self._view.side_panel,
        )

    def _bring_back(self, before: _Before) -> None:
        self._session.exchange(before.experiment, before.start, before.history)
        self._undo_stack.bring_back(before.undo)
        self._document.mark_saved(before.saved)
        self._view.set_side_panel(before.side_panel)


def numbers_of(sizes: Sequence[int]) -> list[Quantity]:
    """The numbers that the diagram shows of an update, in the order in which they are found."""
    last, found = len(sizes) - 1, list[Quantity]()
    for layer in range(1, last + 1):
        for to in range(sizes[layer]):
            a = Quantity("y", to=to) if layer == last else Quantity("a", layer, to)
            found += [Quantity("z", layer, to), a]
    found.append(Quantity("E"))
    for layer in range(last, 0, -1):
        into = [one for one in all_parameters(sizes) if one.layer == layer]
        found += [Quantity("d", layer, to) for to in range(sizes[layer])]
        found += [Quantity("g", one.layer, one.to, one.source) for one in into]
    return found


def _has_erred(judged: Judgement) -> bool:
    """Whether something that was entered is wrong."""
    verdicts = {judged.verdict, *(mark.verdict for mark in judged.marks.values())}
    return bool(verdicts & {Verdict.WRONG, Verdict.NEARLY})


__all__ = ["RUNNING", "Answers", "LessonState", "Work"]
