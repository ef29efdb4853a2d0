"""Numbers in words: the same number reads the same wherever it is shown."""

from __future__ import annotations

import math


def loss(value: float) -> str:
    """Three significant digits at least, in a width that hardly changes: 0.0148, 0.00089, 12.30, 4.56e8."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞"
    if 0 < abs(value) < 1e-4 or abs(value) >= 1e6:
        mantissa, exponent = f"{value:.2e}".split("e")
        return minus(f"{mantissa}e{int(exponent)}")
    before_point = math.floor(math.log10(abs(value))) + 1 if value else 0
    return minus(f"{value:,.{5 if 0 < abs(value) < 0.01 else max(0, 4 - max(0, before_point))}f}")


def value(number: float) -> str:
    """A value in original units: four significant digits or whole, with thousands apart."""
    if math.isnan(number):
        return "–"
    if math.isinf(number):
        return "∞"
    if abs(number) >= 1000:
        return minus(f"{number:,.0f}" if abs(number) < 1e12 else f"{number:.3e}")
    return minus(f"{number:.4g}")


def weight(number: float) -> str:
    """Four significant digits, zeros at the end included, so that a live number keeps its width: −1.520."""
    if not abs(number) < 1000:
        return value(number)
    return minus(f"{number:#.4g}".removesuffix(".")) if number else "0"


def signed(number: float) -> str:
    """With its sign and two decimals: +0.10, −1.52."""
    return minus(f"{number:+.2f}")


def share(number: float) -> str:
    """A share as a percentage with one decimal; 100 % only when it is all of them."""
    if math.isnan(number):
        return "–"
    percent = math.floor(number * 1000) / 10 if number < 1 else 100.0
    return f"{percent:g} %" if percent == 100 else f"{percent:.1f} %"


def rate(number: float) -> str:
    """Epochs a second."""
    return "–" if number <= 0 else f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def short(number: float) -> str:
    """As short as it is exact: 0.03, 10, 1e-05, 1234567."""
    return minus(f"{number:.15g}")


def minus(words: str) -> str:
    """With the true minus sign, which is as wide as a plus."""
    return words.replace("-", "−")
