"""read: a text to read, something to look at, perhaps to try; done by *Next*, or when a condition holds."""

from __future__ import annotations

from typing import ClassVar

from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.step import Answers, Step
from playground.lessons.moment import Moment


class Read(Step, frozen=True, kw_only=True):
    """Nothing is asked."""

    KIND: ClassVar[str] = "read"

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        return whole(Verdict.KEPT, self.points, "")
