"""The head of a card: what gives way has given way whenever its words have another width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.data import Recipe
from playground.training import Experiment
from playground.ui.widgets.card import Card


def test_the_heads_of_all_cards_fit_after_a_change_of_text_theme_and_size(opened: Callable[..., Any]) -> None:
    """All at once: the new words have their width only after the style sheet is in force."""
    one = opened(Experiment.load(Recipe(source="houses")))
    cards = [card for card in one.window.findChildren(Card) if card.isVisible()]
    given = [card for card in cards if card._giving._parts]
    assert len(given) > 2
    for text_size, dark, wide in ((100, True, 1280), (125, True, 1320), (100, False, 1280)):
        one.session.view.update(text_size=text_size, dark=dark)
        one.window.resize(wide, 720)
        for _ in range(3):
            one.settle()
        found = [[part.away for part in card._giving._parts] for card in given]
        for card in given:
            card.fit_head()
        assert found == [[part.away for part in card._giving._parts] for card in given], text_size
