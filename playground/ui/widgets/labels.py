"""Labels: words as they are, HTML of our own, a line cut short where there is no room, and a light."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.ui.theme import style
from playground.ui.widgets.eliding import elided_apart
from playground.ui.widgets.guard import recurring


def plain_label(
    words: str, role: str = "", size: int | None = None, weight: QFont.Weight = QFont.Weight.Normal
) -> QLabel:
    """A label in one of the style sheet's roles; `size` (px at 100 %) and `weight` of its font.

    Its words are shown as they are, whatever they look like: a name may be that of a tag.
    """
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("role", role)
    if size is not None:
        style.write(label, size, weight)
    return label


def rich_label(role: str = "", size: int | None = None) -> QLabel:
    """A label whose words are HTML: of our own alone, as names in it would be read as such."""
    label = plain_label("", role, size)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


class Elided(QLabel):
    """A line of text that ends in … when there is no room, and never makes the window wider.

    In one of the style sheet's roles; `name` is its objectName. It is told from `others` beside it, which
    may begin with the same letters.
    """

    def __init__(self, name: str = "", role: str = "") -> None:
        super().__init__()
        self.others: tuple[str, ...] = ()
        self._shorter: tuple[str, ...] = ()
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, words: str, *shorter: str) -> None:
        """The words, and what says the same in ever fewer where they have no room."""
        self._shorter = shorter
        super().setText(words)
        self.update()

    @property
    def wordings(self) -> tuple[str, ...]:
        """What it may say, in ever fewer words."""
        return (self.text(), *self._shorter)

    def shown(self) -> str:
        """What there is room for."""
        metrics, room, wordings = self.fontMetrics(), self.width(), self.wordings
        whole = next((words for words in wordings if metrics.horizontalAdvance(words) <= room), None)
        if whole is not None:
            return whole
        return elided_apart(wordings[-1], self.others, metrics, room, Qt.TextElideMode.ElideRight)

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.shown())


class Dot(QWidget):
    """A small round light."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(10, 10)
        self._colour = "#808080"

    def show_colour(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self.update()

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour))
            painter.drawEllipse(1, 1, 8, 8)
