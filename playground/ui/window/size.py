"""The room that a screen has for a window with the desktop's frame, and a window for large text."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QStyle, QWidget

from playground.errors import PlaygroundError
from playground.session import TEXT_SIZES

_EDGE = 4  # px of a frame beside the title bar, if the desktop has not told yet
_LEAST = 640, 360  # px at a text size of 100 % in which everything has its place


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


def room_for_text(percent: int) -> QSize:
    """The least size of a window in which text of this size has room."""
    wide, high = _LEAST
    return QSize(math.ceil(wide * percent / 100), math.ceil(high * percent / 100))


def fitting_text(wanted: float, window: QSize) -> int:
    """The text size that is wanted, or the largest that has room in such a window."""
    fits = [size for size in TEXT_SIZES if room_for_text(size).boundedTo(window) == room_for_text(size)]
    return max((size for size in fits if size <= wanted), default=TEXT_SIZES[0])


def next_text(present: int, steps: int, window: QSize, sizes: Sequence[int] = TEXT_SIZES) -> int:
    """The text size so many steps up or down, 0 for the normal one; refused where it has no room."""
    place = min(max(bisect_left(sizes, present) + steps, 0), len(sizes) - 1) if steps else 0
    size, least = sizes[place], room_for_text(sizes[place])
    if steps > 0 and fitting_text(size, window) != size:
        needed = f"{least.width():,} × {least.height():,} px"
        raise PlaygroundError(
            f"Text of {size} % has no room in this window.", f"It needs a window of {needed} or more."
        )
    return size


def _frame(window: QWidget) -> QSize:
    """What the frame adds, as far as it is known."""
    known = window.frameGeometry().size() - window.size()
    if not known.isEmpty():
        return known
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    return QSize(2 * _EDGE, title + 2 * _EDGE)
