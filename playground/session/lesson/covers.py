"""What the diagram shows in place of numbers that are to be found, and what a click on one of them means."""

from __future__ import annotations

import math
from collections.abc import Iterator

from playground.lessons import Moment
from playground.lessons.diagram import is_at, numbers_of, told_by
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.find_fault import FindFault
from playground.lessons.kinds.predict_sign import PredictSign
from playground.lessons.quantities import Quantity
from playground.microscope.digits import number
from playground.session.lesson.work import Work
from playground.text import short
from playground.training.parameters import Parameter

_DIGITS, _LONGEST = 3, 9  # of a number in the diagram, and letters of an entry
_ASKED = "?"
_FROM = {"a": "z", "y": "z", "g": "d"}  # a number, and what it may be a copy of
_SAME = 1e-9


def hides_numbers(work: Work) -> bool:
    """Whether what an update comes to is for the student to find: no formula and no plot may tell it."""
    return work.step.ABOUT == "update" and not work.solved


def covered(work: Work, start: Moment) -> dict[str, str]:
    """By the names of numbers: "?", or what was entered; the wrong number that is to be found."""
    step, sizes = work.step, start.experiment.sizes
    if isinstance(step, FindFault):
        return {name: number(value, _DIGITS) for name, value in step.shown(start).items()}
    if isinstance(step, PredictSign):
        return {one.name: _ASKED for one in told_by([Quantity("d", len(sizes) - 1)], sizes)}
    if not isinstance(step, Calculate):
        return {}
    asked = {one.seen_from(step.shown_row): one.name for one in step.quantities}
    untold = (*told_by(tuple(asked), sizes), *_twins(step, start))
    entries = {seen.name: _entry(work, seen, own) for seen, own in asked.items()}
    return {one.name: _ASKED for one in untold} | entries


def _entry(work: Work, one: Quantity, name: str) -> str:
    """What stands in the place of a number that is asked. A slope of a batch has no place: the diagram shows
    that of a row there.
    """
    step = work.step
    if isinstance(step, Calculate) and one.kind == "g" and len(step.rows) > 1:
        return _ASKED
    return short(work.answers.get(name, "").strip(), _LONGEST) or _ASKED


def _twins(step: Calculate, start: Moment) -> Iterator[Quantity]:
    """Numbers on the way to those that are asked that are the same: z of an identity, δ of ∂E/∂b."""
    update, last = start.step(step.rows), len(start.experiment.sizes) - 1
    for one in step.quantities:
        if one.kind in _FROM and (one.row is None or one.row == step.shown_row):
            before = Quantity(_FROM[one.kind], last if one.kind == "y" else one.layer, one.to)
            exact = (each.exact(update, step.shown_row) for each in (one, before))
            if math.isclose(*exact, abs_tol=_SAME):
                yield before


def field_at(work: Work, parameter: Parameter, stage: str, start: Moment) -> str:
    """The field of a number at this link or neuron, the first that is not right yet; empty: there is none."""
    if not isinstance(work.step, Calculate):
        return ""
    sizes = start.experiment.sizes
    names = [one.name for one in work.step.quantities if is_at(one, parameter, stage, sizes)]
    marks = work.judgement.marks if work.judgement is not None else {}
    open_ = [name for name in names if name not in marks or not marks[name].verdict.good]
    return (open_ or names or [""])[0]


def fault_at(work: Work, parameter: Parameter, stage: str, start: Moment) -> str:
    """The number at this link or neuron that is taken for the fault; empty: none is asked, or stands there.

    A neuron has several: the next one with each click.
    """
    if not isinstance(work.step, FindFault):
        return ""
    sizes = start.experiment.sizes
    names = [one.name for one in numbers_of(sizes) if is_at(one, parameter, stage, sizes)]
    now = work.answers.get("place", "")
    return names[(names.index(now) + 1) % len(names)] if now in names else (names or [""])[0]
