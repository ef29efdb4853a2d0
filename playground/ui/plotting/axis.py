"""The axes of our plots: as many figures as have room beside one another, in the present size of text."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF

from playground.ui.theme import style
from playground.ui.widgets import number_format
from playground.wording import scientific

_MUCH, _LITTLE = 1e12, 1e-4  # beyond, the figures of an axis are written with a power of ten
_BETWEEN = 6.0, 20.0  # px left free between two figures side by side, at least and at most
_SHARE = 1.2  # of the width of a figure, which is left free beside it: closer they are one row of numbers
_APART = 36  # px from one figure to the next at least, however narrow they are
_LINES = 2.2  # from one figure of an upright axis to the next: closer they are a column of numbers
_FACTORS = (1.0, 2.0, 5.0, 10.0)  # of a power of ten: the spacings of figures


def line() -> float:
    """The px from one figure to the next of an upright axis at least."""
    return QFontMetricsF(style.font(style.SMALL)).height()


class Axis(pg.AxisItem):
    """An axis of plain numbers."""

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """The finest that leaves room for every figure: it alone, so that all have as many decimals."""
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        if not levels:
            return levels
        spacing = levels[-1][0]
        while spacing < high - low and not self._fits(spacing, low, high, size):
            spacing = wider(spacing)
        return [(spacing, 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return axis_names(values, scale, spacing)

    def _fits(self, spacing: float, low: float, high: float, size: float) -> bool:
        apart = size * spacing / (high - low)
        if self.orientation in {"left", "right"}:
            return apart >= _LINES * line()
        least, most = _BETWEEN
        if apart < style.px(_APART):
            return False
        first = math.ceil(low / spacing)
        values = [place * spacing for place in range(first, math.floor(high / spacing) + 1)]
        advance = QFontMetricsF(style.font(style.SMALL)).horizontalAdvance
        widest = max(map(advance, self.tickStrings(values, self.scale, spacing)), default=0.0)
        return widest + min(max(least, _SHARE * widest), most) <= apart


def wider(spacing: float) -> float:
    """The next spacing of round figures: 1, 2 or 5 times a power of ten."""
    ten = 10.0 ** power(spacing)
    return next(factor for factor in _FACTORS if factor > spacing / ten + 1e-6) * ten


def axis_names(values: list[float], _scale: float, spacing: float) -> list[str]:
    """The figures of an axis, with as many decimals as tell them apart; with a power of ten where plain ones
    would fill the plot.
    """
    largest = max(map(abs, values), default=0.0)
    if largest >= _MUCH or max(largest, spacing) < _LITTLE:
        return with_powers(values, spacing)
    decimals = max(0, math.ceil(-math.log10(spacing) - 1e-9))
    return [number_format.minus(f"{value:,.{decimals}f}") for value in values]


def with_powers(values: list[float], spacing: float) -> list[str]:
    """Figures so far apart, with a power of ten and as many decimals as tell them apart."""
    decimals = max(0, power(max(map(abs, values), default=0.0) or spacing) - power(spacing))
    return [scientific(value, decimals) if abs(value) > 1e-6 * spacing else "0" for value in values]


def power(number: float) -> int:
    """Of the ten that a number above 0 begins with."""
    return math.floor(math.log10(number) + 1e-9)
