"""What paints each picture of the table: a view of its own, never on the screen, on a session at rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPicture
from PySide6.QtWidgets import QApplication, QGraphicsItem, QWidget

from playground.session import ALL, Session
from playground.ui.actions import make
from playground.ui.canvas.canvas import Canvas
from playground.ui.loss.plot import LossPlot
from playground.ui.network.diagram.drawing import NetworkDrawing
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme import style
from playground.ui.theme.theme import Theme

_MARGIN = 12  # px around a plot


class Painter(Protocol):
    """Paints what the session shows now; `close` ends it.

    corner  where a word on the moment has room, right and low of the point or None if it is told anyway
    """

    @property
    def corner(self) -> QPointF | None: ...

    def paint(self, painter: QPainter) -> None: ...

    def close(self) -> None: ...


class _NetworkPainter:
    def __init__(self, session: Session, theme: Theme, size: QSize, _owner: QWidget | None) -> None:
        self._drawing, self._size = NetworkDrawing(session, Heatmap(session), theme), size
        self.corner = QPointF(size.width() - _MARGIN, size.height() - 3 * _MARGIN)

    def paint(self, painter: QPainter) -> None:
        self._drawing.draw(painter, self._size)

    def close(self) -> None:
        """It has no widget."""


class _PlotPainter:
    """A plot that is laid out as if it stood on the screen, with a margin around it."""

    def __init__(self, plot: Canvas | LossPlot, theme: Theme, size: QSize, owner: QWidget | None) -> None:
        self._plot, self._theme = plot, theme
        self._page = QRectF(0, 0, size.width(), size.height())
        self._place = self._page.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        plot.setParent(owner, Qt.WindowType.Window)
        plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        plot.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # no window that anybody could close
        plot.resize(self._place.size().toSize())
        plot.show()
        plot.apply_theme(theme)
        for axis in map(plot.getAxis, ("left", "bottom")):
            axis.setCacheMode(QGraphicsItem.CacheMode.NoCache)  # made for the screen
        self._settle()

    @property
    def corner(self) -> QPointF | None:
        inside = self._plot.getViewBox().sceneBoundingRect()
        return inside.topRight() + self._place.topLeft() + QPointF(-_MARGIN, _MARGIN)

    def paint(self, painter: QPainter) -> None:
        self._plot.refresh(ALL)
        self._settle()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._page, QColor(self._theme.card))
        self._plot.render(painter, self._place, self._plot.viewport().rect())

    def close(self) -> None:
        self._plot.close()
        self._plot.deleteLater()

    def _settle(self) -> None:
        """The axes take as much room as their figures need, which they know when they have set them."""
        for axis in map(self._plot.getAxis, ("left", "bottom")):
            nowhere = QPicture()
            with QPainter(nowhere) as painter:
                painter.setFont(style.font(style.SMALL))
                axis.generateDrawSpecs(painter)
        QApplication.sendPostedEvents(self._plot.getPlotItem(), QEvent.Type.LayoutRequest)
        self._plot.getPlotItem().layout.activate()


class _LossPainter(_PlotPainter):
    """The loss plot, with the legend that stands on its card in the window."""

    def __init__(self, session: Session, theme: Theme, size: QSize, owner: QWidget | None) -> None:
        super().__init__(LossPlot(session, theme, grip=False), theme, size, owner)

    @property
    def corner(self) -> QPointF | None:
        return None

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        painter.setFont(style.font(style.SMALL))
        right, top = self._place.right() - style.px(14), self._place.top() + style.px(14)
        for colour, words in ((self._theme.accent, "test"), (self._theme.ink, "training")):
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(QColor(self._theme.ink))
            painter.drawText(QPointF(right - wide, top + painter.fontMetrics().xHeight() / 2), words)
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawLine(QPointF(right - wide - 24, top), QPointF(right - wide - 8, top))
            right -= wide + 40


def _canvas(session: Session, theme: Theme, size: QSize, owner: QWidget | None) -> Painter:
    nobody = QWidget()  # has the actions, which are done here by nobody
    canvas = Canvas(session, Heatmap(session), theme, make.make_actions(nobody, lambda _: None))
    nobody.setParent(canvas)
    return _PlotPainter(canvas, theme, size, owner)


PAINTERS: dict[str, Callable[[Session, Theme, QSize, QWidget | None], Painter]] = {
    "canvas": _canvas,
    "network": _NetworkPainter,
    "loss": _LossPainter,
}
"""By the names of `export.pictures`; the window paints itself (`paint_window`)."""


def paint_chip(painter: QPainter, corner: QPointF, words: str, theme: Theme) -> None:
    """Words on a small card whose right upper corner is there."""
    painter.setFont(style.font(style.BODY))
    metrics = painter.fontMetrics()
    size = QSizeF(metrics.horizontalAdvance(words) + style.px(16), metrics.height() + style.px(6))
    box = QRectF(QPointF(corner.x() - size.width(), corner.y()), size)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.card))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(theme.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_window(window: QWidget, painter: QPainter) -> None:
    """The whole window as it stands."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QWidget.render(window, painter, window.rect().topLeft())
