"""One of many networks: its picture, its name and a figure; a press adopts it."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from playground.ui.plotting.small_view import SmallView
from playground.ui.theme import draw_text, style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import recurring

_LABEL = 16  # px of a line below a picture
_ROUND, _EDGE, _TICK = 5.0, 2, 14  # px: corners, edge of a picture, and of the tick
_BOLD, _WIDEST = QFont.Weight.DemiBold, "0.0000"  # the widest figure


class Shown(Struct, frozen=True):
    """What a tile shows. `marked`: the present run is this one; `widest`: the longest short name of all;
    `lines`, each in a few wordings, the longest first, and `colour`: of a race.
    """

    name: str
    short: str
    widest: str
    figure: str
    told: str
    solved: bool = False
    diverged: bool = False
    marked: bool = False
    lines: tuple[tuple[str, ...], ...] = ()
    colour: str = ""


class Tile(QAbstractButton):
    """`view` is its picture; None: none yet, or nothing to be drawn. `LINES` stand below it."""

    LINES: ClassVar[int] = 1
    ROOM: ClassVar[int] = 0  # px that they need at least
    CENTRED: ClassVar[bool] = True  # the picture in its column

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.theme = theme
        self.setAccessibleDescription("Press to adopt it")
        self.shown = Shown("", "", "", "", "")
        self.view: SmallView | None = None

    def show_run(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self.setAccessibleName(f"{shown.name}: {shown.told}")
            self.setToolTip(f"{shown.name}: {shown.told}.\nClick, or press Enter, to adopt it.")
            self.update()

    def show_view(self, view: SmallView | None) -> None:
        self.view = view
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    @classmethod
    def label_height(cls) -> int:
        """What its lines take (px)."""
        return style.px(_LABEL * cls.LINES)

    def sizeHint(self) -> QSize:
        return QSize(style.px(56), style.px(56) + self.label_height())

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, label = self.theme, self.label_height()
        side = min(self.width(), self.height() - label) - 2 * _EDGE
        left = (self.width() - side) // 2 if self.CENTRED else _EDGE
        picture = QRectF(left, _EDGE, side, side)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_picture(painter, picture)
            self._paint_edge(painter, picture)
            self.paint_label(painter, QRectF(1, self.height() - label, self.width() - 2, label))
            if self.shown.solved:
                _paint_tick(painter, picture, theme)

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        theme = self.theme
        if self.view is not None and not self.shown.diverged:
            self.view.draw(painter, place, theme)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.chip))
        painter.drawRoundedRect(place, _ROUND, _ROUND)
        if self.shown.diverged:
            inside = place.adjusted(2, 0, -2, 0)
            draw_text.write(painter, inside, "diverged", theme.dim)

    def _paint_edge(self, painter: QPainter, place: QRectF) -> None:
        theme = self.theme
        strong = self.shown.marked or self.isDown()
        if strong or self.underMouse():
            painter.setPen(QPen(QColor(theme.accent), theme.stroke(2.0 if strong else 1.0)))
        else:
            painter.setPen(QPen(QColor(mix(theme.line, theme.dim, 0.25)), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, _ROUND, _ROUND)

    def paint_label(self, painter: QPainter, place: QRectF) -> None:
        """The name on the left, the figure on the right; where room lacks, the name alone."""
        shown, theme = self.shown, self.theme
        weight = QFont.Weight.DemiBold if shown.marked else QFont.Weight.Normal
        needed = sum(draw_text.width(words, style.SMALL, _BOLD) for words in (shown.widest, _WIDEST))
        beside = needed + style.px(4) <= place.width()
        painter.setFont(style.font(style.SMALL, weight))
        painter.setPen(QColor(theme.accent if shown.marked else theme.dim))
        name = draw_text.elided(shown.short, style.SMALL, weight, place.width())
        left = Qt.AlignmentFlag.AlignLeft if beside else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | left, name)
        if beside and not shown.diverged:
            painter.setPen(QColor(theme.ink if shown.solved else theme.dim))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown.figure)


def _paint_tick(painter: QPainter, picture: QRectF, theme: Theme) -> None:
    """In a corner of the picture, on a ground of its own."""
    side = style.px(_TICK)
    place = QRectF(picture.right() - side - 2, picture.top() + 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.card))
    painter.drawEllipse(place)
    painter.drawPixmap(place.adjusted(2, 2, -2, -2).toRect(), style.pixmap("check", theme.ink))
