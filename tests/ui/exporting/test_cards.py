"""The cards of the formats: as high as their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from playground.ui.exporting.dialog import ExportDialog


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_no_card_has_a_line_too_many(of: Callable[..., Any], percent: int) -> None:
    one = of()
    one.session.view.update(text_size=percent)
    one.settle()
    one.window.action_map["export_weights"].trigger()
    one.settle()
    dialog = one.window.findChild(ExportDialog)
    for card in dialog.cards.cards:
        for line in card._lines:
            assert 0 <= line.height() - line.heightForWidth(line.width()) <= 1, card.offer.title
    dialog.reject()
