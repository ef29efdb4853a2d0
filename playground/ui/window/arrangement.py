"""Which page is shown, and where the cards stand that both modes, or a lesson and its page, take in turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from playground.session import Session
from playground.ui.backprop.mode import BackpropMode
from playground.ui.theme.theme import Theme
from playground.ui.window.centre import Centre
from playground.ui.window.presentation import Presentation

if TYPE_CHECKING:
    from playground.ui.lessons.place import Lessons


class Arrangement:
    """Follows the session once a frame. `built` is told of new panels, `changed` of another arrangement.

    lessons   once they are there: before, none is held
    """

    lessons: Lessons | None = None

    def __init__(
        self,
        session: Session,
        centre: Centre,
        mode: BackpropMode,
        presentation: Presentation,
        *,
        theme: Callable[[], Theme],
        built: Callable[..., None],
        changed: Callable[[], None],
    ) -> None:
        self._session, self._centre, self._mode = session, centre, mode
        self._presentation = presentation
        self._theme, self._built, self._changed = theme, built, changed
        self._inspecting = self._held = False
        self._show_mode()

    @property
    def home(self) -> QWidget:
        """What has the keys where nothing else wants them."""
        if self._session.backprop.is_open:
            return self._mode.page.diagram.diagram
        return self._centre.explore.canvas_panel.canvas

    def follow_mode(self) -> None:
        """The page of the mode that is on."""
        if self._session.backprop.is_open != self._inspecting:
            self._inspecting = not self._inspecting
            self._show_mode()

    def follow_lesson(self) -> None:
        """Its column and its bar; data and settings stand in the column meanwhile."""
        if self.lessons is None:
            return
        held, explore = self._session.lesson.is_open, self._centre.explore
        self.lessons.show()
        if held != self._held:
            self._held = held
            place = self.lessons.column.settings_place if held else explore.settings_place
            place.take(explore.settings)
            explore.show_cards()
            self._rearranged()

    def _show_mode(self) -> None:
        """Change over between the pages of the two modes; the canvas goes with them."""
        inspecting, centre, canvas = self._inspecting, self._centre, self._centre.explore.canvas_panel
        if inspecting and not self._mode.built:
            self._build_mode()
        centre.bar.show_mode(inspecting)
        centre.pages.setCurrentIndex(int(inspecting))
        (self._mode.page if inspecting else centre.explore).canvas_place.take(canvas)
        canvas.canvas.setFocus()
        self._mode.show(on=inspecting)
        self._rearranged()

    def _build_mode(self) -> None:
        """The second page, with its bar."""
        panels = self._mode.build(self._theme())
        self._centre.bar.pages.addWidget(self._mode.bar)
        self._centre.pages.addWidget(self._mode.page)
        self._built(*panels)

    def _rearranged(self) -> None:
        self._presentation.follow()
        self._changed()
