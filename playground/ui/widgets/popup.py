"""What opens above the window for a moment, menus and lists of choices: round corners, the choice marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from playground.ui.theme import style
from playground.ui.widgets.guard import recurring

_RADIUS = 8  # px, as in the style sheet
_TICK, _BESIDE = 14, 28  # px: of the tick, and what it takes beside the words


class Menu(QMenu):
    """A menu with round corners; in a low window it scrolls in its one column."""

    def __init__(self, parent: QWidget, title: str = "") -> None:
        super().__init__(title, parent)
        round_off(self)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut(self)


class Entries(QStyledItemDelegate):
    """The entries of a list of choices: a tick at the one that is chosen, a thin line between groups."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + style.px(_BESIDE), 9 if _is_line(index) else hint.height())

    @recurring
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place: QRect = option.rect
        ink = option.palette.text().color()
        if _is_line(index):
            ink.setAlphaF(0.15)
            painter.setPen(QPen(ink, 1))
            painter.drawLine(place.left() + 6, place.center().y(), place.right() - 6, place.center().y())
            return
        super().paint(painter, option, index)
        if index.row() == self._box.currentIndex():
            tick = style.px(_TICK)
            left, top = place.right() - tick - 6, place.center().y() - tick // 2
            painter.drawPixmap(left, top, style.pixmap("check", ink.name(), tick))


def round_off(popup: QWidget) -> None:
    """Let the corners that the style sheet leaves free be free; before it is first shown."""
    popup.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    popup.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)  # it would be that of a square
    if not _is_cut():
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def cut(popup: QWidget) -> None:
    """Cut the corners off where nobody may be there to mix a translucent window with what is below."""
    if _is_cut():
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(popup.rect()), _RADIUS, _RADIUS)
        popup.setMask(QRegion(outline.toFillPolygon().toPolygon()))


def _is_cut() -> bool:
    """A translucent window would be black at the corners' edge where nobody mixes."""
    return QGuiApplication.platformName() == "xcb"


def _is_line(index: QModelIndex | QPersistentModelIndex) -> bool:
    return index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "separator"
