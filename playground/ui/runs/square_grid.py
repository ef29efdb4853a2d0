"""A grid of cells, each a square with a caption, as large as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.widgets.guard import recurring

Caption = Callable[[int], int]
"""The px above the square of a cell that is so many px wide."""

_GAP = 12  # px between cells


class SquareGrid(QWidget):
    """Chooses the number of columns that makes the squares largest."""

    def __init__(self, caption: Caption) -> None:
        super().__init__()
        self._cells: list[QWidget] = []
        self._caption = caption
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_cells(self, cells: Sequence[QWidget]) -> None:
        """Have these cells."""
        if list(cells) != self._cells:
            self._cells = list(cells)
            self.arrange()

    @recurring
    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give each its place."""
        if not self._cells:
            return
        columns, side = best_columns(len(self._cells), self.size(), self._caption)
        across = _across(self.width(), columns)
        height = self._caption(across) + side
        for place, cell in enumerate(self._cells):
            row, column = divmod(place, columns)
            cell.setGeometry(QRect(column * (across + _GAP), row * (height + _GAP), across, height))


def best_columns(count: int, size: QSize, caption: Caption) -> tuple[int, int]:
    """How many columns make the squares largest, and their side (px, 1 at least)."""

    def side(columns: int) -> int:
        rows = -(-count // columns)
        across = _across(size.width(), columns)
        return min(across, (size.height() - _GAP * (rows - 1)) // rows - caption(across))

    columns = max(range(1, count + 1), key=side)
    return columns, max(1, side(columns))


def _across(width: int, columns: int) -> int:
    return (width - _GAP * (columns - 1)) // columns
