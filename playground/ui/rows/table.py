"""The table of rows: selecting, sorting and editing by mouse and keys."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QItemSelectionRange, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from playground.arrays import RowIndices
from playground.session import Session
from playground.ui.plotting.marker_icon import SIDE
from playground.ui.rows.delegate import RowCell
from playground.ui.rows.fitting import Need, fitted, least_widths, needs_of
from playground.ui.rows.head import PADDING, RowHead
from playground.ui.rows.model import RowModel
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.own_keys import keeps

_HEIGHT = 25  # px of a row
_RANGES = 1000  # selections in more pieces would take Qt longer than a frame: they are only painted
_NUMBER_STARTS = "0123456789+-−.,"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_Flag = QItemSelectionModel.SelectionFlag


class RowTable(QTableView):
    """Rows in the order of the model; what is selected here is selected everywhere.

    Keys: the single keys of the window keep their meaning here, too (Space plays, S steps). In a cell of
    numbers, a digit, a sign or a point begins an edit; everywhere F2 and Enter do.
    """

    focus_released = Signal()  # by Escape
    menu_wanted = Signal(object)  # at a QPoint of the screen
    erase_wanted = Signal()
    copy_wanted = Signal()
    was_fitted = Signal()  # the columns to other room

    def __init__(self, session: Session, model: RowModel) -> None:
        super().__init__()
        self.session, self.rows = session, model
        self.setObjectName("row_table")
        self.setAccessibleName("Table of the rows")
        self._showing = True  # what is selected already stays so
        self.setModel(model)
        model.setParent(self)  # so that it is known which part of the window it belongs to
        self._showing = False
        self._needs: list[Need] = []
        self._fitted: list[int] = []  # px of the columns, as `fit` found them
        self.all_inputs = False  # they are scrolled where they have no room
        self.cell = RowCell(model, self, self.is_brief)
        self.setItemDelegate(self.cell)
        style.write(self, 12)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table, as it leaves every other control
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalHeader(RowHead(model, self))
        self.verticalHeader().hide()
        style.scaled(self.verticalHeader().setMinimumSectionSize, _HEIGHT)
        style.scaled(self.verticalHeader().setDefaultSectionSize, _HEIGHT)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            # With the table's own, a header would ask of every selected row whether all of it is selected.
            header.setSelectionModel(QItemSelectionModel(model, header))
        self._fitted_at = style.px(100)

    def apply_theme(self, theme: Theme) -> None:
        self.rows.apply_theme(theme)
        self.cell.apply_theme(theme)
        self.setStyleSheet(
            f"QHeaderView {{ background: {theme.card}; border: 0; }}"
            f"QHeaderView::section {{ background: {theme.card}; color: {theme.dim}; border: 0;"
            f" border-bottom: 1px solid {theme.line}; padding: 0 {PADDING}px;"
            f" font-size: {style.px(style.SMALL)}px; }}"
            f"QHeaderView::section:hover {{ color: {theme.ink}; }}"
        )
        if self._fitted_at != style.px(100):
            self.fit()
        self.viewport().update()

    def fit(self) -> None:
        """Every column as wide as its name and the first rows need; with less room, they give way."""
        self._fitted_at = style.px(100)
        self._needs = needs_of(self.rows, self.horizontalHeader().minimumSectionSize(), self.axes)
        kept = [need._replace(spare=0) for need in self._needs] if self.all_inputs else self._needs
        self._fitted = fitted(kept, self.viewport().width())
        for place, wide in enumerate(self._fitted):
            self.setColumnHidden(place, not wide)
            if wide:
                self.setColumnWidth(place, wide)
        here = self.currentIndex()
        if here.isValid() and self.isColumnHidden(here.column()):  # nobody types unseen
            self.selectionModel().setCurrentIndex(here.siblingAtColumn(0), _Flag.NoUpdate)
        self.was_fitted.emit()

    @property
    def axes(self) -> tuple[int, ...]:
        """The inputs on the axes of the canvas."""
        plane = self.session.view.plane
        return (plane.x,) if plane.y is None else (plane.x, plane.y)

    @property
    def left_out(self) -> int:
        """How many inputs have no room; also while all are scrolled."""
        shown = fitted(self._needs, self.viewport().width()) if self.all_inputs else self._fitted
        return sum(
            not px and one.input is not None for px, one in zip(shown, self.rows.columns, strict=False)
        )

    @property
    def least_widths(self) -> list[int]:
        """The px that all columns need, all but the first to be left out, all but two, and so on."""
        return least_widths(self._needs)

    def is_brief(self, place: int) -> bool:
        """Whether a column has no room for all its words."""
        return place < len(self._needs) and self.columnWidth(place) < self._needs[place].whole

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """With other room the columns may have to give way, or need not: unless somebody has moved them."""
        super().resizeEvent(event)
        if self._fitted and self._fitted == [self.columnWidth(place) for place in range(len(self._fitted))]:
            self.fit()

    # --- selecting ---------------------------------------------------------------------------------

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """The user has selected: these rows are selected everywhere."""
        super().selectionChanged(selected, deselected)
        if not self._showing and self.rows.current:
            self.session.points.select(self._selected_rows())

    def _selected_rows(self) -> RowIndices:
        """The rows of the dataset that Qt knows as selected, ascending."""
        ranges = self.selectionModel().selection().toList()
        chosen = [self.rows.order[one.top() : one.bottom() + 1] for one in ranges]
        return np.sort(np.concatenate(chosen)) if chosen else np.empty(0, dtype=np.intp)

    def show_selection(self, *, follow: bool) -> None:
        """Show what is selected; if it was selected elsewhere, `follow` scrolls to the first such row."""
        rows = self.session.points.selected
        self.rows.show_selected(rows)
        self.viewport().update()
        if np.array_equal(rows, self._selected_rows()):
            return
        places = np.sort(self.rows.places[rows])
        self._showing = True
        self.selectionModel().select(self._ranges(places), _Flag.ClearAndSelect)
        if follow and len(places):
            first = self.model().index(int(places[0]), max(0, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
            self.scrollTo(first)
        self._showing = False

    def forget_selection(self) -> None:
        """Before another order: Qt would carry every selected cell over, one by one."""
        self._showing = True
        self.selectionModel().clearSelection()
        self._showing = False

    def _ranges(self, places: RowIndices) -> QItemSelection:
        """Rows of the table as Qt's ranges; none at all where they would be too many."""
        cuts = [0, *(np.flatnonzero(np.diff(places) > 1) + 1).tolist(), len(places)]
        found, last = QItemSelection(), self.rows.columnCount() - 1
        if not len(places) or len(cuts) > _RANGES:
            return found
        for start, stop in pairwise(cuts):
            top, bottom = int(places[start]), int(places[stop - 1])
            found.append(QItemSelectionRange(self.rows.index(top, 0), self.rows.index(bottom, last)))
        return found

    # --- keys --------------------------------------------------------------------------------------

    def keyboardSearch(self, _text: str) -> None:
        """Letters are the keys of the window; a search would ask for a million rows."""

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something in a table, before a shortcut takes them."""
        return keeps(event, self._own) or super().event(event)

    def _own(self, event: QKeyEvent) -> bool:
        keys = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
        if any(event.matches(key) for key in keys) or self._starts_edit(event):
            return True
        plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        return plain and event.key() in (Qt.Key.Key_Delete, *_ENTER, *_ENDS)

    def _starts_edit(self, event: QKeyEvent) -> bool:
        """Whether the key begins a number in a cell of numbers."""
        index, typed = self.currentIndex(), event.text()
        if not index.isValid() or not typed or typed not in _NUMBER_STARTS:
            return False
        column = self.rows.columns[index.column()]
        return column.edits and column.mark(self.rows.cell(index.row())) is None

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in _ENTER:
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.focus_released.emit()
        elif key == Qt.Key.Key_Delete:
            self.erase_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif key in _ENDS and self.rows.rowCount():
            self._go_to(range(self.rows.rowCount())[_ENDS[key]], event)
        elif event.text().isprintable() and event.text() and not self._starts_edit(event):
            event.ignore()  # a key of the window, or none
        else:
            super().keyPressEvent(event)

    def _go_to(self, row: int, event: QKeyEvent) -> None:
        """To a row; with Shift, all up to it are selected."""
        before = self.currentIndex()
        index = self.rows.index(row, max(0, before.column()))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and before.isValid():
            top, bottom = sorted((before.row(), row))
            last = self.rows.columnCount() - 1
            reach = QItemSelection(self.rows.index(top, 0), self.rows.index(bottom, last))
            self.selectionModel().select(reach, _Flag.Select)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
