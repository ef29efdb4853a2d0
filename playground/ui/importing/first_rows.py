"""The first rows of a table, under a header that tells of each column what it holds and takes it as input."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from playground.data import ColumnInfo
from playground.data.numbers import is_missing
from playground.ui.importing.draft import Draft
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.plain import as_tip

_LONGEST = 60  # characters of a cell that are shown
_MEASURED = 60  # columns whose width is fitted to what they hold
_NARROW, _WIDE = 96, 190  # px
_BOX = 13  # px of the box of a tick
_BESIDE_NAME = 36  # px of a column beside its name: the box, and margins

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class FirstRows(QAbstractTableModel):
    """The cells as they stand in the file; what is not used is dim."""

    def __init__(self, draft: Draft, theme: Theme) -> None:
        super().__init__()
        self.draft, self._theme = draft, theme
        self.refresh()

    def refresh(self) -> None:
        """The draft has changed."""
        self.beginResetModel()
        self.used = {*self.draft.inputs, self.draft.target}
        self.endResetModel()

    def info(self, column: int) -> ColumnInfo:
        return self.draft.preview.columns[column]

    def is_target(self, column: int) -> bool:
        return self.info(column).name == self.draft.target

    def is_used(self, column: int) -> bool:
        return self.info(column).name in self.used

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt has it
        return len(self.draft.preview.rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.draft.preview.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        cell, theme = self.draft.preview.rows[index.row()][index.column()], self._theme
        match role:
            case Role.DisplayRole:
                return _line(cell)
            case Role.TextAlignmentRole:
                number = self.info(index.column()).kind == "number"
                side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Role.BackgroundRole if self.is_target(index.column()):
                return QColor(mix(theme.card, theme.accent, 0.09))
            case Role.BackgroundRole if self.is_used(index.column()) and is_missing(cell):
                return QColor(mix(theme.card, theme.bad, 0.16))
            case Role.ForegroundRole if not self.is_used(index.column()):
                return QColor(theme.dim)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.DisplayRole:
            return f"{_line(self.info(section).name)}: {self.kind(section)}"
        if role == Role.ToolTipRole:
            use = (
                "the target"
                if self.is_target(section)
                else "an input"
                if self.is_used(section)
                else "not used"
            )
            click = "" if self.is_target(section) else "\nClick to use it as an input, or not."
            return as_tip(f"{_line(self.info(section).name)}: {self.kind(section)}; {use}.{click}")
        return None

    def kind(self, column: int) -> str:
        """What a column holds, in a few words."""
        info = self.info(column)
        count = (
            f"{info.missing:,}" if self.draft.preview.complete else "some"
        )  # there may be more farther down
        missing = f" · {count} missing" if info.missing and info.kind != "empty" else ""
        return f"{'target, ' * self.is_target(column)}{info.kind}{missing}"


class ColumnHeader(QHeaderView):
    """A box to tick, the column's name, and below it what it holds."""

    def __init__(self, rows: FirstRows, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rows, self._theme = rows, theme
        self.setObjectName("import_header")
        self.setStyleSheet(
            f"QHeaderView {{ background: {theme.chip}; border: 0; }}"
        )  # beside the last column
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(60)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), style.px(44))

    @guarded
    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        theme, px, target, used = (
            self._theme,
            style.px,
            self._rows.is_target(column),
            self._rows.is_used(column),
        )
        painter.save()
        painter.fillRect(rect, QColor(mix(theme.chip, theme.accent, 0.16) if target else theme.chip))
        painter.fillRect(rect.right(), rect.top() + 6, 1, rect.height() - 12, QColor(theme.line))
        left = rect.left() + 8
        if not target:
            side = px(_BOX)
            self._paint_box(painter, QRect(left, rect.top() + px(14) - side // 2, side, side), ticked=used)
            left += px(_BOX + 6)
        name = QRect(left, rect.top() + px(4), rect.right() - left - 5, px(19))
        kind = QRect(rect.left() + 8, rect.top() + px(23), rect.width() - 13, px(17))
        colour = theme.ink if used else theme.dim
        _write(painter, name, self._rows.info(column).name, style.font(weight=QFont.Weight.DemiBold), colour)
        accent = theme.accent if target else theme.dim
        _write(painter, kind, self._rows.kind(column), style.font(style.SMALL), accent)
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRect, *, ticked: bool) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.accent if ticked else mix(theme.dim, theme.card, 0.35)))
        painter.setBrush(QColor(theme.accent if ticked else theme.card))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            tick = style.pixmap("check", theme.on_accent, box.width() - 1)
            painter.drawPixmap(box.left() + 1, box.top() + 1, tick)


class FirstRowsView(QTableView):
    """Shows the first rows; a click on a header, or Space in a column, takes it as input or leaves it out."""

    toggled = Signal(int)

    def __init__(self, draft: Draft, theme: Theme) -> None:
        super().__init__()
        self.rows = FirstRows(draft, theme)
        self.setObjectName("import_rows")
        self.setAccessibleName("First rows of the file")
        self.setToolTip("Space switches the column on or off as an input.")
        header = ColumnHeader(self.rows, theme)
        self.setHorizontalHeader(header)
        self.setModel(self.rows)
        self.verticalHeader().hide()
        style.scaled(self.verticalHeader().setDefaultSectionSize, 24)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        header.sectionClicked.connect(self._toggle)
        self.fit()

    def refresh(self) -> None:
        """The draft has changed: the same columns keep their place."""
        column, place = self.currentIndex().column(), self.horizontalScrollBar().value()
        count = self.rows.columnCount()
        self.rows.refresh()
        self.horizontalScrollBar().setValue(place)
        self.setCurrentIndex(self.rows.index(0, min(max(0, column), count - 1)))

    def fit(self) -> None:
        """Give every column a width that suits what it holds."""
        header = self.horizontalHeader()
        header.setDefaultSectionSize(style.px(110))
        metrics = QFontMetrics(style.font(weight=QFont.Weight.DemiBold))
        for column in range(min(_MEASURED, self.rows.columnCount())):
            cells = [_line(row[column]) for row in self.rows.draft.preview.rows[:20]]
            name = metrics.horizontalAdvance(self.rows.info(column).name[:_LONGEST]) + _BESIDE_NAME
            texts = (self.rows.kind(column), *cells)
            width = max(name, *(metrics.horizontalAdvance(words) + 20 for words in texts))
            header.resizeSection(column, max(style.px(_NARROW), min(style.px(_WIDE), width)))

    def _toggle(self, column: int) -> None:
        if not self.rows.is_target(column):
            self.toggled.emit(column)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().column())
        else:
            super().keyPressEvent(event)


def _line(cell: str) -> str:
    """A cell as it fits on a line: it may be a book."""
    line = " ".join(cell[: 2 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _write(painter: QPainter, place: QRect, words: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    short = painter.fontMetrics().elidedText(_line(words), Qt.TextElideMode.ElideMiddle, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, short)
