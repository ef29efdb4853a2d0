"""Writing in the diagram: lines of text that shrink to their room, and chips with a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from playground.ui import style
from playground.ui.theme import Theme

_LEAST = 8  # px: smaller figures are left out
_LINE = 16.0  # px from line to line in a chip
BOLD, PLAIN = QFont.Weight.DemiBold, QFont.Weight.Normal


@cache
def font(size: int, weight: QFont.Weight) -> QFont:
    """The app's font, made once for each size and weight."""
    return style.font(size, weight)


@cache
def metrics(size: int, weight: QFont.Weight) -> QFontMetricsF:
    """What can be measured of it."""
    return QFontMetricsF(font(size, weight))


@lru_cache(maxsize=4096)
def width(words: str, size: int, weight: QFont.Weight = PLAIN) -> float:
    """How wide a line is (px)."""
    return metrics(size, weight).horizontalAdvance(words)


def fitting(words: str, size: int, weight: QFont.Weight, room: float) -> int:
    """The largest size up to `size` at which the words fit into so many px; 0 when none does."""
    sizes = (one for one in range(size, _LEAST - 1, -1) if width(words, one, weight) <= room)
    return next(sizes, 0)


def write(
    painter: QPainter,
    place: QRectF,
    words: str,
    colour: str,
    *,
    size: int = style.SMALL,
    weight: QFont.Weight = PLAIN,
) -> None:
    """A line in the middle of a place, smaller if it has to be, left out if it cannot be read."""
    fits = fitting(words, size, weight, place.width())
    if words and fits:
        painter.setFont(font(fits, weight))
        painter.setPen(QColor(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def chip_size(lines: Sequence[str], size: int = style.SMALL) -> QSizeF:
    """The room that a chip with these lines takes."""
    wide = max(width(line, size, BOLD) for line in lines)
    return QSizeF(round(wide) + 16.0, _LINE * len(lines) + 8.0)


def chip(painter: QPainter, theme: Theme, box: QRectF, lines: Sequence[str], *, dark: bool = False) -> None:
    """Lines in a rounded box, the last one strong; `dark` for what is chosen or pointed at."""
    ground, ink, dim = (theme.ink, theme.card, theme.line) if dark else (theme.card, theme.ink, theme.dim)
    painter.setPen(QPen(QColor(theme.ink if dark else theme.line), 1.0))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 6.0, 6.0)
    for place, line in enumerate(lines):
        strong = place == len(lines) - 1
        row = QRectF(box.left(), box.top() + 4.0 + _LINE * place, box.width(), _LINE)
        write(painter, row, line, ink if strong else dim, weight=BOLD if strong else PLAIN)


def centred(middle: QPointF, size: QSizeF) -> QRectF:
    """A box of this size around a point, on whole pixels."""
    return QRectF(
        round(middle.x() - size.width() / 2.0) + 0.5,
        round(middle.y() - size.height() / 2.0) + 0.5,
        size.width(),
        size.height(),
    )


def tip(painter: QPainter, theme: Theme, box: QRectF, lines: Sequence[str]) -> None:
    """The lines of what is pointed at: the first says what it is."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ink))
    painter.drawRoundedRect(box, 7.0, 7.0)
    painter.setPen(QColor(theme.card))
    for place, line in enumerate(lines):
        painter.setFont(font(style.SMALL, PLAIN if place else BOLD))
        row = QRectF(box.left() + 8.0, box.top() + 4.0 + _LINE * place, box.width() - 8.0, _LINE)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line)
