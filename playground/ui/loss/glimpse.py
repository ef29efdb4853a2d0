"""A small picture of the place under the mouse, with its loss, or the words of an edit there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from playground.session import Session
from playground.training.checkpoint import Checkpoint, Place
from playground.ui.plotting.small_view import SmallView, small_view
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets import number_format
from playground.ui.widgets.guard import recurring

_SIDE, _POINTS = 84, 40  # px of the picture, and points along its side
_PAD, _WIDEST, _RADIUS = 7, 260, 8  # px


class Glimpse(QWidget):
    """Floats over the plot, and takes no clicks. The picture is of the nearest checkpoint before."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._plot = session, parent
        self._picture: SmallView | None = None
        self._point: Checkpoint | None = None
        self._shown: object = None
        self._lines: list[str] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        self._theme, self._shown = theme, None
        self.hide()

    def show_epoch(self, epoch: int, edits: list[str], at: QPointF) -> None:
        """Show what the run was at an epoch, and which edits were made there, beside a point of the plot."""
        self._lines = [f"epoch {epoch:,}{self._loss(epoch)}", *edits]
        self._find_picture(epoch)
        self._place(at)
        self.show()
        self.raise_()
        self.update()

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(mix(theme.line, theme.dim, 0.4)), 1))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            top = _PAD
            if self._picture is not None:
                place = QRectF((self.width() - _SIDE) / 2, top, _SIDE, _SIDE)
                self._picture.draw(painter, place, theme)
                top += _SIDE + 4
            painter.setFont(style.font(style.SMALL))
            metrics, room = painter.fontMetrics(), self.width() - 2 * _PAD
            for row, words in enumerate(self._lines):
                painter.setPen(QColor(theme.ink if row == 0 else theme.dim))
                line = QRect(_PAD, top, room, metrics.height())
                short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, short)
                top += metrics.height()

    def _loss(self, epoch: int) -> str:
        history = self._session.history
        row = epoch - history.exact_from
        if not 0 <= row < len(history.losses):
            return ""
        return f" · loss {number_format.loss(float(history.losses[row, 0]))}"

    def _find_picture(self, epoch: int) -> None:
        """Of the nearest checkpoint, kept as long as it is the same one."""
        session = self._session
        point, plane = session.history.timeline.nearest(Place(epoch)), session.view.plane
        shown = plane, session.experiment.signature
        if point is self._point and shown == self._shown:
            return
        self._point, self._shown, self._picture = point, shown, None
        if point is not None:
            self._picture = small_view(session.experiment, point.theta, plane, self._theme, _POINTS)

    def _place(self, at: QPointF) -> None:
        """Beside the mouse, inside the plot."""
        metrics = QFontMetrics(style.font(style.SMALL))
        widest = 2 + max(metrics.horizontalAdvance(words) for words in self._lines)
        width = min(max(_SIDE, widest), style.px(_WIDEST)) + 2 * _PAD
        picture = _SIDE + 4 if self._picture is not None else 0
        height = picture + metrics.height() * len(self._lines) + 2 * _PAD
        room = self._plot.rect()
        left = at.x() + 14 if at.x() + 14 + width <= room.right() else at.x() - 14 - width
        top = min(max(at.y() - height / 2, 0.0), max(0.0, room.height() - height))
        self.setGeometry(round(max(0.0, left)), round(top), width, height)
