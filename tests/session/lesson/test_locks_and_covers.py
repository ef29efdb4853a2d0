"""What a kind of step says of itself is all that locks, covers and predictions ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.lessons import KINDS, Lesson, Step, read
from playground.session.lesson import covers, locks
from playground.session.lesson.work import Work
from playground.training.parameters import Parameter

LESSON = read(Path(__file__).parents[2] / "ui" / "lessons" / "every_kind.lesson")


@pytest.fixture(params=LESSON.steps, ids=lambda step: str(step.kind))
def work(request: pytest.FixtureRequest) -> Work:
    step: Step = request.param
    return Work(step)


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return LESSON


def test_the_lesson_holds_every_kind() -> None:
    assert {step.kind for step in LESSON.steps} == set(KINDS)


def test_a_prediction_locks_what_trains_until_it_is_written(lesson: Lesson, work: Work) -> None:
    first = type(work.step).WRITTEN_FIRST
    assert (locks.control(lesson, work, "play") == "locked") == (first or work.step.ABOUT == "update")
    work.attempts.append({})
    assert (locks.control(lesson, work, "play") == "locked") == (work.step.ABOUT == "update")


def test_a_step_about_an_update_keeps_its_weights_and_hides_its_numbers(lesson: Lesson, work: Work) -> None:
    about = work.step.ABOUT == "update"
    assert (locks.control(lesson, work, "weights") == "locked") == about == covers.hides_numbers(work)
    assert bool(covers.covered(work, lesson.moment(work.step))) == (
        work.step.kind in {"calculate", "find_fault"}
    )


def test_a_neuron_has_the_keys_of_its_first_number_that_is_not_right() -> None:
    work, start = Work(LESSON.steps[1]), LESSON.moment(LESSON.steps[1])
    neuron = Parameter(1, 0, None)
    assert covers.field_at(work, neuron, "forward", start) == "z1.1"
    work.enter("z1.1", work.step.solution(start)["z1.1"])
    work.check(start, 0)
    assert covers.field_at(work, neuron, "forward", start) == "a1.1"
    assert not covers.field_at(work, neuron, "slope", start), "no such number is told there"
