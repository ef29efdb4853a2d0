"""The axis of the losses: its range and its figures."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from playground.ui.plotting.loss_axis import LossAxis, Range, linear_range, log_range

LOW, HIGH = 80.0, 220.0  # px of a low plot and of a high one


@pytest.fixture
def axis(qapp: QApplication) -> LossAxis:
    assert qapp is not None
    return LossAxis("left")


def figures(axis: LossAxis, span: Range, size: float = HIGH) -> list[str]:
    (_, ticks), *rest = axis.tickValues(*span, size)
    assert not rest
    return axis.tickStrings(ticks, 1, 1)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.47, 0.69, ["0.45", "0.50", "0.55", "0.60", "0.65", "0.70"]),
        (0.3, 0.69, ["0.3", "0.4", "0.5", "0.6", "0.7"]),
        (0.1, 0.7, ["0.1", "0.2", "0.3", "0.5", "0.7"]),
        (0.02, 0.7, ["0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
        (0.0001, 1.5, ["10⁻⁴", "0.001", "0.01", "0.1", "1"]),
        (0.693, 0.695, ["0.64", "0.66", "0.68", "0.70", "0.72", "0.74", "0.76"]),
        (12, 13.5, ["11.5", "12.0", "12.5", "13.0", "13.5", "14.0"]),
        (2e-5, 3e-5, ["2.0·10⁻⁵", "2.2·10⁻⁵", "2.4·10⁻⁵", "2.6·10⁻⁵", "2.8·10⁻⁵", "3.0·10⁻⁵"]),
        (1e-7, 2e7, ["10⁻⁶", "10⁻⁴", "0.01", "1", "100", "10⁴", "10⁶"]),
    ],
)
def test_logarithmic_figures(axis: LossAxis, low: float, high: float, expected: list[str]) -> None:
    assert figures(axis, log_range(low, high)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.47, 0.69, ["0.45", "0.50", "0.55", "0.60", "0.65", "0.70"]),
        (0.1, 0.69, ["0.0", "0.2", "0.4", "0.6", "0.8"]),
        (0.0, 0.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0.0, 30.0, ["0", "5", "10", "15", "20", "25", "30"]),
        (0.0, 3e7, ["0", "5.0·10⁶", "1.0·10⁷", "1.5·10⁷", "2.0·10⁷", "2.5·10⁷", "3.0·10⁷"]),
    ],
)
def test_linear_figures(axis: LossAxis, low: float, high: float, expected: list[str]) -> None:
    axis.logarithmic = False
    assert figures(axis, linear_range(low, high)) == expected


@pytest.mark.parametrize("log", [True, False])
def test_a_low_plot_has_two_figures_at_least_and_all_differ(axis: LossAxis, log: bool) -> None:  # noqa: FBT001
    axis.logarithmic = log
    for low in np.geomspace(1e-6, 1e6, 37):
        for ratio in (1.0, 1.05, 1.5, 2.9, 3.1, 8.0, 60.0, 1e4):
            found = figures(axis, (log_range if log else linear_range)(low, low * ratio), LOW)
            assert len(found) >= 2 and len({*found}) == len(found), (low, ratio, found)
            assert all(len(figure) <= 9 for figure in found)


@pytest.mark.parametrize("fitting", [linear_range, log_range])
def test_a_falling_loss_moves_the_range_in_few_steps_and_fills_it(fitting: Callable[..., Range]) -> None:
    seen: list[Range] = []
    for low in np.geomspace(0.69, 1e-3, 2000):
        bottom, top = span = fitting(low, 0.69)
        ends = (math.log10(low), math.log10(0.69)) if fitting is log_range else (low, 0.69)
        assert bottom <= ends[0] + 1e-9 and top >= ends[1] - 1e-9
        if low < 0.6:
            assert ends[1] - ends[0] >= 0.5 * (top - bottom) or (bottom == 0.0 and top <= 0.8)
        if not seen or seen[-1] != span:
            seen.append(span)
    assert len(seen) == len({*seen}) <= 30


@pytest.mark.parametrize("ends", [(5e-324, 5e-324), (1e-320, 1e-319), (1e300, 1.7e308), (-1.7e308, 1.7e308)])
def test_the_ends_of_arithmetic(ends: Range) -> None:
    fittings = (linear_range,) if ends[0] < 0 else (linear_range, log_range)
    for fitting in fittings:
        low, high = fitting(*ends)
        assert np.isfinite([low, high]).all() and low < high
