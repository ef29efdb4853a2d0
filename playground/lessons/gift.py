"""Exercises as questions for Moodle: GIFT text, with the sentence of each wrong rule as feedback.

Source of the format: https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.choose import Choose
from playground.lessons.kinds.explain import Explain
from playground.lessons.kinds.order import Order
from playground.lessons.kinds.predict_sign import DIRECTIONS, PredictSign
from playground.lessons.lesson import Lesson
from playground.lessons.sheet import Blank, Exercise, sheet_of
from playground.text import plain

_FEWEST_PAIRS = 3  # that a matching question of Moodle needs


def gift(lesson: Lesson, name: str = "") -> str:
    """All exercises that can be asked on paper, as one text; `name` for a student's own numbers."""
    sheet = sheet_of(lesson, name)
    head = f"// {plain(lesson.title)}"
    questions = [question for one in sheet.exercises for question in _QUESTIONS[one.step.kind](one)]
    return "\n\n".join([head, *questions]) + "\n"


def _calculate(one: Exercise) -> Iterator[str]:
    for blank in one.blanks:
        yield _question(one, blank.name, f"{_asked(one)}\n\n**{blank.label} = ?**", _number(blank))


def _number(blank: Blank) -> str:
    """A wrong value whose tolerance would reach into the right one is left out."""
    tolerance = blank.tolerance[0]
    answers = [f"=%100%{_plain(blank.value)}:{tolerance}#Right."]
    answers += [
        f"=%0%{_plain(wrong.value)}:{tolerance}#{_escaped(wrong.rule.sentence)}"
        for wrong in blank.wrong
        if abs(float(_plain(wrong.value)) - float(_plain(blank.value))) > 2 * float(tolerance)
    ]
    return "#\n\t" + "\n\t".join(answers) + "\n"


def _predict_sign(one: Exercise) -> Iterator[str]:
    pairs = [(f"{blank.label}", blank.value) for blank in one.blanks]
    used = {value for _, value in pairs}
    others = [("", said) for said in DIRECTIONS.values() if said not in used]
    yield _question(one, "", _asked(one), _matching([*pairs, *others]))


def _choose(one: Exercise) -> Iterator[str]:
    step = one.step
    assert isinstance(step, Choose)
    right, wrong = len(step.right), len(step.options) - len(step.right)
    marks = {True: f"~%{_percent(100 / right)}%", False: f"~%{_percent(-100 / max(1, wrong))}%"}
    if not step.several:
        marks = {True: "=", False: "~"}
    answers = [
        f"{marks[option.right]}{_escaped(option.text)}"
        + (f"#{_escaped(option.feedback)}" if option.feedback else "")
        for option in step.options
    ]
    yield _question(one, "", _asked(one), "\n\t" + "\n\t".join(answers) + "\n")


def _order(one: Exercise) -> Iterator[str]:
    if len(one.right) >= _FEWEST_PAIRS:
        pairs = [(label, str(place)) for place, label in enumerate(one.right, 1)]
        yield _question(one, "", _asked(one), _matching(pairs))


def _explain(one: Exercise) -> Iterator[str]:
    yield _question(one, "", _asked(one), "")


_QUESTIONS: dict[str, Callable[[Exercise], Iterator[str]]] = {
    Calculate.KIND: _calculate,
    PredictSign.KIND: _predict_sign,
    Choose.KIND: _choose,
    Order.KIND: _order,
    Explain.KIND: _explain,
}


def _asked(one: Exercise) -> str:
    """The text of a step with the numbers that are given."""
    given = ", ".join(f"{number.label} = {number.value}" for number in one.given)
    return "\n\n".join(filter(None, (one.step.text.strip() or one.step.title, given)))


def _question(one: Exercise, field: str, text: str, answers: str) -> str:
    title = _escaped(" ".join(filter(None, (one.step.title, field))))
    return f"::{title}::[markdown]{_escaped(text)} {{{answers}}}"


def _matching(pairs: list[tuple[str, str]]) -> str:
    return "\n\t" + "\n\t".join(f"={_escaped(one)} -> {_escaped(other)}" for one, other in pairs) + "\n"


def _escaped(text: str) -> str:
    r"""Signs of the format with a backslash; a blank line would end the question: lines end in \n."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text.strip()).replace("\r", "").replace("\n", r"\n")


def _plain(number: str) -> str:
    return number.replace("−", "-")


def _percent(share: float) -> str:
    return f"{share:.5f}".rstrip("0").rstrip(".")
