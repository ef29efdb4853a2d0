"""Which lesson a teacher's dialog is about: one that ships with the program, the held one, or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.errors import PlaygroundError
from playground.lessons import Lesson, bundled, read
from playground.lessons.file import SUFFIX
from playground.ui.documents.recent import Recent
from playground.ui.widgets.buttons import bar_button
from playground.ui.widgets.combo_box import ComboBox

KINDS = f"Lessons (*{SUFFIX});;All files (*)"
"""What a file dialog offers."""


def ask_lesson(parent: QWidget, recent: Recent, title: str = "Open lesson") -> Path | None:
    """Ask for a lesson file; None where none was chosen."""
    name, _ = QFileDialog.getOpenFileName(parent, title, recent.folder, KINDS)
    if not name:
        return None
    recent.remember_folder(Path(name))
    return Path(name)


class LessonChoice(QObject):
    """A `list`, and a button that `opens` another one: both are to be put where there is room.

    `chosen` tells of a lesson, `refused` of a file that is none, with the reason.
    """

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget, name: str, held: Lesson | None, recent: Recent) -> None:
        """`name` begins the names of its controls."""
        super().__init__(parent)
        self._parent, self._recent = parent, recent
        self._ids: dict[str, int] = {}  # where each lesson stands in the list
        self.list = ComboBox()
        self.list.setObjectName(f"{name}_lesson")
        self.list.setAccessibleName("Lesson")
        self.list.setMinimumContentsLength(10)
        self.list.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for entry in bundled():
            self._add(entry.path, entry.id, entry.title)
        if held is not None and held.path is not None:
            self._add(held.path, held.id, held.title)
        self.list.setCurrentIndex(self._ids.get(held.id if held is not None else "", 1))  # 0 is the tour
        self.list.activated.connect(lambda _place: self.read())
        self.opens = bar_button("Open lesson…", f"{name}_open", "Open a lesson of your own", self._open)

    def choose(self, lesson_id: str) -> bool:
        """Choose a lesson by its id, and tell nobody; whether it is in the list."""
        if lesson_id in self._ids:
            self.list.setCurrentIndex(self._ids[lesson_id])
        return lesson_id in self._ids

    def read(self) -> None:
        """Read the lesson that is chosen."""
        self._read(self.list.currentData())

    def _open(self) -> None:
        if (path := ask_lesson(self._parent, self._recent)) is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        try:
            lesson = read(path)
        except PlaygroundError as error:
            self.refused.emit(str(error))
            return
        if self.list.itemData(self._ids.get(lesson.id, -1)) != path:
            self._add(path, lesson.id, lesson.title)
        self.choose(lesson.id)
        self.chosen.emit(lesson)

    def _add(self, path: Path, lesson_id: str, title: str) -> None:
        """Offer a lesson, in place of one with the same id."""
        if lesson_id in self._ids:
            place = self._ids[lesson_id]
            self.list.setItemText(place, title)
            self.list.setItemData(place, path)
        else:
            self._ids[lesson_id] = self.list.count()
            self.list.addItem(title, path)
