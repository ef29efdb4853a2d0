"""*Check lesson*: what a teacher wants to know before the class: each finding with its place in the file."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from playground.errors import PlaygroundError, SpecError, did_you_mean
from playground.lessons.conditions import FIGURES, Comparison, condition, figures_of
from playground.lessons.judgement import Verdict
from playground.lessons.kinds import Answers, Step
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.reach import Reach
from playground.lessons.lesson import Expectation, Lesson
from playground.lessons.lines import Place
from playground.lessons.marking.wrong_rules import WRONG_RULES
from playground.training import Trainer

_SMALL = 0.05  # below, three decimals are too few for two units to tell a wrong rule
_NAMES = tuple(f"Student {number}" for number in range(1, 6))  # whose variants are tried
_RUN = ("play", "step_row", "step_batch", "step_epoch")

CHANGED_BY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("epoch", "train_loss", "test_loss", "accuracy", "test_accuracy"), _RUN),
    **dict.fromkeys(("rmse", "test_rmse"), _RUN),
    **dict.fromkeys(("neurons", "layers"), ("hidden_layers",)),
    "parameters": ("hidden_layers", "features"),
    "features": ("features",),
    "points": ("canvas",),
}
"""By which controls a figure can be changed: one of them has to be free."""

_LEAST = {"rmse": 0.0, "test_rmse": 0.0, "neurons": 0.0, "layers": 0.0, "points": 0.0, "epoch": 0.0}
_BOUNDS = {**_LEAST, "train_loss": 0.0, "test_loss": 0.0, "parameters": 1.0, "features": 1.0}
_SHARES = ("accuracy", "test_accuracy")


class Finding(Struct, frozen=True):
    """`place` are the keys that lead there; `serious`: the lesson cannot be held so, or a test fails."""

    place: Place
    message: str
    hint: str = ""
    serious: bool = True


def check(lesson: Lesson) -> tuple[Finding, ...]:
    """All findings, those of the steps in their order, then those of the tests."""
    found: list[Finding] = []
    for place, step in enumerate(lesson.steps):
        for look in _LOOKS:
            found += look(lesson, step, ("step", place))
    for place, test in enumerate(lesson.tests):
        found += _of_test(lesson, test, ("test", place))
    return tuple(found)


def _conditions(lesson: Lesson, step: Step, place: Place) -> Iterator[Finding]:
    """Conditions that no run can reach: figures that are not there, and limits that shut each other out."""
    texts = {"done": step.done} if step.done not in {"", "answered"} else {}
    if isinstance(step, Reach):
        texts["condition"] = step.condition
    if not texts:
        return
    if isinstance(step, Reach) and _goes_on(lesson, step) and "epoch" in _limited(step.condition):
        hint = "Give the step its own experiment: each time it starts from there."
        yield Finding((*place, "condition"), "The run of the steps before goes on, with their epochs.", hint)
    experiment = lesson.start_in(step).experiment
    there = figures_of(experiment, Trainer(experiment).snapshot())
    for key, text in texts.items():
        groups = condition(text).groups
        reasons = [_unreachable(lesson, step, group, there) for group in groups]
        if all(reasons):
            yield Finding((*place, key), f"This cannot be reached: {reasons[0]}", "Change it, or the lesson.")


def _goes_on(lesson: Lesson, step: Step) -> bool:
    """Whether something may have been trained before, and is not begun anew."""
    began = False
    for one in lesson.steps[: lesson.places[step.id] + 1]:
        anew = one.at_start or bool(one.experiment)
        began = (began and not anew) or (one is not step and one.is_run)
    return began


def _limited(text: str) -> set[str]:
    """The figures that have to stay below something."""
    return {one.figure for group in condition(text).groups for one in group if one.sign.startswith("<")}


def _unreachable(lesson: Lesson, step: Step, group: tuple[Comparison, ...], there: dict[str, float]) -> str:
    """Why comparisons can never hold together; empty where they can."""
    controls = lesson.controls_in(step)
    for figure in {one.figure for one in group}:
        name = FIGURES[figure]
        if figure not in there:
            return f"there is no {name} here."
        comparisons = [one for one in group if one.figure == figure]
        free = any(controls.state(control) == "free" for control in CHANGED_BY[figure])
        if not free and not all(one.holds(there) for one in comparisons):
            return f"{name} is {there[figure]:g}, and what changes it is not free."
        low, high = _BOUNDS.get(figure, 0.0), 1.0 if figure in _SHARES else math.inf
        if not _possible(comparisons, low, high):
            return f"no {name} meets these conditions."
    return ""


def _possible(comparisons: list[Comparison], low: float, high: float) -> bool:
    """Whether some number from low to high holds in all: one of the limits, or one beside a limit."""
    limits = [low, high, *(one.limit for one in comparisons)]
    finite = sorted({limit for limit in limits if math.isfinite(limit)})
    between = [(one + other) / 2 for one, other in pairwise(finite)]
    tried = [*finite, *between, min(high, finite[-1] + 1.0)]
    figure = comparisons[0].figure
    return any(
        low <= value <= high and all(one.holds({figure: value}) for one in comparisons) for value in tried
    )


def _locks(lesson: Lesson, step: Step, place: Place) -> Iterator[Finding]:
    """A step that needs a run, where nothing that runs is free."""
    if not step.WRITTEN_FIRST:
        return
    controls = lesson.controls_in(step)
    if all(controls.state(name) != "free" for name in _RUN):
        yield Finding(
            place, "This step trains, and neither Play nor a step is free.", "Free play in [controls]."
        )


def _rows(lesson: Lesson, step: Step, place: Place) -> Iterator[Finding]:
    """An update from a row that the network never learns from."""
    tests = [row + 1 for row in step.rows if lesson.start_in(step).experiment.data.test[row]]
    if tests:
        key = "batch" if len(step.rows) > 1 else "row"
        hint = "Choose a training row, or write train_share = 1.0 for the data."
        yield Finding((*place, key), f"Row {tests[0]} is a test row: no update is made from it.", hint)


def _small_values(lesson: Lesson, step: Step, place: Place) -> Iterator[Finding]:
    """Asked values that print as 0.000, or that are small for so few decimals."""
    if not isinstance(step, Calculate) or lesson.variants is not None:
        return
    moment = lesson.moment(step)
    decimals = step.precision(moment).decimals
    for at, (name, value) in enumerate(step.exact(moment).items()):
        if round(abs(value), decimals) == 0.0:
            hint = "Ask for more decimals, or take other weights."
            yield Finding((*place, "ask", at), f"{name} prints as {0:.{decimals}f}.", hint)
        elif abs(value) < _SMALL and decimals < 4:
            message = f"{name} is small for {decimals} decimals: wrong methods may be marked right."
            yield Finding((*place, "ask", at), message, "Write decimals = 4.", serious=False)


def _told_apart(lesson: Lesson, step: Step, place: Place) -> Iterator[Finding]:
    """Variants whose wrong rules cannot be told from the right one."""
    if not isinstance(step, Calculate) or lesson.variants is None:
        return
    units = lesson.variants.tell_apart
    moments = (lesson.moment(step, seed=lesson.seed_of(name)) for name in _NAMES)
    close = sum(step.apart(moment) < units for moment in moments)
    if close:
        message = f"For {close} of {len(_NAMES)} names a wrong method gives nearly the right value."
        yield Finding(place, message, "Write decimals = 4, or ask fewer numbers.", serious=False)


def _solution(lesson: Lesson, step: Step, place: Place) -> Iterator[Finding]:
    """The solution that is shown has to be found right."""
    for name in ("", *(_NAMES[:2] if lesson.variants else ())):
        moment = lesson.moment(step, seed=lesson.seed_of(name) if name else 0)
        solution = step.solution(moment)
        if solution and not step.judge(solution, moment).done:
            yield Finding(place, "Its own solution is not marked right.", "Look at its numbers.")
            return


Look = Callable[[Lesson, Step, Place], Iterator[Finding]]
_LOOKS: tuple[Look, ...] = (_conditions, _locks, _rows, _small_values, _told_apart, _solution)


def _of_test(lesson: Lesson, test: Expectation, place: Place) -> Iterator[Finding]:
    """A [[test]] of the file: what its answers are found to be, beside what is expected."""
    answers: dict[str, dict[str, str]] = {}
    for name, text in test.answers.items():
        step, _, field = name.partition(".")
        answers.setdefault(step, {})[field] = text
    for name in test.run.keys() - lesson.places.keys():
        yield Finding((*place, "run", name), f"There is no step “{name}”.", did_you_mean(name, lesson.places))
    for name, expected in test.expect.items():
        at = (*place, "expect", name)
        if expected not in _EXPECTED:
            yield Finding(at, f"Unknown verdict “{expected}”.", did_you_mean(expected, _EXPECTED))
            continue
        try:
            found = _found(lesson, test, name, answers)
        except PlaygroundError as error:
            yield Finding(at, error.message, error.hint)
            continue
        if expected not in found:
            yield Finding(at, f"Expected {expected}, found {', '.join(found)}.")


_DONE = "done"
_EXPECTED = (*(verdict.value for verdict in Verdict), _DONE, *WRONG_RULES)


def _found(lesson: Lesson, test: Expectation, name: str, answers: Mapping[str, Answers]) -> tuple[str, ...]:
    """What is found of "step.field", or of a whole step. Raises SpecError for one that is not there."""
    at, _, field = name.partition(".")
    if at not in lesson.places:
        raise SpecError(f"There is no step “{at}”.", did_you_mean(at, lesson.places))
    step, seed = lesson.step(at), lesson.seed_of(test.name) if test.name else 0
    moment = lesson.moment(step, seed=seed, answers=answers)
    if at in test.run:
        moment = lesson.moment_of_run(step, test.run[at], seed=seed)
    judgement = step.judge(answers.get(at, {}), moment)
    if not field:
        held = step.done not in {"", "answered"} and condition(step.done).holds(moment.figures)
        return (judgement.verdict.value, *([_DONE] if held else []))
    if field not in judgement.marks:
        known = did_you_mean(field, judgement.marks) if judgement.marks else f"Write “{at}” alone."
        raise SpecError(f"Step “{at}” has no field “{field}”.", known)
    mark = judgement.marks[field]
    return (mark.verdict.value, *mark.rules)
