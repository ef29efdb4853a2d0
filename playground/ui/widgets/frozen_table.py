"""A table whose first column stays in view while the others scroll beneath it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from playground.ui.widgets.guard import guarded

_Hint = QAbstractItemView.ScrollHint


class _First(QTableView):
    """The first column once more, above the same rows of the same model; the keys stay with the table."""

    def scrollTo(
        self, _index: QModelIndex | QPersistentModelIndex, _hint: _Hint = _Hint.EnsureVisible
    ) -> None:
        """Never by itself: it goes with the table."""


class FrozenTable(QTableView):
    """`first` lies over the first column; both have their header, whose clicks are those of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.first = first = _First(self)
        first.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for table in (self, first):
            table.setShowGrid(False)
            table.setWordWrap(False)
            table.setFrameShape(QTableView.Shape.NoFrame)
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            table.verticalHeader().hide()
            head = table.horizontalHeader()
            head.setSectionsClickable(True)
            head.setHighlightSections(False)
            head.setSortIndicatorShown(True)
            head.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for bar in (first.setVerticalScrollBarPolicy, first.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(first.verticalScrollBar().setValue)
        first.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        head = self.horizontalHeader()
        head.sectionResized.connect(self._follow)
        head.geometriesChanged.connect(self._follow)
        head.sortIndicatorChanged.connect(self._mark_sorted)
        first.horizontalHeader().sectionClicked.connect(head.sectionClicked)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.first.setModel(model)
        self.first.setSelectionModel(self.selectionModel())

    def scrollTo(self, index: QModelIndex | QPersistentModelIndex, hint: _Hint = _Hint.EnsureVisible) -> None:
        """A cell is in view only right of the first column."""
        super().scrollTo(index, hint)
        hidden = self.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def _mark_sorted(self, column: int, order: Qt.SortOrder) -> None:
        self.first.horizontalHeader().setSortIndicator(column, order)

    def _follow(self, *_: object) -> None:
        """Over the first column, as wide and as high."""
        view, head = self.viewport().geometry(), self.horizontalHeader()
        self.first.setVisible(head.count() > 0)
        self.first.horizontalHeader().setFixedHeight(head.height())
        self.first.setColumnWidth(0, self.columnWidth(0))
        self.first.setGeometry(view.left(), head.y(), self.columnWidth(0), view.bottom() + 1 - head.y())
