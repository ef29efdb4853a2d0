"""The theme and the text size of a window, as its view wants them and as far as it has room."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from playground.session import PRESENTED_SIZES, TEXT_SIZES, Session
from playground.ui.actions import make
from playground.ui.theme import style
from playground.ui.theme.theme import theme
from playground.ui.window.size import fitting_text, next_text


class Appearance:
    """`theme` is put on, and text of so many percent; `resized`: the layouts may not have taken it yet.

    The menu shows the icons of the actions: they have none until it is to be `dress`ed.
    """

    def __init__(self, window: QWidget, session: Session, actions: dict[str, QAction]) -> None:
        self._window, self._session, self._actions = window, session, actions
        self._put_on: object = None
        self._dressed = False
        self._text_size, self.resized = TEXT_SIZES[0], False
        self.update()

    @property
    def text_size(self) -> int:
        """Percent: the size that is wanted, as far as the window has room for it."""
        return fitting_text(self._session.view.text_size, self._window.size())

    @property
    def outgrown(self) -> bool:
        """Whether the window has room for another text size than it had."""
        return self.text_size != self._text_size

    def update(self) -> bool:
        """Put theme and text size on; says whether one of them is another one."""
        view, strong = self._session.view.settings, self._session.view.presenting
        wanted = (view.dark, view.safe_colours, strong, self.text_size)
        if wanted == self._put_on:
            return False
        self.resized = self.outgrown
        self._put_on, self._text_size = wanted, self.text_size
        self.theme = theme(dark=view.dark, safe=view.safe_colours, strong=strong)
        style.apply(self.theme, self._window, self._text_size)
        if self._dressed:
            make.apply_theme(self._actions, self.theme)
        self._actions["dark"].setChecked(view.dark)
        self._actions["safe_colours"].setChecked(view.safe_colours)
        self._actions["larger_text"].setEnabled(self._text_size < TEXT_SIZES[-1])
        self._actions["smaller_text"].setEnabled(self._text_size > self._sizes[0])
        return True

    def dress(self) -> None:
        """Give the actions their icons, from now on in the colours of the theme."""
        self._dressed = True
        make.apply_theme(self._actions, self.theme)

    # --- verbs of the actions ----------------------------------------------------------------------

    def toggle_dark(self) -> None:
        self._session.view.update(dark=not self._session.view.settings.dark)

    def toggle_safe_colours(self) -> None:
        self._session.view.update(safe_colours=not self._session.view.settings.safe_colours)

    def resize_text(self, steps: int) -> None:
        """Larger or smaller text by so many sizes, 0 for the normal one."""
        size = next_text(self.text_size, steps, self._window.size(), self._sizes)
        self._session.view.set_text_size(size)

    @property
    def _sizes(self) -> tuple[int, ...]:
        """The text sizes that can be chosen."""
        return PRESENTED_SIZES if self._session.view.presenting else TEXT_SIZES
