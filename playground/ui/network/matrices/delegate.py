"""A cell of the matrices: its lock, and the field in which its number is changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from playground.errors import PlaygroundError
from playground.ui.network.matrices.model import MatrixModel
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.line_edit import LineEdit, set_error_state

_LOCK, _WIDEST = 10, 220  # px: the side of a lock, the width of what is said below the field
_MARGIN = 8  # px between the digits and the edges of the field
_ENTER, _TABS = (Qt.Key.Key_Return, Qt.Key.Key_Enter), (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_Hint = QAbstractItemDelegate.EndEditHint
_State = QStyle.StateFlag
_AFTER = {Qt.Key.Key_Tab: _Hint.EditNextItem, Qt.Key.Key_Backtab: _Hint.EditPreviousItem}


class MatrixCell(QStyledItemDelegate):
    """Enter takes what is typed; what is no number is refused at the cell, and the field stays open.

    Escape, and leaving the field with what cannot be taken, puts the old number back.
    """

    def __init__(self, model: MatrixModel, table: QTableView) -> None:
        super().__init__(table)
        self.model, self._room = model, table.viewport()
        self.problem = plain_label("", "bubble", style.SMALL)
        self.problem.setParent(self._room)
        self.problem.setObjectName("matrix_problem")
        self.problem.setWordWrap(True)
        self.problem.hide()

    def apply_theme(self, theme: Theme) -> None:
        self._lock = style.pixmap("lock", theme.ink, _LOCK)
        self._frame = QPen(QColor(theme.accent), 2)
        self._frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)

    @recurring
    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        place: QRect = option.rect
        plain = QStyleOptionViewItem(option)  # the chosen cell keeps its own colour, and gets a frame
        plain.state &= ~(_State.State_Selected | _State.State_HasFocus)
        super().paint(painter, plain, index)
        painter.save()
        if option.state & _State.State_Selected:
            painter.setPen(self._frame)
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        if self.model.locked(index):
            painter.drawPixmap(place.left() + 4, place.center().y() - _LOCK // 2, self._lock)
        painter.restore()

    # --- the field ---------------------------------------------------------------------------------

    @guarded
    def createEditor(self, parent: QWidget, _option: Any, index: Any) -> QWidget:
        field = LineEdit(parent)
        field.setObjectName("matrix_value")
        field.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        field.setToolTip("A number or a fraction: 0.25, −3, 1/2")
        field.textEdited.connect(lambda: self._say(field, ""))
        self._index = QPersistentModelIndex(index)
        return field

    @guarded
    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Any) -> None:
        """As wide as all the digits need, inside the table."""
        assert isinstance(editor, QLineEdit)
        place = QRect(option.rect)
        digits = editor.text() or index.data(Qt.ItemDataRole.EditRole)
        place.setWidth(max(place.width(), editor.fontMetrics().horizontalAdvance(digits) + 2 * _MARGIN))
        place.moveRight(min(place.right(), self._room.width() - 1))
        editor.setGeometry(place)
        self._place(editor)

    @guarded
    def destroyEditor(self, editor: QWidget, index: Any) -> None:
        self.problem.hide()
        super().destroyEditor(editor, index)

    @guarded
    def eventFilter(self, editor: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() in (*_ENTER, *_TABS):  # type: ignore[attr-defined]
            if self._take(editor):
                self.closeEditor.emit(editor, _AFTER.get(event.key(), _Hint.NoHint))  # type: ignore[attr-defined]
            return True
        return super().eventFilter(editor, event)

    def _take(self, field: QLineEdit) -> bool:
        try:
            self.model.take(self._index, field.text())
        except PlaygroundError as error:
            self._say(field, str(error))
            return False
        return True

    def _say(self, field: QLineEdit, problem: str) -> None:
        """Why the number was refused, below the field, which turns red."""
        set_error_state(field, bad=bool(problem))
        field.setAccessibleDescription(problem)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._place(field)

    def _place(self, field: QWidget) -> None:
        """Below the field; above it where there is no room."""
        bubble, room = self.problem, self._room.rect()
        wide = min(style.px(_WIDEST), room.width())
        bubble.resize(wide, bubble.heightForWidth(wide))
        top = field.geometry().bottom() + 4
        if top + bubble.height() > room.bottom():
            top = field.y() - 4 - bubble.height()
        left = min(field.x(), room.right() - wide)
        bubble.move(QPoint(max(0, left), max(0, top)))
        bubble.raise_()
