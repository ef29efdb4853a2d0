"""A cell of the table of rows: selected as the session says, and the field in which it is edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from playground.ui.plotting.marker_icon import SIDE, mark_icon
from playground.ui.rows.model import Index, RowModel
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.line_edit import LineEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BROAD = 11  # px of a broad letter: shorter words fit, and need not be measured
_MARGIN = 5  # px between the words and the edges of the cell


class RowCell(QStyledItemDelegate):
    """Numbers are typed; a class is chosen from a list, or its name typed.

    `is_brief` tells of a place among the columns whether its words have no room there.
    """

    def __init__(self, model: RowModel, table: QTableView, is_brief: Callable[[int], bool]) -> None:
        super().__init__(table)
        self.model, self._table, self._is_brief = model, table, is_brief

    def apply_theme(self, theme: Theme) -> None:
        slanted = style.font(12)
        slanted.setItalic(True)
        # As a rule, of what is wrong, and of what was missing.
        self._fonts = (style.font(12), style.font(12, QFont.Weight.DemiBold), slanted)
        self._metrics = [QFontMetrics(font) for font in self._fonts]
        self._ground = QColor(mix(theme.card, theme.accent, 0.16))
        self._ink, self._dim = QColor(theme.ink), QColor(theme.dim)
        self._frame = QPen(QColor(theme.accent), 1.4)

    @recurring
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """By hand: Qt would ask seven questions for every cell, and a page of them take longer than a frame.

        Qt's own selection is only how the user selects; what is selected, the session knows.
        """
        row, model, place = index.row(), self.model, option.rect
        column, cell = model.columns[index.column()], model.cell(row)
        if model.is_selected(row):
            painter.fillRect(place, self._ground)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._frame)
            painter.drawRect(place.adjusted(1, 1, -2, -2))
        room, mark = place.adjusted(_MARGIN, 0, -_MARGIN, 0), model.mark(column, cell)
        if mark is not None:
            mark.paint(painter, room.left(), place.top() + (place.height() - SIDE) // 2, SIDE, SIDE)
            room.setLeft(room.left() + SIDE + 4)
        look = 2 if cell.is_filled(column.input) else int(model.is_wrong(column, cell))
        painter.setFont(self._fonts[look])
        painter.setPen(self._dim if cell.data.test[cell.row] else self._ink)
        brief = column.brief if self._is_brief(index.column()) else None
        words = (brief or column.words)(cell)
        if len(words) * style.px(_BROAD) > room.width():
            words = self._metrics[look].elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, model.alignment(column), words)

    @guarded
    def createEditor(self, parent: QWidget, _option: Any, index: Index) -> QWidget:
        column = self.model.columns[index.column()]
        editor = self._class_list() if column.mark(self.model.cell(index.row())) is not None else LineEdit()
        editor.setParent(parent)
        editor.setObjectName("row_value")
        editor.setAccessibleName(f"{column.title} of row {self.model.order[index.row()] + 1:,}")
        editor.setToolTip(
            "Choose the class, or type its name"
            if isinstance(editor, QComboBox)
            else "A number or a fraction: 0.25, −3, 1/2. Enter takes it, Escape leaves it."
        )
        return editor

    def _class_list(self) -> ComboBox:
        box = ComboBox()
        box.setEditable(True)
        box.setLineEdit(LineEdit())
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        looks = self.model.experiment.data.looks.tolist()
        for look, name in zip(looks, self.model.names.classes, strict=True):
            box.addItem(mark_icon(self.model.theme, look), name)
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
        if not editor.blockSignals(True):  # a list that is left tells of its entry once more
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    @guarded
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """A list whose row is gone may still be told of a chosen entry: nobody is to take it."""
        editor.blockSignals(True)
        super().destroyEditor(editor, index)

    @guarded
    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        """As wide as every digit needs, inside the table."""
        place = option.rect
        words = str(index.data(Qt.ItemDataRole.EditRole)) if not isinstance(editor, QComboBox) else ""
        place.setWidth(max(place.width(), editor.fontMetrics().horizontalAdvance(words) + 18))
        place.moveRight(min(place.right(), self._table.viewport().width() - 1))
        editor.setGeometry(place)
