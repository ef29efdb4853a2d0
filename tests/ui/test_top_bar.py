"""The figures of the top bar have room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QFontMetrics

from playground.data import Recipe
from playground.training import Experiment
from playground.ui.top_bar import TopBar


def test_an_error_in_large_units_is_not_cut(opened: Callable[..., Any]) -> None:
    figure = opened(Experiment.load(Recipe(source="houses"))).window.findChild(TopBar).accuracy
    assert len(figure.value) == len("100,000")
    assert QFontMetrics(figure._large).horizontalAdvance(figure.value) <= figure.width()
