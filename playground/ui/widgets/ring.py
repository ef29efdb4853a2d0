"""The ring around whatever has the keys: one for the whole window, the same around everything."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import recurring

_AWAY, _WIDE, _ROUND = 3, 2, 8  # px: from the widget to the outside of the ring; of the ring; of its corners


class FocusRing(QWidget):
    """Lies over the window and follows a widget, as far as that can be seen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._colour = "#808080"
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        self._colour = theme.accent
        self.update()

    def follow(self, widget: QWidget | None) -> None:
        """Stand around a widget, or nowhere; around the frame of one that has one."""
        widget = getattr(widget, "frame", widget)
        place = _seen(widget, self._window) if widget is not None else QRect()
        if place.isEmpty():
            self.hide()
            return
        around = place.adjusted(-_AWAY, -_AWAY, _AWAY, _AWAY).intersected(self._window.rect())
        if around != self.geometry():
            self.setGeometry(around)
            inside = self.rect().adjusted(_WIDE + 1, _WIDE + 1, -_WIDE - 1, -_WIDE - 1)
            self.setMask(QRegion(self.rect()) - QRegion(inside) + _corners(inside))
        if self.isHidden():
            self.show()
        self.raise_()

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._colour), _WIDE))
            half = _WIDE / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _ROUND, _ROUND)


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that is not scrolled out of sight, in the window."""
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):  # a viewport
            place = place.intersected(QRect(parent.mapTo(window, QPoint()), parent.size()))
        parent = parent.parentWidget()
    return place if widget.isVisible() else QRect()


def _corners(inside: QRect) -> QRegion:
    """What a round corner needs of the square inside."""
    region, side = QRegion(), _ROUND // 2
    for x in (inside.left(), inside.right() - side + 1):
        for y in (inside.top(), inside.bottom() - side + 1):
            region += QRegion(x, y, side, side)
    return region
