"""Where the losses to come are foretold: a small plot with handles, by mouse or keys."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from playground.session import Session
from playground.ui.lessons.arrow_keys import WAYS
from playground.ui.theme import style
from playground.ui.theme.theme import LIGHT
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.own_keys import keeps

_HANDLES = 6  # of the curve


class CurvePad(QWidget):
    """Left and right choose a handle, up and down move it; the run's own losses are drawn beside them."""

    moved = Signal()

    def __init__(self, session: Session, epochs: int, start: float | None) -> None:
        """`start`: the loss before the first update, where every curve begins; None: it is not known."""
        super().__init__()
        self._session, self.theme = session, LIGHT
        self.at = np.linspace(0.0, epochs, _HANDLES)
        known = start is not None and np.isfinite(start) and start > 0.0
        begin = float(start) if known else 2.0 / 3.0  # type: ignore[arg-type]
        self._tick = _tick(1.5 * begin)
        self.top = self._tick * math.ceil(1.5 * begin / self._tick)
        self.losses = np.full(_HANDLES, begin)
        self._first = int(known)  # the first handle that moves
        self._held, self._written = self._first, False
        self.setObjectName("lesson_curve")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        style.scaled(self.setFixedHeight, 170)
        self._say()

    @property
    def points(self) -> list[tuple[float, float]]:
        return [(float(epoch), float(loss)) for epoch, loss in zip(self.at, self.losses, strict=True)]

    def show_written(self, *, written: bool) -> None:
        self._written = written
        self.update()

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(style.px(40), 8.0, -10.0, -style.px(30))

    def _pixel(self, epoch: float, loss: float) -> QPointF:
        box = self._box()
        x = box.left() + box.width() * epoch / self.at[-1]
        return QPointF(x, box.bottom() - box.height() * min(max(loss / self.top, 0.0), 1.0))

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box, theme = self._box(), self.theme
            painter.setFont(style.font(style.SMALL))
            painter.setPen(QPen(QColor(theme.line), 1.0))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.drawLine(box.topLeft(), box.bottomLeft())
            painter.setPen(QColor(theme.dim))
            for loss in np.arange(0.0, self.top + self._tick / 2, self._tick):
                y = self._pixel(0.0, loss).y()
                place = QRectF(0.0, y - 10.0, box.left() - 10.0, 20.0)
                painter.drawText(
                    place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{loss:.4g}"
                )
            beside = QRectF(box.left() + 6.0, box.top() - 10.0, box.width(), 20.0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, "loss")
            below = QRectF(box.left(), box.bottom() + 3.0, box.width(), style.px(24))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, "epoch")
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"{self.at[-1]:,.0f}")
            self._paint_curves(painter)

    def _paint_curves(self, painter: QPainter) -> None:
        theme, history = self.theme, self._session.history
        foretold = [self._pixel(*point) for point in self.points]
        if self._written:
            epochs, losses = history.curve(400)
            seen = [
                self._pixel(float(e), float(row[0]))
                for e, row in zip(epochs, losses, strict=True)
                if e <= self.at[-1]
            ]
            painter.setPen(QPen(QColor(theme.ink), 2.0))
            painter.drawPolyline(QPolygonF(seen))
        painter.setPen(QPen(QColor(theme.accent), 2.0, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(foretold))
        for place, point in enumerate(foretold):
            held = place == self._held and self.hasFocus() and not self._written
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            painter.setBrush(QColor(theme.accent if held or place < self._first else theme.card))
            painter.drawEllipse(point, 5.0, 5.0)

    # --- mouse and keys ----------------------------------------------------------------------------

    def _move(self, loss: float) -> None:
        self.losses[self._held] = min(max(loss, 0.0), self.top)
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(
            f"Your loss at epoch {self.at[self._held]:,.0f}: {self.losses[self._held]:.2f}; "
            "arrow keys choose and move a point"
        )

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._written:
            away = [abs(self._pixel(*point).x() - event.position().x()) for point in self.points]
            self._held = max(int(np.argmin(away)), self._first)
            self.mouseMoveEvent(event)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._written:
            box = self._box()
            self._move(self.top * (box.bottom() - event.position().y()) / box.height())

    @guarded
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if not self._written:
            self.moved.emit()

    def event(self, event: QEvent) -> bool:
        own = keeps(event, lambda key: not self._written and key.key() in WAYS)
        return own or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._written or event.key() not in WAYS:
            event.ignore()
            return
        across, upwards = WAYS[Qt.Key(event.key())]
        if across:
            self._held = min(max(self._held + across, self._first), _HANDLES - 1)
            self._say()
            self.update()
        else:
            self._move(float(self.losses[self._held]) + upwards * self.top / 30.0)
            self.moved.emit()


def _tick(top: float) -> float:
    """A round distance of three to six numbers on an axis up to `top`."""
    power = 10.0 ** math.floor(math.log10(top))
    return next(power * part for part in (0.2, 0.5, 1.0, 2.0) if top / (power * part) <= 5.0)
