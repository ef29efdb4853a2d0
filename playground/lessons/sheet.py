"""What stands on a worksheet and on its key, as plain data: whoever draws or prints it adds nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from playground import text
from playground.data.features import label
from playground.lessons.kinds import Step
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.choose import Choose
from playground.lessons.kinds.explain import Explain
from playground.lessons.kinds.order import Order
from playground.lessons.kinds.predict_sign import DIRECTIONS, PredictSign
from playground.lessons.lesson import Lesson
from playground.lessons.marking.wrong_rules import WrongRule, wrong_values
from playground.lessons.moment import Moment
from playground.microscope.digits import short
from playground.training.parameters import all_parameters
from playground.typography import subscript

_LONGEST_NAME = 60  # characters that are printed


class Given(Struct, frozen=True):
    """A number that is given: its letter and itself."""

    label: str
    value: str


class WrongValue(Struct, frozen=True):
    """What a wrong rule would give in a blank."""

    rule: WrongRule
    value: str


class Blank(Struct, frozen=True):
    """A number or a word to be filled in; what follows `points` is for the key alone.

    tolerance  how far from the value is right, and how far from what follows from a student's own numbers
    """

    name: str
    label: str
    points: float
    value: str
    tolerance: tuple[str, str] = ("", "")
    wrong: tuple[WrongValue, ...] = ()


class Exercise(Struct, frozen=True):
    """One step on paper.

    moment     the network and its weights, to be drawn; `numbered` whether it belongs to the exercise
    options    to be crossed, or to be numbered in their order; those that are `right` are for the key
    lines      so many lines to write on
    """

    step: Step
    moment: Moment
    given: tuple[Given, ...] = ()
    blanks: tuple[Blank, ...] = ()
    options: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    lines: int = 0

    @property
    def numbered(self) -> bool:
        return bool(self.given)


class Sheet(Struct, frozen=True):
    """The worksheet of one student, with the name as it is printed. `variant` is printed on sheet and key, so
    that the two find together.
    """

    lesson: Lesson
    name: str
    variant: int
    exercises: tuple[Exercise, ...]

    @property
    def points(self) -> float:
        return sum(one.step.points for one in self.exercises)


FOLLOW_THROUGH = (
    "Right from the student's own earlier numbers, within the second tolerance: full points. "
    "Not where a 0 or a 1 of their own takes the work away."
)
"""For the key."""


def sheet_of(lesson: Lesson, name: str = "", variant: int = 0) -> Sheet:
    """The worksheet for a name. Without one, the numbers are those of a variant; 0: the lesson's own."""
    seed = lesson.seed_of(name) if name.strip() else variant if lesson.variants is not None else 0
    held = filter(_has_place, lesson.steps)
    exercises = (_ON_PAPER[step.kind](step, lesson.moment(step, seed=seed)) for step in held)
    return Sheet(lesson, text.short(text.plain(name), _LONGEST_NAME), seed, tuple(exercises))


def fits_paper(lesson: Lesson) -> bool:
    """Whether it has a step that can be held on paper."""
    return any(map(_has_place, lesson.steps))


def _has_place(step: Step) -> bool:
    return step.on_paper and step.kind in _ON_PAPER


def _calculate(step: Step, moment: Moment) -> Exercise:
    assert isinstance(step, Calculate)
    precision, working = step.precision(moment), step.working({}, moment)
    decimals = precision.decimals
    blanks = []
    for one in step.quantities:
        seen = one.seen_from(step.shown_row)
        exact = one.exact(working.step, working.row)
        wrong: dict[str, WrongValue] = {}
        for rule, value in wrong_values(working, seen):
            wrong.setdefault(f"{value:.{decimals}f}", WrongValue(rule, _number(value, decimals)))
        wrong.pop(f"{exact:.{decimals}f}", None)
        tolerance = _number(float(precision.units_of(one) * precision.unit), decimals)
        own = _number(float(precision.unit), decimals) if precision.follow_through else ""
        share = step.points / len(step.ask)
        blanks.append(
            Blank(
                one.name, one.label, share, _number(exact, decimals), (tolerance, own), tuple(wrong.values())
            )
        )
    return Exercise(step, moment, _given(moment, step.rows), tuple(blanks))


def _predict_sign(step: Step, moment: Moment) -> Exercise:
    assert isinstance(step, PredictSign)
    truth, share = step.truth(moment), step.points / len(step.quantities(moment))
    blanks = (
        Blank(one.name, one.parameter.label, share, DIRECTIONS[truth[one.name]])
        for one in step.quantities(moment)
    )
    return Exercise(step, moment, _given(moment, step.rows), tuple(blanks))


def _choose(step: Step, moment: Moment) -> Exercise:
    assert isinstance(step, Choose)
    right = tuple(option.text for option in step.options if option.right)
    return Exercise(step, moment, options=tuple(option.text for option in step.options), right=right)


def _order(step: Step, moment: Moment) -> Exercise:
    assert isinstance(step, Order)
    labels = step.labels(moment)
    return Exercise(step, moment, options=tuple(labels[k] for k in step.shown(moment)), right=labels)


def _explain(step: Step, moment: Moment) -> Exercise:
    assert isinstance(step, Explain)
    return Exercise(step, moment, lines=4, right=(step.example,) if step.example else ())


_ON_PAPER: dict[str, Callable[[Step, Moment], Exercise]] = {
    Calculate.KIND: _calculate,
    PredictSign.KIND: _predict_sign,
    Choose.KIND: _choose,
    Order.KIND: _order,
    Explain.KIND: _explain,
}
"""The kinds that can be held on paper; the others need the program."""


def _given(moment: Moment, rows: tuple[int, ...]) -> tuple[Given, ...]:
    """Inputs and targets of the rows, α, and all weights and biases."""
    experiment = moment.experiment
    X, Y = experiment.rows(np.array(rows, dtype=np.intp))
    numbers = []
    for row, inputs, targets in zip(rows, X.tolist(), Y.tolist(), strict=True):
        of_row = f" (row {row + 1})" if len(rows) > 1 else ""
        numbers += [
            Given(f"{label(name)}{of_row}", _short(x))
            for name, x in zip(experiment.features, inputs, strict=True)
        ]
        marks = [subscript(k + 1) if len(targets) > 1 else "" for k in range(len(targets))]
        numbers += [Given(f"y{mark}{of_row}", _short(y)) for mark, y in zip(marks, targets, strict=True)]
    weights = zip(all_parameters(experiment.sizes), moment.theta.tolist(), strict=True)
    return (
        *numbers,
        Given("α", _short(moment.point.rate)),
        *(Given(parameter.label, _short(value)) for parameter, value in weights),
    )


def _short(value: float) -> str:
    """As exact as a calculator takes it: data of other programs may have 17 digits."""
    return short(round(value, 6))


def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace("-", "−")
