"""The room that a screen has for a window, with the frame that the desktop puts around it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QStyle, QWidget

_EDGE = 4  # px of a frame beside the title bar, if the desktop has not told yet


def room_for(window: QWidget) -> QSize:
    """The largest size a window can have so that its title bar is on the screen, too."""
    return window.screen().availableSize() - _frame(window)


def bring_inside(window: QWidget) -> None:
    """Once the desktop has put its frame around it: make the window smaller and move it as far as need be."""
    if window.isMaximized() or window.isFullScreen():
        return
    screen, outside = window.screen().availableGeometry(), window.frameGeometry()
    frame = outside.size() - window.size()
    window.resize(window.size().boundedTo(screen.size() - frame))
    outside = QRect(outside.topLeft(), window.size() + frame)
    left = max(screen.left(), min(outside.left(), screen.right() + 1 - outside.width()))
    top = max(screen.top(), min(outside.top(), screen.bottom() + 1 - outside.height()))
    if (left, top) != outside.topLeft().toTuple():
        window.move(left, top)


def _frame(window: QWidget) -> QSize:
    """What the frame adds, as far as it is known."""
    known = window.frameGeometry().size() - window.size()
    if not known.isEmpty():
        return known
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    return QSize(2 * _EDGE, title + 2 * _EDGE)
