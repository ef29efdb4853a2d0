"""What a kind of step says of itself is all that locks, covers and predictions ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from playground.lessons import KINDS, Lesson, Step, bundled, read
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
    assert bool(covers.covered(work, lesson.moment(work.step))) == about


def test_a_neuron_has_the_keys_of_its_first_number_that_is_not_right() -> None:
    work, start = Work(LESSON.steps[1]), LESSON.moment(LESSON.steps[1])
    neuron = Parameter(1, 0, None)
    assert covers.field_at(work, neuron, "forward", start) == "z1.1"
    work.enter("z1.1", work.step.solution(start)["z1.1"])
    work.check(start, 0)
    assert covers.field_at(work, neuron, "forward", start) == "a1.1"
    assert not covers.field_at(work, neuron, "slope", start), "no such number is told there"


@cache
def shipped(file: str) -> Lesson:
    return read(next(entry.path for entry in bundled() if entry.path.stem.endswith(file)))


ASKED = {
    "error-and-learning-rate.predict": ({"y1", "E", "z1.1", "d1.1", "gb1.1", "b1.1"}, {}),
    "error-and-learning-rate.slope": ({"g1.1.1", "gb1.1", "d1.1", "w1.1.1"}, {"z1.1", "y1", "E"}),
    "three-cities.scores": ({"z1.1", "y1", "y3", "E", "d1.2"}, {}),
    "three-cities.softmax": ({"y1", "E"}, {"z1.1", "z1.3"}),
    "by-hand.output": ({"z2.1", "y1", "E", "d2.1", "w1.1.1"}, {"z1.1", "a1.2"}),
    "by-hand.sign": ({"d2.1", "g2.1.1", "w2.1.1", "b2.1"}, {"y1", "E"}),
    "by-hand.update": ({"w2.1.1", "b2.1"}, {"d2.1", "g2.1.1", "b1.1"}),
}
"""By lesson and step: what the diagram must not tell, and what it has to."""


@pytest.mark.parametrize("name", ASKED)
def test_the_diagram_tells_neither_what_is_asked_nor_what_comes_after_it(name: str) -> None:
    file, step = name.split(".")
    lesson = shipped(file)
    work = Work(lesson.step(step))
    covered = covers.covered(work, lesson.moment(work.step))
    untold, told = map(set, ASKED[name])
    assert untold <= covered.keys()
    assert not told & covered.keys()
    assert set(covered.values()) == {"?"}


def test_the_slope_of_a_batch_does_not_stand_where_that_of_a_row_is() -> None:
    batch = shipped("epoch")
    work = Work(batch.step("mean"))
    work.enter("g1.1.1", "-0.264")
    assert covers.covered(work, batch.moment(work.step))["g1.1.1"] == "?"
