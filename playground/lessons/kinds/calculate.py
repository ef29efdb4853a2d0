"""calculate: numbers of one update are typed in, and marked each by itself."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Annotated, ClassVar

from msgspec import Meta

from playground.errors import SpecError
from playground.lessons.judgement import Judgement, summed
from playground.lessons.kinds.step import About, Answers, Row, Step
from playground.lessons.marking.mark import Precision, mark
from playground.lessons.marking.working import Working
from playground.lessons.marking.wrong_rules import wrong_values
from playground.lessons.moment import Moment
from playground.lessons.numerals import typed
from playground.lessons.part import Line
from playground.lessons.quantities import Quantity, quantity


class Calculate(Step, frozen=True, kw_only=True):
    """The numbers of `ask` in the update from one row, or from the rows of a `batch`.

    row       the row, from 1, that z, a, ŷ and δ are of
    batch     the rows of the update; without any, `row` alone
    decimals, units  in place of the lesson's
    """

    KIND: ClassVar[str] = "calculate"
    ABOUT: ClassVar[About] = "update"

    row: Row = 1
    batch: Annotated[tuple[Row, ...], Meta(max_length=20)] = ()
    ask: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=60)]
    decimals: Annotated[int, Meta(ge=1, le=6)] | None = None
    units: Annotated[int, Meta(ge=1, le=9)] | None = None

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return tuple(one.name for one in self.quantities)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers that are asked."""
        return tuple(map(quantity, self.ask))

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(row - 1 for row in self.batch or (self.row,))

    @property
    def shown_row(self) -> int:
        """The place of the row that z, a, ŷ and δ are of: one of `rows`."""
        return self.row - 1 if self.row - 1 in self.rows else self.rows[0]

    def same_update(self, other: Calculate) -> bool:
        """Whether another step asks of the same update."""
        return (self.rows, self.experiment) == (other.rows, other.experiment)

    def precision(self, moment: Moment) -> Precision:
        """To how many decimals it is asked, and how exactly it is marked."""
        marking = moment.marking
        decimals, units = self.decimals or marking.decimals, self.units or marking.units
        return Precision(decimals, units, marking.follow_through)

    def working(self, answers: Answers, moment: Moment) -> Working:
        """The arithmetic on what the student has entered, here and in earlier steps about this update."""
        own: dict[Quantity, float] = {}
        for name, text in {**moment.earlier, **answers}.items():
            with suppress(SpecError):  # not a number: not counted
                own[quantity(name).seen_from(self.shown_row)] = float(typed(text).value)
        return Working(moment.step(self.rows), self.shown_row, own)

    def exact(self, moment: Moment) -> dict[str, float]:
        """The right values by field."""
        step = moment.step(self.rows)
        return {one.name: one.exact(step, self.shown_row) for one in self.quantities}

    def check(self, moment: Moment) -> None:
        moment.require_rows(self.rows)
        for one in self.quantities:
            one.check(moment.experiment.sizes, self.rows)
        if len(set(self.fields(moment))) < len(self.ask):
            raise SpecError("A number is asked for twice.", "Name each one once in ask.")

    def apart(self, moment: Moment) -> float:
        """How many units of the last decimal the nearest wrong rule is from the right value, and 0, which
        would show nothing, from it.
        """
        working, unit = self.working({}, moment), float(self.precision(moment).unit)
        nearest = math.inf
        for one in (one.seen_from(self.shown_row) for one in self.quantities):
            exact = one.exact(working.step, working.row)
            wrong = [0.0, *(value for _, value in wrong_values(working, one))]
            nearest = min(nearest, *(abs(value - exact) / unit for value in wrong))
        return nearest

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        working, precision = self.working(answers, moment), self.precision(moment)
        share = self.points / len(self.ask)
        marks = {
            one.name: mark(
                answers.get(one.name, ""), one.seen_from(self.shown_row), working, precision, share
            )
            for one in self.quantities
        }
        return summed(marks, self.points)

    def solution(self, moment: Moment) -> dict[str, str]:
        decimals = self.precision(moment).decimals
        return {name: f"{value:.{decimals}f}" for name, value in self.exact(moment).items()}
