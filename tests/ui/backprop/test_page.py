"""The page of the Backprop mode: how its cards share the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)])
def test_the_canvas_fills_its_card(of: Callable[..., Any], size: tuple[int, int]) -> None:
    one = of(hidden_layers=(4,))
    one.window.resize(*size)
    one.session.backprop.open("row")
    one.settle()
    QTest.qWait(0)
    panel, decks = one.window.canvas_panel, one.window.mode.page.decks
    square = panel.canvas.parentWidget()
    assert square.height() <= 1.25 * square.width()  # the rest would be a blank below it
    assert all(not deck.isVisible() or deck.width() >= 290 for deck in decks)


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)])
def test_a_row_of_four_columns_is_read_whole(of: Callable[..., Any], size: tuple[int, int]) -> None:
    one = of("penguins", hidden_layers=(6, 5))
    one.window.resize(*size)
    one.session.backprop.open("batch")
    one.settle()
    QTest.qWait(0)
    label = one.window.mode.bar.place
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
