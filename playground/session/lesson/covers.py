"""What the diagram shows in place of numbers that are to be found, and what a click on one of them means."""

from __future__ import annotations

from playground.lessons import Moment
from playground.lessons.diagram import is_at, numbers_of
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.find_fault import FindFault
from playground.microscope.digits import number
from playground.session.lesson.work import Work
from playground.text import short
from playground.training.parameters import Parameter

_DIGITS, _LONGEST = 3, 9  # of a number in the diagram, and letters of an entry


def hides_numbers(work: Work) -> bool:
    """Whether what an update comes to is for the student to find: no formula and no plot may tell it."""
    return work.step.ABOUT == "update" and not work.solved


def covered(work: Work, start: Moment) -> dict[str, str]:
    """By the names of numbers: "?", or what was entered; the wrong number that is to be found."""
    step, answers = work.step, work.answers
    if isinstance(step, FindFault):
        return {name: number(value, _DIGITS) for name, value in step.shown(start).items()}
    if isinstance(step, Calculate):
        names = {one.name: one.seen_from(step.shown_row).name for one in step.quantities}
        return {name: short(answers.get(own, "").strip(), _LONGEST) or "?" for own, name in names.items()}
    return {}


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
