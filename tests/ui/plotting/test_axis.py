"""The figures of an axis fit beside it and beside one another, whatever its numbers and the text size are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from playground.ui.plotting.axis import Axis, axis_names, line
from playground.ui.plotting.loss_axis import LossAxis, Range, log_range
from playground.ui.theme import scale, style


@pytest.fixture
def text_size(qapp: QApplication) -> Iterator[Callable[[int], object]]:
    assert qapp is not None
    yield scale.set_percent
    scale.set_percent(100)


@pytest.mark.parametrize(
    ("values", "spacing", "figures"),
    [
        ([0.0, 0.5, 1.0], 0.5, ["0.0", "0.5", "1.0"]),
        ([-200_000.0, 0.0], 200_000.0, ["−200,000", "0"]),
        ([0.0], 0.5, ["0.0"]),
        ([-1e100, -5e99, 0.0, 5e99], 5e99, ["−1.0·10¹⁰⁰", "−5.0·10⁹⁹", "0", "5.0·10⁹⁹"]),
        ([-2e-100, 1e-120, 2e-100], 2e-100, ["−2·10⁻¹⁰⁰", "0", "2·10⁻¹⁰⁰"]),
        ([], 1.0, []),
    ],
)
def test_figures(values: list[float], spacing: float, figures: list[str]) -> None:
    assert axis_names(values, 1.0, spacing) == figures


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [90.0, 150.0, 300.0, 700.0])
@pytest.mark.parametrize("span", [(0.0, 100.0), (-3.2, 2.9), (0.0, 12_500.0), (-6e5, 6e5), (0.0, 3e-7)])
def test_no_figure_touches_its_neighbour(
    text_size: Callable[[int], object], span: Range, size: float, percent: int
) -> None:
    text_size(percent)
    advance = QFontMetricsF(style.font(style.SMALL)).horizontalAdvance
    across, upright = Axis("bottom"), Axis("left")
    for axis in (across, upright):
        for spacing, values in axis.tickValues(*span, size):
            apart = spacing / (span[1] - span[0]) * size
            names = axis.tickStrings(values, 1.0, spacing)
            wide = line() if axis is upright else max(map(advance, names), default=0.0)
            assert len(values) < 2 or wide <= apart


def test_all_figures_of_an_axis_have_as_many_decimals(qapp: QApplication) -> None:
    assert qapp is not None
    axis = Axis("left")
    names = [
        name
        for spacing, values in axis.tickValues(0.0, 2.6, 245.0)
        for name in axis.tickStrings(values, 1.0, spacing)
    ]
    assert sorted(names) == ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]


@pytest.mark.parametrize("size", [290.0, 340.0])
def test_a_square_plot_has_the_same_few_figures_on_either_side(qapp: QApplication, size: float) -> None:
    assert qapp is not None
    finest = [Axis(side).tickValues(-6.0, 6.0, size)[-1][0] for side in ("bottom", "left")]
    assert finest[0] == finest[1] and size * finest[0] / 12 >= 2 * line()


def test_epochs_are_counted_in_few_figures(qapp: QApplication) -> None:
    assert qapp is not None
    assert Axis("bottom").tickValues(0.0, 32.0, 545.0)[-1][0] == 5.0


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize(("low", "high"), [(0.05, 0.7), (1e-6, 1.0), (0.2, 0.8), (1e-30, 1e3)])
def test_figures_of_a_low_loss_axis_stand_apart(
    text_size: Callable[[int], object], low: float, high: float, percent: int
) -> None:
    text_size(percent)
    axis, (bottom, top) = LossAxis("left"), log_range(low, high)
    for size in (60.0, 90.0, 200.0):
        [(_, values)] = axis.tickValues(bottom, top, size)
        gaps = [(b - a) / (top - bottom) * size for a, b in pairwise(values)]
        assert min(gaps, default=line()) >= line() - 1e-6
