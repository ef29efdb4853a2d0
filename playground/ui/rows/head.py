"""The names of the columns, above the table of rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from playground.ui.rows.model import RowModel
from playground.ui.theme import style
from playground.ui.widgets.eliding import elided_apart
from playground.ui.widgets.guard import recurring

PADDING = 5  # px at either side of a name
_ROUNDED = 1  # px: a name that fits by its whole px may be a little wider


class RowHead(QHeaderView):
    """Names that have no room are cut so that they stay told apart: sepal_le… and sepal_wi…."""

    def __init__(self, rows: RowModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = rows
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        style.scaled(self.setFixedHeight, 28)

    @recurring
    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        option.text = self.shown(section)

    def shown(self, section: int) -> str:
        """What there is room for of a name, and the arrow of the order in which the rows stand."""
        titles = [column.title for column in self._rows.columns]
        title = titles[section]
        arrow = str(self._rows.headerData(section, Qt.Orientation.Horizontal)).removeprefix(title)
        metrics = QFontMetrics(style.font(style.SMALL))
        room = self.sectionSize(section) - 2 * PADDING - metrics.horizontalAdvance(arrow) + _ROUNDED
        return elided_apart(title, titles, metrics, room, Qt.TextElideMode.ElideRight) + arrow
