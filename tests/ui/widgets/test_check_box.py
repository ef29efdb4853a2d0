"""The tick of a check box stands in the middle of its box, in every text size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from playground.ui.theme import style
from playground.ui.widgets.check_box import CheckBox


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_tick_is_in_the_middle(of: Callable[..., Any], percent: int) -> None:
    one = of()
    one.session.view.update(text_size=percent)
    one.settle()
    box = next(box for box in one.window.findChildren(CheckBox) if box.isVisible() and box.isChecked())
    image, side = box.grab().toImage(), style.px(12) + 2
    palette, top = QApplication.palette(), (image.height() - side) // 2
    inks = [
        palette.color(role).red() for role in (palette.ColorRole.Highlight, palette.ColorRole.HighlightedText)
    ]
    tick = [
        x
        for x in range(2, side - 2)
        for y in range(top + 2, top + side - 2)
        if image.pixelColor(x, y).red() > sum(inks) / 2  # the light theme: white on blue
    ]
    assert tick and abs(min(tick) - (side - 1 - max(tick))) <= 1
