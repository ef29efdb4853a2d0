"""reach: bring a run to where a condition holds, within a budget: "test_loss < 0.1 and neurons <= 3"."""

from __future__ import annotations

from typing import ClassVar

from playground.lessons.conditions import condition
from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.step import About, Answers, Step
from playground.lessons.moment import Moment
from playground.lessons.part import Line


class Reach(Step, frozen=True, kw_only=True):
    """Judged by the run as it stands: there is nothing to type."""

    KIND: ClassVar[str] = "reach"
    ABOUT: ClassVar[About] = "run"

    condition: Line

    def check(self, moment: Moment) -> None:
        condition(self.condition)

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        goal = condition(self.condition)
        if goal.holds(moment.figures):
            return whole(Verdict.RIGHT, self.points, "Reached.")
        missing = " and ".join(map(str, goal.failing(moment.figures)))
        return whole(Verdict.EMPTY, self.points, f"Still to reach: {missing}.")
