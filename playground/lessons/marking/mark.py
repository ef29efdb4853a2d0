"""One number that was typed beside the right one, in decimal arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from playground.errors import SpecError
from playground.lessons.judgement import Mark, Verdict
from playground.lessons.numerals import Typed, typed

_SURE = 12  # significant digits of a result that rounding of floats has not touched
_NEAR = 10  # units


@dataclass(frozen=True)
class Precision:
    """Asked in so many decimals; right within so many units of the last one, inclusive."""

    decimals: int
    units: int

    @property
    def unit(self) -> Decimal:
        return Decimal(1).scaleb(-self.decimals)

    @property
    def wanted(self) -> str:
        """What is asked for, in words."""
        return "one decimal" if self.decimals == 1 else f"{_COUNTS[self.decimals]} decimals"


_COUNTS = ("no", "one", "two", "three", "four", "five", "six")


def decimal(value: float) -> Decimal:
    """The number without what the rounding of floats has done to its last digits."""
    return Decimal(f"{value:.{_SURE}g}")


def mark(text: str, exact: float, precision: Precision, points: float) -> Mark:
    """What is said of one field."""
    if not text.strip():
        return Mark(Verdict.EMPTY)
    try:
        entry = typed(text)
    except SpecError as error:
        return Mark(Verdict.UNCOUNTED, 0.0, str(error))
    return _judged(entry, decimal(exact), precision, points)


def _judged(entry: Typed, exact: Decimal, precision: Precision, points: float) -> Mark:
    apart = abs(entry.value - exact)
    if entry.decimals is not None and entry.decimals < precision.decimals and apart:
        return Mark(Verdict.UNCOUNTED, 0.0, f"{precision.wanted.capitalize()}, please.", entry.echo)
    if apart <= precision.units * precision.unit:
        return Mark(Verdict.RIGHT, points, "Right.", entry.echo)
    if apart <= _NEAR * precision.unit:
        return Mark(Verdict.NEARLY, 0.0, "Nearly: keep one more digit on the way.", entry.echo)
    return Mark(Verdict.WRONG, 0.0, "Not right yet.", entry.echo)
