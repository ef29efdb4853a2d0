"""The table of a class for the screen: a line for each student, sorted by any column."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from playground.lessons.class_marks import ClassMarks
from playground.lessons.class_table import Column, columns, shown, slip_in
from playground.lessons.marks import StudentMarks
from playground.text import short
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.plain import as_tip
from playground.wording import counted

_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole
_NAME = 60  # letters that are read aloud
_FIGURES = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex


class ClassModel(QAbstractTableModel):
    """`sorted_by` is the place of a column, and whether the greatest is on top."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: ClassMarks | None = None
        self.columns: tuple[Column, ...] = ()
        self.students: list[StudentMarks] = []
        self.sorted_by = (0, False)

    def show(self, marks: ClassMarks | None) -> None:
        """Another class, by name."""
        self.beginResetModel()
        self.marks = marks
        self.columns = columns(marks) if marks is not None else ()
        self.students = list(marks.students) if marks is not None else []
        self.sorted_by = (0, False)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; students who are alike there stay as they are."""
        of, down = self.columns[column].of, order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        self.students.sort(key=lambda one: _key(of(one)), reverse=down)
        self.sorted_by = (column, down)
        self.layoutChanged.emit()

    def rowCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self.students)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self.columns)

    @recurring
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == _Role.DisplayRole:
            return column.title
        if role == _Role.ToolTipRole:
            return as_tip("\n".join(filter(None, (f"{column.tip}.", self._slip(column), "Click to sort."))))
        return self._alignment(column) if role == _Role.TextAlignmentRole else None

    @recurring
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        student, column = self.students[index.row()], self.columns[index.column()]
        if role == _Role.DisplayRole:
            return " ".join(shown(column.of(student)).split())
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            words = self._words(student, column)
            who = f", {short(student.name, _NAME)}" if index.column() else ""
            return as_tip(words) if role == _Role.ToolTipRole else words + who
        return self._alignment(column) if role == _Role.TextAlignmentRole else None

    def _alignment(self, column: Column) -> int:
        return _WORDS if column.title in {"Name", "Notes"} else _FIGURES

    def _slip(self, column: Column) -> str:
        slip = slip_in(self.marks, column.step) if self.marks is not None and column.step else ""
        return f"Most common mistake: {slip}." if slip else ""

    def _words(self, student: StudentMarks, column: Column) -> str:
        """A cell for those who do not see where it stands, and what more is known."""
        words = f"{column.title}: {shown(column.of(student))}"
        if column.step is None:
            return words
        attempts = student.attempts.get(column.step.id)
        return f"{words}, {'not seen' if attempts is None else counted(attempts, 'attempt')}"


def _key(value: float | str) -> Any:
    return value.casefold() if isinstance(value, str) else value
