"""find_fault: one number on the diagram is wrong, and it is to be found."""

from __future__ import annotations

from typing import ClassVar

from playground.errors import SpecError
from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.step import About, Answers, Row, Step
from playground.lessons.moment import Moment
from playground.lessons.part import Line
from playground.lessons.quantities import quantity


class FindFault(Step, frozen=True, kw_only=True):
    """`fault` is the number that is wrong; it is shown with the `value`, or else with the other sign.

    The answer is the name of a number.
    """

    KIND: ClassVar[str] = "find_fault"
    ABOUT: ClassVar[About] = "update"

    row: Row = 1
    fault: Line
    value: float | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        return (self.row - 1,)

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return ("place",)

    def check(self, moment: Moment) -> None:
        moment.require_rows(self.rows)
        one = quantity(self.fault)
        one.check(moment.experiment.sizes, self.rows)
        exact = one.exact(moment.step(self.rows), self.row - 1)
        if abs(self.shown(moment)[one.name] - exact) < 0.01:
            raise SpecError(f"{one.name} is shown with its right value.", "Give another value.")

    def shown(self, moment: Moment) -> dict[str, float]:
        """What is shown in place of the right number, by its name."""
        one = quantity(self.fault)
        exact = one.exact(moment.step(self.rows), self.row - 1)
        return {one.name: -exact if self.value is None else self.value}

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        place = answers.get("place", "").strip()
        if not place:
            return whole(Verdict.EMPTY, self.points, "Click on the number that is wrong.")
        if place == quantity(self.fault).name:
            return whole(Verdict.RIGHT, self.points, "Right: this is the one.")
        return whole(Verdict.WRONG, self.points, "This number is right. Check the arithmetic of the others.")

    def solution(self, moment: Moment) -> dict[str, str]:
        return {"place": quantity(self.fault).name}
