"""Counts, shares and powers of ten in words: the same on screen, in messages and on the command line."""

from __future__ import annotations

import math
from decimal import Decimal

from playground.typography import superscript

_LONGEST = 12  # characters of a number that is written without a power of ten


def counted(amount: int, thing: str, things: str = "") -> str:
    """So many of a thing: 1 row, 2 rows, 1,200 rows, 0 classes."""
    return f"{amount:,} {thing if amount == 1 else things or thing + 's'}"


def percent(share: float | None, decimals: int = 1) -> str:
    """A share from 0 to 1 as a rounded percentage, which is 0 % or 100 % only when it is exactly that:
    55.6 %, 0 %, 100 %, >99.9 %, <0.1 %; – where there is none.
    """
    if share is None or math.isnan(share):
        return "–"
    if share in (0.0, 1.0):
        return f"{share:.0%}".replace("%", " %")
    rounded, least = f"{100 * share:.{decimals}f}", 10.0**-decimals
    if float(rounded) == 0.0:
        return f"<{least:g} %"
    if float(rounded) == 100.0 and share < 1.0:
        return f">{100 - least:g} %"
    return f"{rounded} %"


def scientific(number: float, decimals: int) -> str:
    """A finite number with its power of ten: 1.95·10⁻⁵, −3.2·10¹⁴."""
    mantissa, exponent = f"{number:.{decimals}e}".split("e")
    return f"{minus(mantissa)}·10{superscript(int(exponent))}"


def exact(number: float) -> str:
    """As short as it is exact (to 15 digits): 0.03, 10, 0.00001, 1234567, 2.5·10⁻¹⁴."""
    text = f"{number:.15g}"
    if "e" not in text:
        return minus(text)
    plain = f"{Decimal(text):f}"
    if len(plain) <= _LONGEST:
        return minus(plain)
    mantissa, exponent = text.split("e")
    return f"{minus(mantissa)}·10{superscript(int(exponent))}"


def minus(words: str) -> str:
    """With the true minus sign, which is as wide as a plus."""
    return words.replace("-", "−")
