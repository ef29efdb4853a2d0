"""The stages side by side under the word of their group: those that are done in accent, the present one
bold; a click jumps.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.session import Microscope
from playground.ui.backprop.stage_groups import APART, WORDS, StageGroup, group
from playground.ui.backprop.words import stage_tip
from playground.ui.theme import draw_text, style
from playground.ui.theme.theme import LIGHT, Theme
from playground.ui.widgets.guard import guarded, recurring

_BAR = 4.0  # px: how high a segment is
_AIR = 6.0  # px between two labels
_WORD, _LINE, _LABEL = 0, 23, 29  # px from above: the words, the segments, the labels
_HEIGHT, _ROW, _LEAST = 46, 17, 150  # px of all of it and of a line of words; its least width
_SMALLEST = 7  # px of the letters where it is narrow


class StageStrip(QWidget):
    """`chosen` tells the number of the stage that was clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stages")
        self.setAccessibleName("Stages")
        style.scaled(self.setFixedHeight, _HEIGHT)
        style.scaled(self.setMinimumWidth, _LEAST)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.theme: Theme = LIGHT
        self._microscope: Microscope | None = None
        self._hovered = -1

    def show_stages(self, microscope: Microscope | None) -> None:
        self._microscope = microscope
        if microscope is not None:
            said = stage_tip(microscope.stage)
            self.setAccessibleDescription(
                f"Stage {microscope.stage_index + 1} of {len(microscope.stages)}: {said}"
            )
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    @property
    def groups(self) -> list[StageGroup]:
        """Forward, error, backward, update: where they stand."""
        stages = self._microscope.stages if self._microscope is not None else ()
        return group(stages, float(self.width()), self._words(self.letters))

    @property
    def letters(self) -> int:
        """The size of the words (px at 100 %): smaller where there is little room."""
        room = self.width() - APART * (len(WORDS) - 1)
        sizes = range(style.SMALL, _SMALLEST, -1)
        return next((size for size in sizes if sum(self._words(size).values()) <= room), _SMALLEST)

    def _words(self, size: int) -> dict[str, float]:
        return {word: draw_text.width(word, size, draw_text.BOLD) + 2.0 for word in WORDS}

    def segment(self, place: int) -> QRectF:
        """Where a stage is."""
        for one in self.groups:
            if place in one.places:
                left, wide = one.segment(place)
                return QRectF(left, 0.0, wide, float(self.height()))
        return QRectF()

    def labels(self) -> dict[int, QRectF]:
        """Where the names of the stages stand: of all where there is room, else of the present one."""
        if self._microscope is None:
            return {}
        found = {place: self._label(place) for place in range(len(self._microscope.stages))}
        boxes = list(found.values())
        if all(left.right() + _AIR <= right.left() for left, right in pairwise(boxes)):
            return found
        return {self._microscope.stage_index: found[self._microscope.stage_index]}

    def _label(self, place: int) -> QRectF:
        """The name of a stage below it."""
        assert self._microscope is not None
        wide = draw_text.width(self._microscope.stages[place].label, self.letters, draw_text.BOLD) + 2.0
        left = self.segment(place).center().x() - wide / 2.0
        return QRectF(max(0.0, min(left, self.width() - wide)), style.px(_LABEL), wide, style.px(_ROW))

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        microscope = self._microscope
        if microscope is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for one in self.groups:
                self._paint_group(painter, microscope, one)
            for place, label in self.labels().items():
                strong = place == microscope.stage_index
                self._write(painter, label, microscope.stages[place].label, strong=strong)

    def _paint_group(self, painter: QPainter, microscope: Microscope, group: StageGroup) -> None:
        present = microscope.stage_index in group.places
        word = QRectF(group.left, _WORD, max(group.width, 1.0), style.px(_ROW))
        self._write(painter, word, group.word, strong=present, align=Qt.AlignmentFlag.AlignLeft)
        painter.setPen(Qt.PenStyle.NoPen)
        for place in group.places:
            done, hovered = place <= microscope.stage_index, place == self._hovered
            colour = self.theme.accent if done else self.theme.dim if hovered else self.theme.line
            (left, wide), high = group.segment(place), _BAR + 2.0 * (place == microscope.stage_index)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(
                QRectF(left, style.px(_LINE) - high / 2.0, wide, high), high / 2, high / 2
            )

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        words: str,
        *,
        strong: bool,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        painter.setFont(draw_text.font(self.letters, draw_text.BOLD if strong else draw_text.PLAIN))
        painter.setPen(QColor(self.theme.ink if strong else self.theme.dim))
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words)

    @guarded
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().x())
            if self._microscope is not None and place >= 0:
                said = stage_tip(self._microscope.stages[place])
                QToolTip.showText(event.globalPos(), f"{place + 1}. {said}", self)
            return True
        return super().event(event)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._place_at(event.position().x()))

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._microscope is not None:
            self.chosen.emit(self._place_at(event.position().x()))

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _place_at(self, x: float) -> int:
        if self._microscope is None:
            return -1
        stages = range(len(self._microscope.stages))
        return min(stages, key=lambda place: abs(self.segment(place).center().x() - x))
