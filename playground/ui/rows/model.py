"""The rows as Qt's table model: what is seen is found when asked for, so a million rows cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon

from playground.arrays import RowIndices
from playground.data import Names, class_called
from playground.data.numbers import parse_number
from playground.errors import PlaygroundError, SpecError, did_you_mean
from playground.session import Notice, Session
from playground.training.statistics import RowErrors, row_errors
from playground.ui.plotting.marker_icon import mark_icon
from playground.ui.rows.columns import Cell, Column, columns_of
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.plain import as_tip

_BLOCK = 64  # rows that are judged at once
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SEEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED = _SEEN | Qt.ItemFlag.ItemIsEditable
_ARROWS = {False: " ↑", True: " ↓"}

Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractTableModel):
    """The rows of the dataset that was there at the last `take_up`, in an order.

    order       the rows of the dataset from top to bottom, `places` the way back
    sorted_by   the column by name, and whether the greatest is on top
    """

    theme: Theme
    first_sort: ClassVar[tuple[str, bool]] = ("number", False)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.sorted_by = self.first_sort
        self._blocks: dict[int, RowErrors] = {}
        self._icons: dict[tuple[int, bool], QIcon] = {}
        self._answers: dict[int, Callable[[Column, Cell], Any]] = {
            _Role.DisplayRole: lambda column, cell: column.words(cell),
            _Role.EditRole: lambda column, cell: column.exact(cell),
            _Role.DecorationRole: self.mark,
            _Role.TextAlignmentRole: lambda column, _: self.alignment(column),
            _Role.ForegroundRole: lambda _, cell: self._dim if cell.data.test[cell.row] else None,
            _Role.FontRole: lambda column, cell: (
                style.font(12, QFont.Weight.DemiBold) if self.is_wrong(column, cell) else None
            ),
            _Role.ToolTipRole: lambda column, cell: as_tip(self._say(column, cell)),
            _Role.AccessibleTextRole: self._say,
        }
        self._take()

    def _take(self) -> None:
        self.experiment, self.network = self.session.experiment, self.session.network
        self._take_names()
        self._set_order(np.arange(len(self.experiment.data)))
        self.show_selected(np.empty(0, dtype=np.intp))

    def _take_names(self) -> None:
        self.names = self.session.view.names
        self.columns = columns_of(self.names)

    def _set_order(self, order: RowIndices) -> None:
        self.order, self.places = order, np.empty_like(order)
        self.places[order] = np.arange(len(order))
        self._blocks.clear()

    @property
    def current(self) -> bool:
        """Whether it still shows the data of the session: an edit is taken up at the next frame."""
        return self.session.experiment is self.experiment

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._dim = QBrush(QColor(theme.dim))
        self._icons.clear()
        if self.current and self.names != self.session.view.names:  # classes are called after their colours
            self._take_names()

    # --- changing ----------------------------------------------------------------------------------

    def take_up(self) -> bool:
        """Show the session's data; says whether the order has lost its sense: these are other rows."""
        before, data = self.experiment.data, self.session.data
        if (len(data), data.columns, data.task) != (len(before), before.columns, before.task):
            self.beginResetModel()
            self._take()
            self.endResetModel()
            return True
        self.experiment, self.network = self.session.experiment, self.session.network
        self._blocks.clear()
        if self.names != self.session.view.names:
            self._take_names()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        return data is not before and not self.experiment.by_hand

    def show_selected(self, rows: RowIndices) -> None:
        """Which rows of the dataset are selected."""
        self._selected = np.zeros(len(self.order), dtype=bool)
        self._selected[rows] = True

    def is_selected(self, row: int) -> bool:
        """Whether a row of the table is selected."""
        return bool(self._selected[self.order[row]])

    def forget(self) -> None:
        """The weights have changed: what was found is out of date."""
        self._blocks.clear()

    def sort_rows(self, name: str, errors: RowErrors | None, *, descending: bool) -> None:
        """Sort by a column; equal ones keep the order of the dataset, and what is no number comes last.

        `errors` are those of all the rows that the table shows.
        """
        data = self.experiment.data
        keys = self.column(name).keys(data, errors or RowErrors.of(data, np.arange(0)))
        self.layoutAboutToBeChanged.emit()
        self._set_order(np.argsort(-keys if descending else keys, kind="stable"))
        self.sorted_by = (name, descending)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def column(self, name: str) -> Column:
        """A column by its name; that of the numbers of the rows if these data have none such."""
        return next((column for column in self.columns if column.name == name), self.columns[0])

    # --- what Qt asks ------------------------------------------------------------------------------

    def rowCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self.order)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self.columns)

    @guarded
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _EDITED if self.columns[index.column()].edits else _SEEN

    @recurring
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == _Role.DisplayRole:
            name, descending = self.sorted_by
            return column.title + (_ARROWS[descending] if name == column.name else "")
        if role == _Role.ToolTipRole:
            return as_tip(f"{column.tip}\nClick to sort.")
        return self.alignment(column) if role == _Role.TextAlignmentRole else None

    @recurring
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        answer = self._answers.get(role)
        return answer(self.columns[index.column()], self.cell(index.row())) if answer else None

    @guarded
    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Put what was typed into the cell; what cannot be taken is said, and the cell keeps its value."""
        if role != _Role.EditRole or not self.current or str(value) == index.data(_Role.EditRole):
            return False
        column, row = self.columns[index.column()], int(self.order[index.row()])
        try:
            self.session.points.set_cell(row, column.input, self._typed(column, str(value)))
        except PlaygroundError as error:
            stays = f"{column.title} of row {row + 1:,} stays {index.data(_Role.EditRole)}"
            self.session.notices.show(Notice(f"{stays}: {error}"))
            return False
        return True

    # --- cells -------------------------------------------------------------------------------------

    def cell(self, row: int) -> Cell:
        """A row of the table, with what the network makes of it."""
        block, place = divmod(row, _BLOCK)
        if block not in self._blocks:
            rows = self.order[block * _BLOCK : (block + 1) * _BLOCK]
            self._blocks[block] = row_errors(self.experiment, self.network, rows)
        return Cell(self.experiment.data, self.names, int(self.order[row]), self._blocks[block], place)

    def text(self, rows: RowIndices) -> str:
        """These rows of the dataset, tab-separated with every digit, for a spreadsheet."""
        names = Names.in_spreadsheets(self.experiment.data)
        columns = columns_of(names)
        lines = ["\t".join(column.title for column in columns)]
        errors = row_errors(self.experiment, self.network, rows)
        for place, row in enumerate(rows.tolist()):
            cell = Cell(self.experiment.data, names, row, errors, place)
            lines.append("\t".join(column.exact(cell) for column in columns))
        return "\n".join(lines) + "\n"

    def _typed(self, column: Column, words: str) -> float:
        """The number, or the index of the class. Raises SpecError."""
        names = self.names.classes
        if column.input is not None or not names:
            return parse_number(words)
        found = class_called(words, names, self.experiment.data.class_names)
        if found is None:
            raise SpecError(f"there is no class “{words.strip()}”.", did_you_mean(words.strip(), names))
        return float(found)

    def alignment(self, column: Column) -> int:
        named = column.name in ("target", "prediction") and self.experiment.data.class_names
        return _LEFT if named or column.name == "part" else _RIGHT

    def mark(self, column: Column, cell: Cell) -> QIcon | None:
        """The mark of a class before the words, if there is one."""
        label = column.mark(cell)
        if label is None:
            return None
        key = (int(cell.data.looks[label]), bool(cell.data.test[cell.row]) and column.name == "target")
        if key not in self._icons:
            self._icons[key] = mark_icon(self.theme, key[0], hollow=key[1])
        return self._icons[key]

    def is_wrong(self, column: Column, cell: Cell) -> bool:
        """Whether the cell shows a class that is the wrong one."""
        return column.name == "prediction" and cell.predicted not in (None, cell.label)

    def _say(self, column: Column, cell: Cell) -> str:
        names = cell.names.classes
        if column.name == "prediction" and names and cell.predicted not in (None, cell.label):
            return f"Predicted {names[cell.predicted or 0]}, actual {names[cell.label or 0]}"
        if column.name == "number":  # the one place that says it where the next column is left out
            return f"Row {column.words(cell)}, {self.column('part').words(cell)}"
        value = column.exact(cell).replace("-", "−") if column.edits and column.input is not None else ""
        if cell.is_filled(column.input):
            value = f"{value}: missing in the file, filled with the {cell.data.fill} of the training rows"
        return f"{column.title} = {value}" if value else f"{column.title}: {column.words(cell)}"
