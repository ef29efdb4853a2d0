"""Numbers in words: the same number reads the same wherever it is shown."""

from __future__ import annotations

import math

from playground.wording import exact as short
from playground.wording import minus, scientific
from playground.wording import percent as share

__all__ = ["brief", "loss", "minus", "rate", "share", "short", "signed", "value", "weight"]

_LARGE = 100.0  # from here on decimals would only fill the room
_SMALL = 1e-4  # below this a power of ten is shorter than the zeros


def loss(value: float | None) -> str:
    """In a width that hardly changes: 0.0148, 0.00089, 12.30, 4.56·10⁸, 1.95·10⁻⁵, 3.2·10⁻¹⁴."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞"
    if 0 < abs(value) < _SMALL or abs(value) >= 1e6:
        return scientific(value, 2 if 1e-9 <= abs(value) < 1e10 else 1)
    before_point = math.floor(math.log10(abs(value))) + 1 if value else 0
    return minus(f"{value:,.{5 if 0 < abs(value) < 0.01 else max(0, 4 - max(0, before_point))}f}")


def value(number: float | None) -> str:
    """A value in original units: four significant digits or whole, with thousands apart."""
    if number is None or math.isnan(number):
        return "–"
    if math.isinf(number):
        return "∞"
    if abs(number) >= 1000:
        return minus(f"{number:,.0f}") if abs(number) < 1e12 else scientific(number, 3)
    return scientific(number, 3) if 0 < abs(number) < _SMALL else minus(f"{number:.4g}")


def brief(number: float | None) -> str:
    """A value in the room of a figure of the bar: 286,167, 0.00385, 1.2·10⁶, 5.6·10⁻¹⁷."""
    if number is None or not math.isfinite(number) or number == 0 or 0.01 <= abs(number) < 999_999.5:
        return value(number)
    return minus(f"{number:.5f}") if _SMALL <= abs(number) < 0.01 else scientific(number, 1)


def weight(number: float) -> str:
    """Four significant digits, zeros at the end included, so that a live number keeps its width: −1.520."""
    if not abs(number) < 1000 or 0 < abs(number) < _SMALL:
        return value(number)
    return minus(f"{number:#.4g}".removesuffix(".")) if number else "0"


def signed(number: float) -> str:
    """With its sign and two decimals: +0.10, −1.52, 0.00; of a large number the whole: +541, −2.3·10⁶."""
    if abs(number) >= _LARGE or not math.isfinite(number):
        return f"{'+' if number > 0 else ''}{brief(number)}"
    words = f"{number:+.2f}"
    return minus(words) if float(words) else words[1:]


def rate(number: float) -> str:
    """Epochs a second."""
    return "–" if number <= 0 else f"{number:,.0f}" if number >= 10 else f"{number:.1f}"
