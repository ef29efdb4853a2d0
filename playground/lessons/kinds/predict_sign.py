"""predict_sign: say of weights whether the next step moves them up, down or not at all; then it is taken."""

from __future__ import annotations

from typing import ClassVar

from playground.errors import SpecError
from playground.lessons.judgement import Judgement, Mark, Verdict, summed
from playground.lessons.kinds.step import About, Answers, Direction, Row, Step
from playground.lessons.moment import Moment
from playground.lessons.part import Lines
from playground.lessons.quantities import Quantity, quantity
from playground.training.parameters import all_parameters

DIRECTIONS: dict[Direction, str] = {"up": "goes up", "down": "goes down", "same": "stays"}
"""What is said of a weight, and how it is written."""


class PredictSign(Step, frozen=True, kw_only=True):
    """`of` names weights and biases as w2.1.2 and b2.1; without any, all. An answer is a direction."""

    KIND: ClassVar[str] = "predict_sign"
    ABOUT: ClassVar[About] = "update"

    row: Row = 1
    of: Lines = ()

    @property
    def rows(self) -> tuple[int, ...]:
        return (self.row - 1,)

    def quantities(self, moment: Moment) -> tuple[Quantity, ...]:
        """The new weights that are asked."""
        if self.of:
            return tuple(map(quantity, self.of))
        parameters = all_parameters(moment.experiment.sizes)
        return tuple(Quantity("w", one.layer, one.to, one.source) for one in parameters)

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return tuple(one.name for one in self.quantities(moment))

    def truth(self, moment: Moment) -> dict[str, Direction]:
        """Where each weight goes, by the name of its field."""
        step = moment.step(self.rows)
        places = {one.name: one.parameter.index(step.before.sizes) for one in self.quantities(moment)}
        moved = {name: float(step.change[place]) for name, place in places.items()}
        return {name: "up" if by > 0 else "down" if by < 0 else "same" for name, by in moved.items()}

    def check(self, moment: Moment) -> None:
        moment.require_rows(self.rows)
        for one in self.quantities(moment):
            if one.kind != "w":
                raise SpecError(f"{one.name} is not a weight or bias.", "Write w2.1.2 or b2.1.")
            one.check(moment.experiment.sizes, ())

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        truth = self.truth(moment)
        share = self.points / len(truth)
        marks = {name: _mark(answers.get(name, ""), goes, share) for name, goes in truth.items()}
        right = sum(mark.verdict is Verdict.RIGHT for mark in marks.values())
        unsaid = sum(mark.verdict is Verdict.EMPTY for mark in marks.values())
        said = f"{right} of {len(marks)} right." if unsaid < len(marks) else ""
        still = "Say for each whether it goes up, goes down or stays." if unsaid else ""
        return summed(marks, self.points, f"{said} {still}".strip())

    def solution(self, moment: Moment) -> dict[str, str]:
        return dict(self.truth(moment))


def _mark(answer: str, truth: Direction, points: float) -> Mark:
    said = answer.strip().lower()
    if said not in DIRECTIONS:
        return Mark(Verdict.EMPTY, 0.0, "Say up, down or not at all.")
    if said == truth:
        return Mark(Verdict.RIGHT, points, f"Right: it {DIRECTIONS[truth]}.")
    return Mark(Verdict.WRONG, 0.0, f"It {DIRECTIONS[truth]}: the update is −α·∂E/∂w.")
