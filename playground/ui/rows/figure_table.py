"""A small table of figures with names on top and down the side: a confusion matrix, figures of each class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QIcon, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from playground.data import disarmed
from playground.ui.plotting.marker_icon import SIDE, mark_icon
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.plain import as_tip

_HEIGHT, _LOW, _MANY = 26, 20, 7  # px of a row, and of one of so many or more
_SEEN = 10  # rows that are seen without scrolling the table itself
_WIDEST = 130  # px of a name
_BAR = 10  # px of a scroll bar
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_SIDES = (Qt.Orientation.Horizontal, Qt.Orientation.Vertical)

Index = QModelIndex | QPersistentModelIndex


class Name(Struct, frozen=True):
    """A row or a column: its words, what it means, and the look of the class whose mark stands before it."""

    words: str
    tip: str
    look: int | None = None


class Figure(Struct, frozen=True):
    """A cell: its words, what they mean, and how strong the ground is (0 to 1), as `right` or as wrong."""

    words: str
    tip: str
    share: float = 0.0
    right: bool = True


class GridModel(QAbstractTableModel):
    """Asks for a figure when it is seen."""

    theme: Theme

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[Qt.Orientation, tuple[Name, ...]] = dict.fromkeys(_SIDES, ())
        self._figure: Callable[[int, int], Figure] = lambda row, column: Figure("", "")
        self._icons: dict[int, QIcon] = {}

    def show(
        self, down: tuple[Name, ...], across: tuple[Name, ...], figure: Callable[[int, int], Figure]
    ) -> bool:
        """Show `figure(row, column)` under these names; says whether the names are others."""
        self._figure = figure
        names = dict(zip(_SIDES, (across, down), strict=True))
        if names != self.names:
            self.beginResetModel()
            self.names = names
            self.endResetModel()
            return True
        return False

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._icons.clear()

    def rowCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self.names[Qt.Orientation.Vertical])

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self.names[Qt.Orientation.Horizontal])

    @recurring
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if section >= len(self.names[orientation]):
            return None
        name = self.names[orientation][section]
        if role == _Role.DecorationRole and name.look is not None:
            if name.look not in self._icons:
                self._icons[name.look] = mark_icon(self.theme, name.look)
            return self._icons[name.look]
        return {_Role.DisplayRole: name.words, _Role.ToolTipRole: as_tip(name.tip)}.get(_Role(role))

    @recurring
    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role == _Role.TextAlignmentRole:
            return _CENTRE
        if role not in (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole, _Role.BackgroundRole):
            return None
        figure = self._figure(index.row(), index.column())
        if role == _Role.BackgroundRole:
            colour = self.theme.accent if figure.right else self.theme.bad
            return QBrush(QColor(mix(self.theme.card, colour, 0.55 * figure.share))) if figure.share else None
        if role == _Role.ToolTipRole:
            return as_tip(figure.tip)
        return figure.words if role == _Role.DisplayRole else figure.tip

    def text(self, corner: str) -> str:
        """All of it, tab-separated."""
        across, down = (self.names[side] for side in _SIDES)
        lines = ["\t".join([corner, *(disarmed(name.words) for name in across)])]
        for row, name in enumerate(down):
            figures = (self._figure(row, column).words for column in range(len(across)))
            lines.append("\t".join([disarmed(name.words), *figures]))
        return "\n".join(lines)


class TopNames(QHeaderView):
    """The names on top, each in the middle of its column, with its mark right before it."""

    def __init__(self, figures: GridModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._figures = figures

    @recurring
    def paintSection(self, painter: QPainter, place: QRect, section: int) -> None:
        words, mark = self.parts(place, section)
        name = self._figures.names[Qt.Orientation.Horizontal][section].words
        painter.setFont(style.font(style.SMALL))
        painter.setPen(QColor(self._figures.theme.dim))
        fitting = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, fitting)
        if not mark.isEmpty():
            icon = self._figures.headerData(section, Qt.Orientation.Horizontal, _Role.DecorationRole)
            icon.paint(painter, mark)

    def parts(self, place: QRect, section: int) -> tuple[QRect, QRect]:
        """Where its words and its mark stand; the mark is empty where it has none."""
        name = self._figures.names[Qt.Orientation.Horizontal][section]
        beside = 0 if name.look is None else SIDE + 2
        wide = QFontMetrics(style.font(style.SMALL)).horizontalAdvance(name.words) + 1
        wide = min(wide, place.width() - beside - 4)
        left = place.left() + (place.width() - wide - beside) // 2
        high = SIDE if beside else 0
        mark = QRect(left, place.center().y() + 1 - high // 2, high, high)
        return QRect(left + beside, place.top(), wide, place.height()), mark


class Grid(QTableView):
    """The table, as large as what is in it; `chosen` tells the row and the column that were clicked."""

    chosen = Signal(int, int)

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.figures = GridModel()
        self._widest = ""
        self.setHorizontalHeader(TopNames(self.figures, self))
        self.setModel(self.figures)
        self.figures.setParent(self)  # so that it is known which part of the window it belongs to
        style.write(self, 12)
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)  # Tab leaves the table, as it leaves every other control
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionsClickable(False)
            head.setHighlightSections(False)
            head.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names often begin alike
            head.setMinimumSectionSize(20)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        style.scaled(self.horizontalHeader().setFixedHeight, _HEIGHT)
        self.clicked.connect(lambda index: self.chosen.emit(index.row(), index.column()))

    def apply_theme(self, theme: Theme) -> None:
        self.figures.apply_theme(theme)
        self.setStyleSheet(
            f"QTableView {{ selection-background-color: {mix(theme.card, theme.accent, 0.3)};"
            f" selection-color: {theme.ink}; }}"
            f"QHeaderView, QTableCornerButton::section {{ background: {theme.card}; border: 0; }}"
            f"QHeaderView::section {{ background: {theme.card}; color: {theme.dim}; border: 0;"
            f" padding: 0 4px; font-size: {style.px(style.SMALL)}px; }}"
        )
        self._fit()
        self.viewport().update()

    def show_figures(
        self,
        down: tuple[Name, ...],
        across: tuple[Name, ...],
        figure: Callable[[int, int], Figure],
        widest: str,
    ) -> None:
        """Show `figure(row, column)` under these names; no figure is wider than `widest`."""
        others = self.figures.show(down, across, figure)
        if others or widest != self._widest:
            self._widest = widest
            self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        """Names in full as long as there is room; the figures always."""
        head, side = self.horizontalHeader(), self.verticalHeader()
        side.setDefaultSectionSize(style.px(_LOW if self.figures.rowCount() >= _MANY else _HEIGHT))
        named = {way: _widest(self.figures.names[way]) for way in _SIDES}
        side.setFixedWidth(min(named[Qt.Orientation.Vertical], style.px(_WIDEST)))
        room = (self.width() - side.width() - _BAR) // max(1, self.figures.columnCount())
        least = QFontMetrics(style.font(12)).horizontalAdvance(self._widest) + 14
        head.setDefaultSectionSize(max(least, min(named[Qt.Orientation.Horizontal], style.px(_WIDEST), room)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.verticalHeader().width() + self.horizontalHeader().length()
        high = self.horizontalHeader().height() + self.verticalHeader().length() + 2
        return QSize(wide, high + (_BAR if wide > self.width() else 0))

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Whole, unless it is long: what is around it is scrolled, and not the one inside the other."""
        return QSize(80, min(self.sizeHint().height(), style.px(_HEIGHT + _SEEN * _LOW) + _BAR))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses a cell; the single keys of the window keep their meaning."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.chosen.emit(index.row(), index.column())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _widest(names: tuple[Name, ...]) -> int:
    """Px that the longest name takes, with its mark."""
    metrics = QFontMetrics(style.font(style.SMALL))
    return max((metrics.horizontalAdvance(name.words) for name in names), default=0) + 42
