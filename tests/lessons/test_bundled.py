"""Every lesson that ships is held from its first step to its last, with right and with wrong answers."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from playground.lessons import KINDS, Head, Lesson, Moment, Step, Verdict, bundled, read
from playground.lessons.check import check
from playground.lessons.conditions import FIGURES
from playground.lessons.gift import gift
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.choose import Choose
from playground.lessons.kinds.find_fault import FindFault
from playground.lessons.kinds.order import Order
from playground.lessons.kinds.predict_sign import PredictSign
from playground.lessons.kinds.reach import Reach
from playground.lessons.marking.wrong_rules import WRONG_RULES
from playground.lessons.rules import Marking
from playground.lessons.sheet import sheet_of

LESSONS = {entry.path.stem: entry.path for entry in bundled()}
STUDENTS = ("", "Ana")


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return read(LESSONS[request.param])


def wrong_answers(step: Step, moment: Moment) -> dict[str, str]:  # noqa: PLR0911  a case for each kind
    """By field, what is not right; nothing where nothing can be wrong."""
    solution = step.solution(moment)
    match step:
        case Calculate():
            off = (
                0.437 + 0.211 * place for place in range(len(solution))
            )  # one slip must not follow from another
            return {
                name: f"{float(text) + by:.5f}"
                for (name, text), by in zip(solution.items(), off, strict=True)
            }
        case PredictSign():
            return {
                name: {"up": "down", "down": "same", "same": "up"}[text] for name, text in solution.items()
            }
        case Choose(several=True):
            return {"chosen": ",".join(str(k + 1) for k in range(len(step.options)))}
        case Choose():
            return {"chosen": str(next(k for k, one in enumerate(step.options, 1) if not one.right))}
        case Order():
            return {"order": ",".join(reversed(solution["order"].split(",")))}
        case FindFault():
            return {"place": "E" if step.fault != "E" else "y1"}
    return {}


def test_nothing_on_paper_asks_for_a_key_or_a_button(lesson: Lesson) -> None:
    asked = [one.step.text for one in sheet_of(lesson).exercises]
    assert not [text for text in asked if re.search(r"\b(press|click|drag)\b", text, re.IGNORECASE)]


def test_it_is_ready_for_a_class(lesson: Lesson) -> None:
    serious = [one for one in check(lesson) if one.serious]
    assert not serious
    head = lesson.head
    assert all((head.title, head.audience, head.authors, head.licence, head.goals, head.teacher))


def test_right_answers_are_right_to_the_last_step(lesson: Lesson) -> None:
    for name in STUDENTS:
        answers: dict[str, dict[str, str]] = {}
        for step in lesson.steps:
            moment = lesson.moment(step, seed=lesson.seed_of(name) if name else 0, answers=answers)
            answers[step.id] = step.solution(moment)
            if answers[step.id]:
                assert step.judge(answers[step.id], moment).done, step.id


def test_wrong_answers_are_wrong_and_are_told_why(lesson: Lesson) -> None:
    for name in STUDENTS:
        for step in lesson.steps:
            moment = lesson.moment(step, seed=lesson.seed_of(name) if name else 0)
            wrong = wrong_answers(step, moment)
            if not wrong:
                continue
            found = step.judge(wrong, moment)
            assert not found.done, step.id
            assert found.points == 0, step.id
            assert found.sentence or all(mark.sentence for mark in found.marks.values())


def test_every_wrong_choice_has_its_own_word(lesson: Lesson) -> None:
    for step in lesson.steps:
        if isinstance(step, Choose):
            said = [option.feedback for option in step.options if not option.right]
            assert all(said), step.id
            assert len(set(said)) == len(said), step.id


def test_what_a_run_has_to_reach_is_shown_by_a_test_of_its_own(lesson: Lesson) -> None:
    shown = {name.partition(".")[0] for test in lesson.tests for name in test.expect if name in test.run}
    asked = {step.id for step in lesson.steps if isinstance(step, Reach)}
    assert asked <= shown
    for step in lesson.steps:
        if isinstance(step, Reach):
            assert not step.judge({}, lesson.moment(step)).done, step.id  # not before it has begun


def test_its_formulas_can_be_set_and_its_words_are_short(lesson: Lesson) -> None:
    for step in lesson.steps:
        parts = step.text.split("$")
        assert len(parts) % 2 == 1, f"{step.id}: a $ is open"
        assert all(not re.search(r"_|\^[^{]", formula) for formula in parts[1::2]), step.id
        assert len(step.text) < 1200, step.id


def test_it_can_be_printed_and_asked(lesson: Lesson) -> None:
    assert len(sheet_of(lesson, "Ana").exercises) == len(sheet_of(lesson).exercises)
    assert gift(lesson).startswith("// ")


def test_no_two_lessons_have_one_id() -> None:
    ids = sorted(read(path).id for path in LESSONS.values())
    assert all(one != other for one, other in pairwise(ids))


TAUGHT = {
    "z = w·a + b and a = f(z) of every neuron": "by-hand-2-2-1.forward",
    "prediction beside target": "error-and-learning-rate.predict",
    "worst rows first": "error-and-learning-rate.worst",
    "nudge this weight and the error changes by": "error-and-learning-rate.nudge",
    "∂E/∂w > 0 means w goes down": "error-and-learning-rate.rule",
    "∇E is all the partial derivatives together": "by-hand-2-2-1.gradient",
    "w ← w − α·∂E/∂w": "error-and-learning-rate.update",
    "deltas travel from the last layer to the first": "by-hand-2-2-1.delta",
    "gradients come from the old weights": "by-hand-2-2-1.old",
    "weight matrices": "by-hand-2-2-1.matrix",
    "an update after each row, batch or all rows; an epoch is one pass": "row-batch-epoch.count",
    "a stop rule": "row-batch-epoch.stop",
    "the loss is the mean squared error": "error-and-learning-rate.curve",
    "red and green: one sigmoid output": "one-neuron.class",
    "one-hot targets": "three-cities.one-hot",
    "softmax": "three-cities.softmax",
    "categorical cross-entropy": "three-cities.loss",
    "more than two inputs": "one-neuron.three",
}
"""What the program teaches, and the step whose subject it is."""


def test_everything_that_is_taught_is_the_subject_of_a_step() -> None:
    there = {
        f"{lesson.id}.{step.id}": step for lesson in map(read, LESSONS.values()) for step in lesson.steps
    }
    missing = {idea: name for idea, name in TAUGHT.items() if name not in there}
    assert not missing
    assert {there[name].kind for name in TAUGHT.values()}.isdisjoint({"read", "explain"}), (
        "each can be marked"
    )


def test_the_readme_beside_the_lessons_names_all_there_is() -> None:
    text = (LESSONS["01-first-tour"].parent / "README.md").read_text(encoding="utf-8")
    words = set(re.findall(r"\w+", text))
    for names in (KINDS, FIGURES, WRONG_RULES, Head.__struct_fields__, Marking.__struct_fields__):
        assert set(names) <= words
    assert {field for kind in KINDS.values() for field in kind.__struct_fields__} <= words


def test_where_adam_makes_a_round_number_it_may_be_written_short() -> None:
    """It adds a tiny ε to its divisor: 0.2999999996 is 0.3 to a student."""
    adam = read(LESSONS["11-momentum-adam-landscape"])
    step = adam.step("adam")
    assert step.judge({"w1.1.1": "0.3"}, adam.moment(step)).marks["w1.1.1"].verdict is Verdict.RIGHT
