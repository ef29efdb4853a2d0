"""The figures of the top bar have room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QFontMetrics

from playground.data import Recipe
from playground.training import Experiment


def test_an_error_in_large_units_is_not_cut(opened: Callable[..., Any]) -> None:
    bar = opened(Experiment.load(Recipe(source="houses"))).window.top_bar
    figure = bar.accuracy
    assert len(figure.value) == len("100,000")
    assert QFontMetrics(figure._large).horizontalAdvance(figure.value) <= figure.width()
