"""The axis of the losses: a range that fits them, ticks that can be read, and both move in steps."""

from __future__ import annotations

import math
from itertools import pairwise

import pyqtgraph as pg

from playground.ui.plotting.axis import axis_names, line, power, with_powers
from playground.wording import scientific

_SMALLEST, _LARGEST = 1e-300, 1e300  # beyond, arithmetic ends
_LEAST = 1.16  # the top of an axis over its bottom: on less, mere noise would look like a fall
_ROUND = 3.0  # up to which ratio the ends of a logarithmic axis are round numbers, as 0.45 and 0.7
_FROM_ZERO = 0.5  # a linear axis begins at 0 unless the least loss is more than this part of the largest
_FEW, _PX = 5, 30  # ticks that fit in any plot; px between more of them
_STEPS = ((1.0, 2.0, 3.0, 5.0, 7.0), (1.0, 2.0, 5.0), (1.0, 3.0), (1.0,))  # of a decade, that have figures
_MUCH = 1e4  # from which on losses are written with a power of ten: 1,000, 10⁴

Range = tuple[float, float]


def linear_range(low: float, high: float) -> Range:
    """From one round number to another, around losses between `low` and `high`."""
    low, high = max(low, -_LARGEST), min(high, _LARGEST)
    low, high = (min(0.0, low), high) if low <= _FROM_ZERO * high else _apart(low, high)
    return _rounded(low, high) if high - low > _SMALLEST else (low, low + 1.0)


def log_range(low: float, high: float) -> Range:
    """The same as powers of ten, for losses above 0."""
    low, high = _apart(max(low, _SMALLEST), min(max(high, _SMALLEST), _LARGEST))
    if high <= _ROUND * low:
        low, high = _rounded(low, high)
        return math.log10(low), math.log10(high)
    bottom, top = math.log10(low), math.log10(high)
    step = 0.1 if top - bottom < 1.0 else 0.25
    return math.floor(bottom / step) * step, math.ceil(top / step) * step


class LossAxis(pg.AxisItem):
    """Upright figures. Logarithmic: at 1, 0.1, 0.01 ..., and the closer, the less is in view."""

    logarithmic = True

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        most = max(2, min(max(_FEW, int(size / _PX)), int(size / line())))
        if not self.logarithmic:
            return [(1.0, _round_ticks(low, high, most))]
        if high - low <= math.log10(2.0 * _ROUND):
            return [(1.0, _near_ticks(low, high, most, line() / size))]
        decade = size / (high - low)
        decades, decade = high - low, size / (high - low)
        stride = max(1, round(decades / 6), math.ceil(line() / decade))
        exponents = range(math.floor(low) // stride * stride, math.ceil(high) + 1, stride)
        values = [ten + math.log10(step) for ten in exponents for step in _steps(decades, decade)]
        return [(1.0, [value for value in values if low <= value <= high])]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        if not self.logarithmic:
            return _told_apart(values)
        losses = [10.0**value for value in values]
        figures = [_figure(loss) for loss in losses]
        return figures if len({*figures}) == len(figures) else _told_apart(losses)


def _apart(low: float, high: float) -> Range:
    """The same two, or about their middle as far apart as they have to be at least."""
    middle, reach = math.sqrt(low) * math.sqrt(high), math.sqrt(_LEAST)
    return (low, high) if high >= _LEAST * low else (middle / reach, middle * reach)


def _rounded(low: float, high: float) -> Range:
    """The next multiples of a round step outwards; above 0 if both are."""
    step = _step((high - low) / 3.0)
    while 0.0 < low < step:
        step = _step(step / 1.5)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def _step(most: float) -> float:
    """The greatest of 1, 2 and 5 times a power of ten that is no greater."""
    ten = 10.0 ** power(most)
    return float(max(factor for factor in (1, 2, 5) if factor <= most / ten + 1e-9) * ten)


def _round_ticks(low: float, high: float, most: int) -> list[float]:
    """Multiples of a round step: as many as there is room for."""
    step, ticks = _step(high - low), list[float]()
    while len(finer := _multiples(step, low, high)) <= most:
        ticks, step = finer, _step(step / 1.5)
    return ticks


def _near_ticks(low: float, high: float, most: int, closest: float) -> list[float]:
    """The same on a short logarithmic axis, two of them at least so far apart (as a share of the axis)."""
    ticks = [math.log10(loss) for loss in _round_ticks(10.0**low, 10.0**high, most)]
    close = any(b - a < closest * (high - low) for a, b in pairwise(ticks))
    return _near_ticks(low, high, most - 1, closest) if close and most > 1 else ticks


def _multiples(step: float, low: float, high: float) -> list[float]:
    return [i * step for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _steps(decades: float, px: float) -> tuple[float, ...]:
    """The ticks from one power of ten to the next, `px` apart: the fewer, the more decades there are."""
    offered = _STEPS[0 if decades < 1.3 else 1 if decades < 2.2 else -1 :]
    closest = (min(math.log10(b / a) for a, b in pairwise((*some, 10.0))) for some in offered)
    return next((some for some, log in zip(offered, closest, strict=True) if log * px >= line()), (1.0,))


def _figure(loss: float) -> str:
    """One digit in a width that the axis has room for: 1,000, 0.5, 0.001, 2·10⁻⁴."""
    if 0.8 < loss < _MUCH:
        return f"{loss:,.0f}"
    return f"{loss:.1g}" if 0.0008 < loss < 1.0 else _with_power(loss, 0)


def _told_apart(losses: list[float]) -> list[str]:
    """With as many decimals as tell them apart; with a power of ten where these would be too many."""
    step = min((b - a for a, b in pairwise(losses)), default=1.0)
    if step > 0.0008 and abs(losses[-1]) < _MUCH:
        return axis_names(losses, 1.0, _step(step * (1.0 + 1e-9)))
    return [figure.removeprefix("1·") for figure in with_powers(losses, step)]


def _with_power(loss: float, decimals: int) -> str:
    return scientific(loss, decimals).removeprefix("1·")
