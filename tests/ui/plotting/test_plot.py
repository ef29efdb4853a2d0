"""The figures of an axis fit beside it, whatever its numbers are."""

from __future__ import annotations

import pytest

from playground.ui.plotting.axis import axis_names


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
