"""order: put items, such as the stages of backpropagation, in order."""

from __future__ import annotations

import random
from typing import ClassVar

from playground.errors import SpecError
from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.numbered import numbered, places
from playground.lessons.kinds.step import Answers, Step
from playground.lessons.moment import Moment
from playground.lessons.part import Lines
from playground.microscope.stages import stages


class Order(Step, frozen=True, kw_only=True):
    """`items` in the right order; without any, the stages of an update of the network.

    The answer is their numbers in the student's order: "1,2,3" is right.
    """

    KIND: ClassVar[str] = "order"

    items: Lines = ()

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return ("order",)

    def labels(self, moment: Moment) -> tuple[str, ...]:
        """What is put in order, in the right order."""
        return self.items or tuple(stage.label for stage in stages(len(moment.experiment.sizes) - 1))

    def shown(self, moment: Moment) -> tuple[int, ...]:
        """The places of the items in the order in which they are shown first: never the right one."""
        places = list(range(len(self.labels(moment))))
        chance = random.Random(f"{self.id} {moment.seed}")  # noqa: S311  no secret
        while places == sorted(places):
            chance.shuffle(places)
        return tuple(places)

    def check(self, moment: Moment) -> None:
        labels = self.labels(moment)
        if len(labels) < 2 or len(set(labels)) < len(labels):
            raise SpecError("At least two different items are needed.", 'Write items = ["…", "…"].')

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        labels = self.labels(moment)
        order = places(answers.get("order", ""), len(labels))
        if len(order) < len(labels):
            return whole(Verdict.EMPTY, self.points, "Put all of them in order.")
        wrong = next((at for at, place in enumerate(order) if at != place), None)
        if wrong is None:
            return whole(Verdict.RIGHT, self.points, "Right: this is the order.")
        early = labels[order[wrong]]
        return whole(
            Verdict.WRONG, self.points, f"“{early}” stands too early: something else comes before it."
        )

    def solution(self, moment: Moment) -> dict[str, str]:
        return {"order": numbered(range(len(self.labels(moment))))}
