"""One typed number is marked in decimal arithmetic, by these rules.

In this order: unreadable or empty, not counted · right, within the units · right from the student's own
earlier numbers, within one unit · nearly · the value of a wrong rule, which gets its sentence · wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from playground.errors import SpecError
from playground.lessons.judgement import Mark, Verdict
from playground.lessons.marking.working import Working
from playground.lessons.marking.wrong_rules import told, wrong_values
from playground.lessons.numerals import Typed, typed
from playground.lessons.quantities import Quantity

_SURE = 12  # significant digits of a result that the rounding of floats has not touched
_NEAR = 10  # units
_EXACT = Decimal("0.001")  # of a unit: what Adam adds to a divisor, for one, is nothing that a student writes
_COUNTS = ("no", "one", "two", "three", "four", "five", "six")


class Precision(Struct, frozen=True):
    """Asked in so many decimals; right within so many units of the last one, inclusive."""

    decimals: int
    units: int
    follow_through: bool = True

    @property
    def unit(self) -> Decimal:
        return Decimal(1).scaleb(-self.decimals)

    @property
    def wanted(self) -> str:
        """What is asked for, in words."""
        return f"{_COUNTS[self.decimals]} decimal{'s' * (self.decimals > 1)}"

    def units_of(self, one: Quantity) -> int:
        """The loss is a logarithm, which makes errors of rounding larger: one unit more."""
        return self.units + (one.kind == "E")


def decimal(value: float) -> Decimal:
    """The number without what the rounding of floats has done to its last digits."""
    return Decimal(f"{value:.{_SURE}g}")


def mark(text: str, one: Quantity, working: Working, precision: Precision, points: float) -> Mark:
    """What is said of one field; `working` holds the student's other entries."""
    if not text.strip():
        return Mark(Verdict.EMPTY)
    try:
        entry = typed(text)
    except SpecError as error:
        return Mark(Verdict.UNCOUNTED, 0.0, str(error))
    verdict, sentence, rules = _Marking(entry, one, working, precision).found()
    return Mark(verdict, points if verdict.good else 0.0, sentence, entry.echo, rules)


Found = tuple[Verdict, str, tuple[str, ...]]


class _Marking(Struct, frozen=True):
    entry: Typed
    one: Quantity
    working: Working
    precision: Precision

    def found(self) -> Found:
        exact = self.one.exact(self.working.step, self.working.row)
        if not math.isfinite(exact):
            return Verdict.UNCOUNTED, "There is no such number here: the values have overflowed.", ()
        own = self._followed()
        units = self.precision.units_of(self.one)
        if self._within(exact, units):
            return Verdict.RIGHT, "Right.", ()
        if own is not None and self._within(own, 1):
            return Verdict.FOLLOWED, "Right from your own numbers.", ()
        if self._fits(self._near, (exact, own)):
            return Verdict.NEARLY, "Nearly: keep one more digit on the way.", ()
        return self._wrong()

    def _wrong(self) -> Found:
        if rules := self._rules():
            return Verdict.WRONG, told(rules), rules
        if self._too_short:
            return Verdict.UNCOUNTED, f"{self.precision.wanted.capitalize()}, please.", ()
        return Verdict.WRONG, "Not right yet.", ()

    @property
    def _too_short(self) -> bool:
        decimals = self.entry.decimals
        return decimals is not None and decimals < self.precision.decimals

    def _within(self, value: float, units: int) -> bool:
        """Fewer digits than asked are fine only where they are exact."""
        apart = abs(self.entry.value - decimal(value))
        return apart <= (_EXACT if self._too_short else units) * self.precision.unit

    def _near(self, value: float) -> bool:
        return not self._too_short and self._within(value, _NEAR)

    def _fits(self, test: Callable[[float], bool], values: Iterable[float | None]) -> bool:
        return any(value is not None and test(value) for value in values)

    def _followed(self) -> float | None:
        """What follows from the student's own entries; None where there are none, or where one of them takes
        the work away: a 0 or a 1 in place of another number.
        """
        if not self.precision.follow_through:
            return None
        value, used = self.working.following(self.one)
        if not used or not math.isfinite(value) or any(map(self._trivial, used)):
            return None
        return value

    def _trivial(self, entry: Quantity) -> bool:
        value = self.working.own[entry]
        exact = entry.exact(self.working.step, self.working.row)
        return abs(value) in {0.0, 1.0} and not math.isclose(value, exact, abs_tol=1e-9)

    def _rules(self) -> tuple[str, ...]:
        """The wrong rules whose value it is, from the right numbers or from the student's own."""
        units = self.precision.units_of(self.one)
        plain = Working(self.working.step, self.working.row)
        workings = (plain, self.working) if self.precision.follow_through else (plain,)
        found = (
            rule.name
            for working in workings
            for rule, value in wrong_values(working, self.one)
            if self._within(value, units)
        )
        return tuple(dict.fromkeys(found))
