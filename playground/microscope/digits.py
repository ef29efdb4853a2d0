"""How a number is written in the microscope: as short as it is exact, else rounded to a number of digits."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from playground.typography import superscript

_SMALL, _LARGE = 1e-4, 1e9  # beyond these a power of ten is easier to read than zeros
_DENOMINATORS = (2, 3, 4, 6, 7, 8, 9)  # fifths and tenths are short as decimals

EXACT = 17  # so many digits tell a float from every other
_SURE = 15  # so many are the same whichever processor and library has added up the number


def number(value: float, digits: int, *, fractions: bool = False) -> str:
    """The number with a true minus sign: 0.860, −3, 0.0123, 12.35, 256,112, 1.23·10⁻⁵, NaN, ∞.

    Up to 10 it has `digits` decimals, above fewer, and below 0.1 `digits` significant ones. A number that
    has no more decimals is written exactly, without zeros at its end; with `fractions` also as 1/2 or −2/3.
    """
    return written(value, digits, fractions=fractions)[0]


def written(value: float, digits: int, *, fractions: bool = False) -> tuple[str, float]:
    """The number as text, and the value that a reader takes from this text."""
    value = float(value) + 0.0  # no negative zero
    if not math.isfinite(value):
        return ("NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"), value
    fraction = _fraction(value) if fractions else ""
    if fraction:
        return fraction, value
    power = _power(value)
    places = _places(value, digits)
    if power:
        return _with_power(value, power, places)
    exact = _decimal(value, digits)
    if -int(exact.as_tuple().exponent) <= places or exact == exact.to_integral():
        return _minus(f"{exact.normalize():,f}"), float(exact)
    text = f"{value:,.{places}f}"
    return _minus(text), float(text.replace(",", ""))


def short(value: float, *, fractions: bool = False) -> str:
    """Exactly, whatever it takes: 0.999, 0.044715, 10⁻⁸."""
    return number(value, EXACT, fractions=fractions)


def unit(value: float, digits: int) -> float:
    """What the last of `digits` digits counts: 0.001 for 0.345 and three digits."""
    if not math.isfinite(value):
        return math.inf
    return float(10.0 ** (_power(value) - _places(value, digits)))


def apart(one: float, other: float, digits: int) -> int:
    """The fewest digits, `digits` at least, with which two different numbers look different."""
    different = (k for k in range(digits, EXACT + 1) if number(one, k) != number(other, k))
    return next(different, digits)


def _power(value: float) -> int:
    """The power of ten that is written out, 0 where there is none."""
    return 0 if value == 0 or _SMALL <= abs(value) < _LARGE else _magnitude(value)


def _places(value: float, digits: int) -> int:
    """How many decimals are shown."""
    if _power(value):
        return digits - 1
    magnitude = _magnitude(value) if value else 0
    if magnitude < -1:
        return digits - 1 - magnitude
    return max(0, digits - max(0, magnitude))


def _magnitude(value: float) -> int:
    return int(f"{value:e}".split("e")[1])


def _decimal(value: float, digits: int) -> Decimal:
    """The number as a decimal one; where few digits are shown, without what rounding has done to its last:
    −1.32, be it a sum that comes to −1.3199999999999998.
    """
    return Decimal(repr(value) if digits > _SURE else f"{value:.{_SURE}g}")


def _with_power(value: float, power: int, places: int) -> tuple[str, float]:
    exact = _decimal(value, places + 1).scaleb(-power).normalize()
    short_enough = -int(exact.as_tuple().exponent) <= places
    mantissa = f"{exact:f}" if short_enough else f"{value:.{places}e}".split("e")[0]
    text = f"{_minus(mantissa)}·10{superscript(power)}"
    read = float(f"{mantissa}e{power}")
    read = read if math.isfinite(read) else value  # rounded up beyond the largest float
    return text.replace("1·10", "10") if abs(exact) == 1 else text, read


def _fraction(value: float) -> str:
    """The number as p/q if it is one exactly, with small p and q; else nothing."""
    near = Fraction(value).limit_denominator(9)
    p, q = near.numerator, near.denominator
    return _minus(f"{p}/{q}") if q in _DENOMINATORS and abs(p) < 20 and p / q == value else ""


def _minus(text: str) -> str:
    return text.replace("-", "−")
