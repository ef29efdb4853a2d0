"""Writing in the diagram: lines of text that shrink to their room, and chips with a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from playground.ui.theme import style
from playground.ui.theme.scale import remembered
from playground.ui.theme.theme import Theme

_LEAST = 9  # px: smaller figures are left out
BOLD, PLAIN = QFont.Weight.DemiBold, QFont.Weight.Normal


@remembered
def font(size: int, weight: QFont.Weight = PLAIN) -> QFont:
    """The app's font, made once; `size` is px at a text size of 100 %, here and in all that follows."""
    return style.font(size, weight)


@remembered
def width(words: str, size: int, weight: QFont.Weight = PLAIN) -> float:
    """How wide a line is (px)."""
    return metrics(size, weight).horizontalAdvance(words)


@remembered
def metrics(size: int, weight: QFont.Weight = PLAIN) -> QFontMetricsF:
    """What can be measured of the font."""
    return QFontMetricsF(font(size, weight))


def line(size: int) -> float:
    """From line to line (px)."""
    return float(round(1.3 * style.px(size)))


def fitting(words: str, size: int, weight: QFont.Weight, room: float) -> int:
    """The largest size up to `size` at which the words fit into so many px; 0 when none does."""
    sizes = (one for one in range(size, 0, -1) if width(words, one, weight) <= room)
    found = next(sizes, 0)
    return found if style.px(found) >= _LEAST else 0


def elided(words: str, size: int, weight: QFont.Weight, room: float) -> str:
    """The words, with … in the place of what has no room."""
    return metrics(size, weight).elidedText(words, Qt.TextElideMode.ElideRight, room)


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
    wide = max(width(one, size, BOLD) for one in lines)
    return QSizeF(round(wide) + style.px(16), line(size) * len(lines) + 8.0)


def chip(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    lines: Sequence[str],
    *,
    size: int = style.SMALL,
    dark: bool = False,
) -> None:
    """Lines in a rounded box, the last one strong; `dark` for what is chosen."""
    ground, ink, dim = (theme.ink, theme.card, theme.line) if dark else (theme.card, theme.ink, theme.dim)
    painter.setPen(QPen(QColor(theme.ink if dark else theme.line), 1.0))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 6.0, 6.0)
    top = box.center().y() - line(size) * len(lines) / 2.0
    for place, words in enumerate(lines):
        strong = place == len(lines) - 1
        row = QRectF(box.left(), top + line(size) * place, box.width(), line(size))
        write(painter, row, words, ink if strong else dim, size=size, weight=BOLD if strong else PLAIN)


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
    for place, words in enumerate(lines):
        painter.setFont(font(style.SMALL, PLAIN if place else BOLD))
        row = box.adjusted(8.0, 4.0 + line(style.SMALL) * place, 0.0, 0.0)
        row.setHeight(line(style.SMALL))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, words)
