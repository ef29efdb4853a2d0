"""The presentation: full screen, large text and thick lines, and the chosen cards alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from playground.session import Notice, Session
from playground.ui.actions.table import PRESENTATION, PRESENTED
from playground.ui.backprop.mode import BackpropMode

_FULL = Qt.WindowState.WindowFullScreen
_NONE_LEFT = "A presentation shows one card at least: choose another one first."


class Presentation:
    """Leaving it brings back the window, its text and its cards as they were."""

    def __init__(
        self, window: QMainWindow, session: Session, actions: dict[str, QAction], mode: BackpropMode
    ) -> None:
        self._window, self._session, self._actions, self._mode = window, session, actions, mode
        self._before = Qt.WindowState.WindowNoState
        self.follow()

    # --- verbs of the actions ----------------------------------------------------------------------

    def toggle(self) -> None:
        """Begin a presentation, or end it."""
        if self._session.view.presenting:
            self.leave()
        else:
            self._before = self._window.windowState()
            self._session.view.present(on=True)
            self._window.setWindowState(self._before | _FULL)
            self.follow()

    def leave(self) -> None:
        self._session.view.present(on=False)
        self._window.setWindowState(self._before & ~_FULL)
        self.follow()

    def turn(self, by: int) -> None:
        """The next or the previous stage, as a clicker asks for it."""
        if self._session.backprop.is_open:
            (self._mode.next if by > 0 else self._mode.back)()

    def switch_card(self, name: str) -> None:
        """Show a card in the presentation, or no longer; the name of its action."""
        view, card = self._session.view, _card(name)
        if self._is_last(card):
            self._session.notices.show(Notice(_NONE_LEFT, bad=False))
        else:
            view.update(**{f"presented_{card}": not view.presents(card)})
        self.follow()

    # --- what happens around it --------------------------------------------------------------------

    def follow(self) -> None:
        """Say which actions can be used now, and which cards are chosen."""
        view, mode = self._session.view, "backprop" if self._session.backprop.is_open else "explore"
        self._actions["present"].setChecked(view.presenting)
        for entry in PRESENTATION[1:]:
            self._actions[entry.name].setEnabled(view.presenting or self._session.lesson.is_open)
        for entry in PRESENTED:
            action = self._actions[entry.name]
            action.setEnabled(view.presenting and entry.mode in {"", mode})
            action.setChecked(getattr(view.settings, f"presented_{_card(entry.name)}"))

    def follow_window(self) -> None:
        """The desktop has another key that ends a full screen."""
        if self._session.view.presenting and not self._window.isFullScreen():
            self._session.view.present(on=False)
            self.follow()

    def _is_last(self, card: str) -> bool:
        """Whether nothing else would be left; in the Backprop mode the formulae always are."""
        if self._session.backprop.is_open:
            return False
        cards = [_card(entry.name) for entry in PRESENTED if entry.mode != "backprop"]
        return [one for one in cards if self._session.view.presents(one)] == [card]


def _card(name: str) -> str:
    """The card that an action switches."""
    return name.removeprefix("present_")
