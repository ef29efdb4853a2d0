"""A lesson in the hands of one student: which of its steps, what was answered, and how long it took."""

from __future__ import annotations

from collections.abc import Callable

from playground.lessons import Lesson, Moment, Step
from playground.lessons.marks import where_it_stood
from playground.lessons.progress import Progress
from playground.lessons.results import StepResult
from playground.session.lesson.work import Work


class HeldLesson:
    """Knows nothing of what is on screen: `start` is what a step begins with, wherever the run stands.

    name   of the student: variants are drawn from it
    place  which of its steps
    """

    def __init__(self, lesson: Lesson, name: str, clock: Callable[[], float]) -> None:
        self.lesson, self.name = lesson, name
        self.place = 0
        self._work: dict[str, Work] = {}
        self._clock, self._since = clock, clock()

    @property
    def step(self) -> Step:
        return self.lesson.steps[self.place]

    @property
    def work(self) -> Work:
        """What was done in the present step."""
        return self._work.setdefault(self.step.id, Work(self.step))

    @property
    def seed(self) -> int:
        return self.lesson.seed_of(self.name)

    @property
    def start(self) -> Moment:
        """What the present step begins with."""
        return self.lesson.moment(self.step, seed=self.seed, answers=self.answers)

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """What is entered in each step that was seen."""
        return {name: work.answers for name, work in self._work.items()}

    @property
    def needs_name(self) -> bool:
        """Whether the numbers are drawn from a name that is not known yet."""
        return self.lesson.variants is not None and not self.name

    @property
    def may_show_solution(self) -> bool:
        """Whether enough was tried."""
        return bool(self.step.solution(self.start)) and self.work.failed >= self.lesson.marking.solution_after

    @property
    def is_last(self) -> bool:
        """Whether no step comes after the present one."""
        return self.place + 1 == len(self.lesson.steps)

    @property
    def untouched(self) -> bool:
        """Whether nothing was done yet."""
        return not self.place and not any(work.answers for work in self._work.values())

    @property
    def results(self) -> dict[str, StepResult]:
        """What is handed in of each step that was seen, in their order."""
        seen = [step.id for step in self.lesson.steps if step.id in self._work]
        return {name: self._work[name].result for name in seen}

    def go(self, place: int) -> bool:
        """To another step; says whether it is one."""
        place = max(0, min(place, len(self.lesson.steps) - 1))
        if place == self.place:
            return False
        self.count_time()
        self.place = place
        return True

    def start_afresh(self) -> None:
        """From the first step, without answers."""
        self._work, self.place = {}, 0

    def take_up(self, progress: Progress) -> None:
        """Go on where it was left on another day; steps that the lesson has no more are left out. Raises
        PlaygroundError, and changes nothing.
        """
        kept = progress.result.steps
        answers = {name: one.answers for name, one in kept.items()}
        work = dict[str, Work]()
        for step in self.lesson.steps:
            if step.id in kept:
                moment = self.lesson.moment(step, seed=self.seed, answers=answers)
                work[step.id] = Work.of(step, kept[step.id], where_it_stood(moment, kept[step.id]))
        self._work = work
        self.place = min(progress.place, len(self.lesson.steps) - 1)

    def count_time(self) -> None:
        """Add the time since the last count to that of the present step."""
        self.work.seconds += max(0.0, self._clock() - self._since)
        self.start_clock()

    def start_clock(self) -> None:
        """Count from now on."""
        self._since = self._clock()
