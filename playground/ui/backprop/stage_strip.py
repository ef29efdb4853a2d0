"""The stages side by side: those that are done in accent, the present one bold; a click jumps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.session import Microscope
from playground.ui import style
from playground.ui.backprop import ink
from playground.ui.backprop.words import stage_tip
from playground.ui.theme import LIGHT, Theme
from playground.ui.widgets.guard import guarded, recurring

_GAP, _BAR = 4.0, 4.0  # px between two segments, and how high they are
_AIR = 8.0  # px between two labels
_FIRST = ("after", "row", "error", "gradient", "update")  # labelled first where there is little room


class StageStrip(QWidget):
    """`chosen` tells the number of the stage that was clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stages")
        self.setAccessibleName("Stages")
        self.setFixedHeight(46)
        self.setMinimumWidth(200)
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
            self.setAccessibleDescription(f"Stage {microscope.place + 1} of {len(microscope.stages)}: {said}")
        self.update()

    def dress(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def segment(self, place: int) -> QRectF:
        """Where a stage is."""
        count = len(self._microscope.stages) if self._microscope is not None else 1
        wide = self.width() / count
        gap = min(_GAP, wide / 4.0)
        return QRectF(place * wide + gap / 2.0, 0.0, wide - gap, float(self.height()))

    def labels(self) -> dict[int, QRectF]:
        """Which stages have room for their name, and where it stands; the present one always has."""
        if self._microscope is None:
            return {}
        found: dict[int, QRectF] = {}
        for place in self._by_importance(self._microscope):
            words = self._microscope.stages[place].label
            weight = ink.BOLD if place == self._microscope.place else ink.PLAIN
            wide = ink.width(words, style.SMALL, weight) + 2.0
            middle = self.segment(place).center().x()
            left = max(0.0, min(middle - wide / 2.0, self.width() - wide))
            label = QRectF(left, 22.0, wide, 18.0)
            if not any(label.adjusted(-_AIR, 0.0, _AIR, 0.0).intersects(one) for one in found.values()):
                found[place] = label
        return found

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        microscope = self._microscope
        if microscope is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for place in range(len(microscope.stages)):
                done, hovered = place <= microscope.place, place == self._hovered
                colour = self.theme.accent if done else self.theme.dim if hovered else self.theme.line
                segment, high = self.segment(place), _BAR + 2.0 * (place == microscope.place)
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(
                    QRectF(segment.left(), 14.0 - high / 2.0, segment.width(), high), high / 2, high / 2
                )
            for place, label in self.labels().items():
                present = place == microscope.place
                ink.write(
                    painter,
                    label,
                    microscope.stages[place].label,
                    self.theme.ink if present else self.theme.dim,
                    weight=ink.BOLD if present else ink.PLAIN,
                )

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
        count = len(self._microscope.stages)
        return max(0, min(count - 1, int(x * count / max(1, self.width()))))

    def _by_importance(self, microscope: Microscope) -> list[int]:
        """The present stage, the turning points, then the others in their order."""
        places = range(len(microscope.stages))
        first = [place for kind in _FIRST for place in places if microscope.stages[place].kind == kind]
        return list(dict.fromkeys([microscope.place, *first, *places]))
