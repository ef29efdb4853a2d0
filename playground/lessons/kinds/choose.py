"""choose: one or several of some answers, each with its own feedback."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from playground.errors import SpecError
from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.numbered import numbered, places
from playground.lessons.kinds.step import Answers, Step
from playground.lessons.moment import Moment
from playground.lessons.part import Part, Text


class Option(Part, frozen=True, kw_only=True):
    """One of the answers; `feedback` is what a student who has chosen it is told."""

    text: Text
    right: bool = False
    feedback: Text = ""


class Choose(Step, frozen=True, kw_only=True):
    """The answer is the number of the option, from 1; of `several`, all numbers: "1,3"."""

    KIND: ClassVar[str] = "choose"

    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=12)]
    several: bool = False

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return ("chosen",)

    @property
    def right(self) -> tuple[int, ...]:
        """The places of the right options, from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.right)

    def check(self, moment: Moment) -> None:
        if not self.right:
            raise SpecError("None of the options is right.", "Write right = true under at least one.")
        if not self.several and len(self.right) > 1:
            raise SpecError(f"{len(self.right)} options are right.", "Write several = true, or keep one.")

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        chosen = places(answers.get("chosen", ""), len(self.options))
        if not chosen:
            return whole(Verdict.EMPTY, self.points, "Choose an answer.")
        wrong = [self.options[place] for place in chosen if place not in self.right]
        if wrong:
            return whole(Verdict.WRONG, self.points, wrong[0].feedback or "This is not right.")
        if set(chosen) != set(self.right):
            return whole(Verdict.WRONG, self.points, "Right so far, but not all of them yet.")
        said = " ".join(self.options[place].feedback for place in chosen).strip()
        return whole(Verdict.RIGHT, self.points, said or "Right.")

    def solution(self, moment: Moment) -> dict[str, str]:
        return {"chosen": numbered(self.right)}
