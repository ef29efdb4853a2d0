"""The pictures of many networks in rows, as large as there is room for; Tab comes in, arrow keys go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from playground.ui.many.tile import Tile
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import recurring

_GAP, _LEAST = 6, 40  # px between pictures, and along the side of the smallest


class Tiles(QScrollArea):
    """`pressed` tells the place of the one that is to be adopted; pictures have so many px at most."""

    pressed = Signal(int)

    def __init__(self, name: str, theme: Theme, kind: type[Tile] = Tile, most: int = 130) -> None:
        super().__init__()
        self._kind, self._most = kind, most
        self._name, self._theme = name, theme
        self.tiles: list[Tile] = []
        self._rows = 0  # 0: as many as make the pictures largest
        self._inside = QWidget()
        self._group = Group(self._inside)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        self.setMinimumSize(1, style.px(_LEAST) + kind.label_height())

    def show_count(self, count: int) -> None:
        """Have so many tiles: those that stay, stay."""
        if count == len(self.tiles):
            return
        for tile in self.tiles[count:]:
            tile.hide()
            tile.deleteLater()
        del self.tiles[count:]
        for place in range(len(self.tiles), count):
            self.tiles.append(self._new(place))
        self._group.take(self.tiles)
        self._lay_out()

    def stand_in(self, rows: int) -> None:
        """Have so many rows, and no more room than they take."""
        self._rows = rows
        self._lay_out()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for tile in self.tiles:
            tile.apply_theme(theme)
        self._lay_out()

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _new(self, place: int) -> Tile:
        tile = self._kind(self._name, self._theme)
        tile.setParent(self._inside)
        tile.clicked.connect(lambda: self.pressed.emit(place))
        tile.show()
        return tile

    def _lay_out(self) -> None:
        count = len(self.tiles)
        if not count:
            return
        view, label = self.maximumViewportSize(), self._kind.label_height()
        columns, side = self._arranged(view.width(), view.height())
        if -(-count // columns) * (side + label + _GAP) > view.height() + _GAP:  # a bar takes some room
            columns, side = self._arranged(view.width() - 10, 0)
        width = self.viewport().width() if self.verticalScrollBar().isVisible() else view.width()
        pitch = (width + _GAP) // columns  # what is left of the room stands between them
        for place, tile in enumerate(self.tiles):
            row, column = divmod(place, columns)
            tile.setGeometry(column * pitch, row * (side + label + _GAP), pitch - _GAP, side + label)
        rows = -(-count // columns)
        self._inside.resize(columns * pitch - _GAP, rows * (side + label + _GAP) - _GAP)

    def _arranged(self, width: int, height: int) -> tuple[int, int]:
        """How many columns, and the side of a picture (px): the largest that has room, but no smaller than
        can be seen; then they are scrolled.
        """
        if self._rows:
            return self._in_rows(width, height)
        count, label, least = len(self.tiles), self._kind.label_height(), style.px(_LEAST)
        most, needed = style.px(self._most), max(least, style.px(self._kind.ROOM))
        best = (min(count, max(1, (width + _GAP) // (needed + _GAP))), least)
        for columns in range(1, best[0] + 1):
            rows = -(-count // columns)
            across = (width + _GAP) // columns - _GAP
            upright = (height + _GAP) // rows - _GAP - label
            side = min(across, upright, most)
            if side > best[1]:
                best = columns, side
        return best

    def _in_rows(self, width: int, height: int) -> tuple[int, int]:
        columns, label = -(-len(self.tiles) // self._rows), self._kind.label_height()
        side = min((width + _GAP) // columns - _GAP, style.px(self._most))
        self.setMaximumHeight(self._rows * (side + label + _GAP) - _GAP)
        upright = (height + _GAP) // self._rows - _GAP - label
        return columns, max(style.px(_LEAST), min(side, upright))
