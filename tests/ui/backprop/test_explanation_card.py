"""The card that tells the stage has room for its whole sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from playground.typography import unbroken
from playground.ui.backprop.explanation_card import ExplanationCard
from playground.ui.theme import style

SENTENCE = (
    "Predicted: $315,102 before, $323,941 now. The loss of this row has fallen: 0.646 before, 0.514 now."
)


@pytest.mark.parametrize("letters", [9, 11, 14, 18])
def test_the_sentence_is_as_high_as_it_is_measured(look: Callable[..., Any], letters: int) -> None:
    card = look(lambda session, _theme: ExplanationCard(session)).card
    card.sentence.setMinimumHeight(0)
    style.write(card.sentence, letters)
    card.sentence.setText(unbroken(SENTENCE))
    widths = range(300, 800, 3)
    assert [card._tall(letters, wide) for wide in widths] == [
        card.sentence.heightForWidth(wide) for wide in widths
    ]
