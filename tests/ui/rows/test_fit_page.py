"""The figures of values have room for any value."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

from playground.training.statistics import Fit, Score
from playground.ui.rows.fit_page import FitPage
from playground.ui.theme.theme import LIGHT


@pytest.mark.parametrize("number", [-0.0003729, 1234567.0, -123456789.0, 5e11, -5.678e-5, -1e300, math.inf])
def test_a_figure_is_shown_whole(qtbot: QtBot, number: float) -> None:
    page = FitPage(LIGHT)
    qtbot.addWidget(page)
    page.apply_theme(LIGHT)
    page.show_fit({"training": Fit(Score(rmse=abs(number)), abs(number), 0.5, number, 60)}, "price")
    for name in ("rmse", "mae", "mean"):
        figure = page.summary.figures["training", name]
        assert figure.value != "–" and figure.needed <= figure.width(), figure.value
