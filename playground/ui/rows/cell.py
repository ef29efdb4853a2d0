"""A cell of the table of rows: selected as the session says, and the field in which it is edited."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from playground.ui.rows.looks import mark_icon
from playground.ui.rows.model import RowModel
from playground.ui.widgets.basics import Choice, Field
from playground.ui.widgets.guard import guarded

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_State = QStyle.StateFlag


class RowCell(QStyledItemDelegate):
    """Numbers are typed; a class is chosen from a list, or its name typed."""

    def __init__(self, model: RowModel, table: QTableView) -> None:
        super().__init__(table)
        self.model, self._table = model, table

    @guarded
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's own selection is only how a hand selects; what is selected, the session knows."""
        super().initStyleOption(option, index)
        state = option.state
        state &= ~_State.State_Selected
        if self.model.is_selected(index.row()):
            state |= _State.State_Selected
        option.state = state

    @guarded
    def createEditor(
        self, parent: QWidget, _option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        column = self.model.columns[index.column()]
        editor = self._class_list() if column.mark(self.model.cell(index.row())) is not None else Field()
        editor.setParent(parent)
        editor.setObjectName("row_value")
        editor.setAccessibleName(f"{column.title} of row {self.model.order[index.row()] + 1:,}")
        editor.setToolTip(
            "Choose the class, or type its name"
            if isinstance(editor, QComboBox)
            else "A number or a fraction: 0.25, −3, 1/2. Enter takes it, Escape leaves it."
        )
        return editor

    def _class_list(self) -> Choice:
        box = Choice()
        box.setEditable(True)
        box.setLineEdit(Field())
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for label, name in enumerate(self.model.experiment.data.class_names):
            box.addItem(mark_icon(self.model.theme, label), name)
        box.textActivated.connect(lambda _name: self._take(box))
        return box

    @guarded
    def eventFilter(self, editor: Any, event: QEvent) -> bool:
        """Enter takes what is there once; a list would tell of its entry, too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._take(editor)
            return True
        return super().eventFilter(editor, event)

    def _take(self, editor: QWidget) -> None:
        editor.blockSignals(True)  # a list that is left tells of its entry once more
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    @guarded
    def updateEditorGeometry(
        self, editor: QWidget, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """As wide as every digit needs, inside the table."""
        place = option.rect
        words = str(index.data(Qt.ItemDataRole.EditRole)) if not isinstance(editor, QComboBox) else ""
        place.setWidth(max(place.width(), editor.fontMetrics().horizontalAdvance(words) + 18))
        place.moveRight(min(place.right(), self._table.viewport().width() - 1))
        editor.setGeometry(place)
