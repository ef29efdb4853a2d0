"""explain: a sentence in the student's own words: kept and printed, not marked."""

from __future__ import annotations

from typing import ClassVar

from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.step import Answers, Step
from playground.lessons.moment import Moment
from playground.lessons.part import Text


class Explain(Step, frozen=True, kw_only=True):
    """`example` is an answer as the teacher would like it: for the key."""

    KIND: ClassVar[str] = "explain"

    example: Text = ""

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return ("text",)

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        if not answers.get("text", "").strip():
            return whole(Verdict.EMPTY, 0, "Write a sentence in your own words.")
        return whole(Verdict.KEPT, 0, "Your sentence is kept for your teacher.")

    def solution(self, moment: Moment) -> dict[str, str]:
        return {"text": self.example or "…"}
