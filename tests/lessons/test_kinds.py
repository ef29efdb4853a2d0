from __future__ import annotations

import numpy as np
import pytest

from playground.data import Recipe
from playground.errors import FileError
from playground.lessons import Verdict
from playground.lessons.kinds.order import Order
from playground.lessons.kinds.predict_curve import curve, curve_text
from playground.lessons.sketch import sketch
from playground.training import Experiment, Trainer
from tests.lessons.examples import lesson

KINDS = {
    "read": "",
    "explain": 'example = "Because."',
    "choose": 'options = [{ text = "a", right = true, feedback = "Yes." }, { text = "b", feedback = "No." }]',
    "order": "",
    "reach": 'condition = "epoch >= 2 and neurons <= 2"',
    "predict_curve": "",
    "predict_sign": "",
    "sketch_boundary": "epochs = 1",
    "find_fault": 'fault = "d1.1"',
    "calculate": 'ask = ["d1.1"]',
}
WRONG = {
    "choose": {"chosen": "2"},
    "order": {"order": "2,1,3,4,5,6,7,8,9,10"},
    "predict_sign": {"w1.1.1": "sideways"},
    "find_fault": {"place": "d1.2"},
    "calculate": {"d1.1": "9.999"},
}


def step_of(kind: str, more: str = "") -> str:
    return f'[[step]]\nid = "it"\ntitle = "It"\npoints = 3\nkind = "{kind}"\n{more or KINDS[kind]}\n'


@pytest.mark.parametrize("kind", KINDS)
def test_its_own_solution_is_right_and_nothing_is_not(kind: str) -> None:
    read = lesson(step_of(kind))
    step, moment = read.steps[0], read.moment(read.steps[0])
    if kind in {"reach", "sketch_boundary"}:
        trainer = Trainer(moment.experiment)
        moment = moment.in_run(moment.experiment, trainer.run(epochs=2))
    solution = step.solution(moment)
    found = step.judge(solution, moment)
    assert found.done
    assert found.points == (0 if found.verdict is Verdict.KEPT else 3)
    assert solution.keys() == set(step.fields(moment))
    if solution:
        assert step.judge({}, moment).verdict is Verdict.EMPTY


@pytest.mark.parametrize("source", ["iris", "houses", "line", "moons", "none"])
@pytest.mark.parametrize("kind", ["reach", "predict_curve", "sketch_boundary"])
def test_a_run_on_other_data_is_judged_too(kind: str, source: str) -> None:
    """A step may leave the data to the student."""
    read = lesson(step_of(kind))
    step, start = read.steps[0], read.moment(read.steps[0])
    other = Experiment.load(Recipe(source="xor" if source == "none" else source))
    if source == "none":
        other = other.with_data(other.data.without_rows(np.arange(len(other.data))))
    moment = start.in_run(other, Trainer(other).run(epochs=2))
    for answers in (step.solution(start), step.solution(moment)):
        found = step.judge(answers, moment)
        assert found.sentence or found.verdict.counts


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_is_told_and_gets_no_points(kind: str) -> None:
    read = lesson(step_of(kind))
    found = read.steps[0].judge(WRONG[kind], read.moment(read.steps[0]))
    assert not found.done
    assert found.points == 0
    assert found.sentence


@pytest.mark.parametrize("answer", ["", "x" * 10_000, "9" * 10_000, "1,2,3", "0", "\x00", "🙂", "1:2 3"])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"explain", "read", "predict_curve"}))
def test_any_answer_is_taken_and_none_that_is_nonsense_is_right(kind: str, answer: str) -> None:
    read = lesson(step_of(kind))
    step, moment = read.steps[0], read.moment(read.steps[0])
    assert not step.judge(dict.fromkeys(step.fields(moment), answer), moment).done


def test_what_is_put_in_order_is_never_shown_in_order() -> None:
    read = lesson(step_of("order", 'items = ["a", "b"]'))
    step = read.steps[0]
    assert isinstance(step, Order)
    assert step.shown(read.moment(step)) == (1, 0)


def test_a_condition_says_what_is_missing() -> None:
    read = lesson(step_of("reach"))
    assert "epochs trained ≥ 2" in read.steps[0].judge({}, read.moment(read.steps[0])).sentence


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("choose", 'options = [{ text = "a" }, { text = "b" }]', "right"),
        ("choose", 'options = [{ text = "a", right = true }, { text = "b", right = true }]', "several"),
        ("predict_sign", 'of = ["z1.1"]', "z1.1"),
        ("predict_sign", "row = 12", "row 12"),
        ("find_fault", 'fault = "d7.1"', "d7.1"),
        ("calculate", 'ask = ["E", "E"]', "twice"),
        ("calculate", 'ask = ["a2.1"]', "y1"),
        ("reach", 'condition = "speed > 3"', "speed"),
    ],
)
def test_a_step_that_cannot_be_held_is_refused(kind: str, more: str, said: str) -> None:
    with pytest.raises(FileError, match=said):
        lesson(step_of(kind, more))


def test_a_curve_and_a_sketch_are_kept_as_text() -> None:
    assert curve(curve_text([(0, 0.7), (50, 0.25)])) == ((0, 0.7), (50, 0.25))
    read = lesson(step_of("sketch_boundary"))
    text = read.steps[0].solution(read.moment(read.steps[0]))["sketch"]
    drawn = sketch(text)
    assert drawn is not None
    assert drawn.text == text
