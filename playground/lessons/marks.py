"""Marks of one student: computed anew from the answers. Stored marks are never believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, field

from playground.data import ignore
from playground.data.reading.raw import silent
from playground.errors import FileError, PlaygroundError
from playground.export.beside import TableElsewhereError
from playground.export.experiment_file import experiment_in
from playground.lessons.judgement import Judgement, combined
from playground.lessons.kinds import Answers
from playground.lessons.lesson import Lesson
from playground.lessons.moment import Moment
from playground.lessons.results import Result, StepResult
from playground.text import plain, short
from playground.training import Trainer


class StudentMarks(Struct, frozen=True):
    """What one student has reached.

    steps     the judgement of every step, by its id: of its fields the best attempts
    slips     how often the value of a wrong rule was given, by step and rule
    notes     what is strange about the file
    attempts  how many there were, of every step that was seen
    """

    name: str
    steps: Mapping[str, Judgement]
    slips: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()
    hints: int = 0
    minutes: float = 0.0
    attempts: Mapping[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many steps were seen and have nothing left to be answered."""
        return sum(name in self.attempts and one.done for name, one in self.steps.items())

    @property
    def points(self) -> float:
        return round(sum(one.points for one in self.steps.values()), 2)

    @property
    def out_of(self) -> float:
        return sum(one.out_of for one in self.steps.values())


def marks_of(lesson: Lesson, result: Result) -> StudentMarks:
    """The marks of a result. Raises FileError for one of another lesson."""
    if result.lesson != lesson.id:
        other = short(plain(result.lesson), 60)
        raise FileError(f"This is a result of another lesson, “{other}”.", f"Choose one of “{lesson.id}”.")
    seed = lesson.seed_of(result.name)
    latest = {name: one.answers for name, one in result.steps.items()}
    steps: dict[str, Judgement] = {}
    slips: Counter[tuple[str, str]] = Counter()
    notes = list(_notes(lesson, result, seed))
    for step in lesson.steps:
        one = result.steps.get(step.id, StepResult())
        moment = lesson.moment(step, seed=seed, answers=latest)
        try:
            moment = where_it_stood(moment, one)
        except PlaygroundError as error:
            notes.append(f"{step.id}: {error.message}")
        judged = [step.judge(answers, moment) for answers in counted(one, lesson.marking.attempts)]
        steps[step.id] = combined(judged)
        for judgement in judged:
            for mark in judgement.marks.values():
                slips.update((step.id, rule) for rule in mark.rules if len(mark.rules) == 1)
    hints, minutes = sum(one.hints for one in result.steps.values()), _minutes(result)
    attempts = {name: len(one.attempts) for name, one in result.steps.items() if name in steps}
    return StudentMarks(plain(result.name), steps, slips, tuple(notes), hints, minutes, attempts)


def counted(one: StepResult, most: int) -> tuple[Answers, ...]:
    """The attempts that count: none after the solution was shown, and no more than `most` (0: any number)."""
    attempts: tuple[Answers, ...] = (*one.attempts, one.answers)
    if one.shown_after is not None:
        attempts = one.attempts[: one.shown_after]
    return (attempts[:most] if most else attempts) or ({},)


def _notes(lesson: Lesson, result: Result, seed: int) -> Iterator[str]:
    if result.sha256 != lesson.sha256:
        yield "The lesson file has changed since: marked by this one."
    if result.seed != seed:
        yield "The seed is not that of this name: marked by the numbers of the name."
    for name in result.steps.keys() - lesson.places.keys():
        yield f"The lesson has no step “{short(plain(name), 60)}”."


def _minutes(result: Result) -> float:
    return round(sum(one.minutes for one in result.steps.values()), 1)


def where_it_stood(moment: Moment, one: StepResult) -> Moment:
    """The moment at the run that was handed in, with its figures found anew. Raises PlaygroundError."""
    if one.run is None:
        return moment

    def find(source: str) -> Path:
        raise TableElsewhereError("It names a table that is not in it.", "", source)

    content = msgspec.json.encode(one.run)
    experiment, trained = experiment_in(content, Path("run"), find, silent, ignore)
    return moment.in_run(experiment, Trainer(experiment, trained).snapshot())
