"""The lessons that ship with the program as a menu: title, minutes, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu

from playground.ui.widgets.guard import guarded
from playground.ui.widgets.popup import Menu


class LessonMenu(Menu):
    """Reads the lessons when it is first opened; `begin` is given the file of the chosen one."""

    def __init__(self, parent: QMenu, begin: Callable[[Path], object]) -> None:
        super().__init__(parent, "Begin a lesson")
        self.setObjectName("lesson_menu")
        self._begin = begin
        self.aboutToShow.connect(self.fill)

    @guarded
    def fill(self) -> None:
        """An entry for each lesson; what follows the tab stands in the column of the keys."""
        from playground.lessons import bundled

        if self.isEmpty():
            for entry in bundled():
                about = " · ".join(filter(None, (f"{entry.minutes} min", entry.audience)))
                words = entry.title.replace("&", "&&")
                self.addAction(f"{words}\t{about}", lambda path=entry.path: self._begin(path))
