"""A tab that comes on top at the stages it belongs to, and leaves with them."""

from __future__ import annotations

from playground.ui.backprop.tab_deck import TabDeck


class StageTab:
    """`follow` it with every stage. Whoever chooses another tab at one of its stages is left alone, until
    they choose this one again.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._here, self._welcome = False, True
        self._covered = ""  # the tab that was on top before

    def follow(self, deck: TabDeck, *, here: bool) -> None:
        """`here`: whether the present stage is one of its own."""
        came, went = here and not self._here, self._here and not here
        self._here = here
        if came and self._welcome and deck.shown != self.name:
            self._covered = deck.shown
            deck.show_entry(self.name)
        elif went and self._covered in deck.held and deck.shown == self.name:  # a wide page has two decks
            deck.show_entry(self._covered)
        if went:
            self._covered = ""

    def note_choice(self, name: str) -> None:
        """A tab was chosen by hand."""
        self._covered = ""
        if self._here or name == self.name:
            self._welcome = name == self.name
