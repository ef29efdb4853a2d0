"""The loss plot: both losses of every epoch, of all epochs or of those one looks at."""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)

from playground.arrays import Array
from playground.session import Change, Session
from playground.ui.loss.curves import LossCurves
from playground.ui.loss.glimpse import Glimpse
from playground.ui.loss.marks import GRAB, TimeMarks, View
from playground.ui.loss.playhead_keys import move_of
from playground.ui.plotting.loss_axis import LossAxis, linear_range, log_range
from playground.ui.plotting.plot import Plot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.own_keys import keeps

_RUNGS = 24  # steps of the last epoch in view to a power of ten


class LossPlot(Plot):
    """Training and test loss over the epochs, on a linear or a logarithmic axis.

    The playhead can be dragged, or put on the axis by a click; under the mouse a small picture shows what the
    run was there. The wheel zooms, a drag scrolls, a double click shows all again. With the focus, + and −
    zoom, and other keys move the playhead (`playhead_keys`). In a picture for a file there is no `grip`.
    """

    watches: ClassVar[Change] = Change.HISTORY | Change.VIEW

    def __init__(self, session: Session, theme: Theme, *, grip: bool = True) -> None:
        super().__init__("loss_plot", LossAxis("left"))
        self.session, self.theme = session, theme
        self._whose_epochs = ""
        self.setAccessibleName("Loss over epochs")
        self.setToolTip(
            "Mean loss on the training set and the test set after each epoch.\n"
            "Drag the grip on the axis, or click there, to look back; the arrow keys step by an epoch.\n"
            "Wheel: zoom. Drag: scroll. Double-click: all epochs."
        )
        self._gripped: float | None = None  # the epoch that is dragged
        self._holds_head = False
        self._grip, self._marks = grip, TimeMarks(session, grip=grip)
        self._glimpse = Glimpse(session, self)
        self.curves = LossCurves(session, self.getViewBox())
        self._still, self._still_in = QPixmap(), (QRect(), 0.0)  # all but the marks, as long as it stays
        self.showGrid(x=False, y=True, alpha=0.12)
        style.scaled(
            self.getAxis("left").setWidth, 52
        )  # fixed, or the plot would be laid out and painted twice
        style.scaled(self.getAxis("bottom").setHeight, 34)
        self.getAxis("bottom").tickStrings = _epoch_names

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.theme = theme
        self._glimpse.apply_theme(theme)
        self._whose_epochs = ""
        self.label_axis("left", "loss", theme)
        self.curves.find(theme)
        self._draw()

    def refresh(self, changes: Change) -> None:
        if not self.curves.find(self.theme):
            self._draw()
        self.viewport().update()  # the marks stand in front of everything
        self._tell()

    def _draw(self) -> None:
        """The curves, and axes that fit them."""
        self._still_in = QRect(), 0.0
        self.getAxis("left").logarithmic = self.session.view.settings.log_loss_axis
        self._label_epochs()
        self._show_range(self.curves.losses, self.curves.end_of_others)
        self.curves.draw(self.theme)

    def _label_epochs(self) -> None:
        """Compared by steps, other runs stand where this one has taken as many."""
        words = "epoch of this run" if self.session.comparison.shares_steps else "epoch"
        if words != self._whose_epochs:
            self._whose_epochs = words
            self.label_axis("bottom", words, self.theme)

    @recurring
    def paintEvent(self, event: QPaintEvent) -> None:
        """While nothing but the playhead moves, the rest is painted once.

        It is never painted directly, too: of what one of both ways has painted anew, as the axes, the other
        would not know, and show the old.
        """
        if not self._grip:
            super().paintEvent(event)
            return
        with QPainter(self.viewport()) as painter:
            painter.drawPixmap(0, 0, self._painted())
            self._paint_marks(painter)

    def _painted(self) -> QPixmap:
        """Everything but the marks, in the size that the plot has."""
        place, ratio = self.viewport().rect(), self.devicePixelRatioF()
        if (place, ratio) != self._still_in:
            self._still_in, self._still = (place, ratio), QPixmap(place.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            with QPainter(self._still) as painter:
                self.render(painter, QRectF(place), place)
        return self._still

    @recurring
    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        if not self._grip:
            self._paint_marks(painter)

    def _paint_marks(self, painter: QPainter) -> None:
        if len(self.session.history):
            painter.save()
            self._marks.paint(painter, self._view, self.theme)
            painter.restore()

    @property
    def _view(self) -> View:
        box = self.getViewBox()
        return View(box.sceneBoundingRect(), *box.viewRange()[0])

    def _tell(self) -> None:
        """Tell screen readers what is looked at."""
        head, loss = self.session.playhead, self.session.snapshot.train.loss
        said = f"epoch {head.epoch:,}, loss {number_format.loss(loss)}" if head.place is not None else ""
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(changed)

    def _show_range(self, losses: Array, others_end: float) -> None:
        """The epochs looked at; all: with some room for those to come. The range moves in steps, or the axes
        would have to be written again with every epoch.
        """
        first, last = self.session.view.known_epochs
        last = max(last, others_end)
        span = self.session.view.epoch_range or (first, first + _rung(last - first))
        self.setXRange(*span, padding=0.0 if self.session.view.epoch_range else 0.01)
        log = self.session.view.settings.log_loss_axis
        losses = np.concatenate([self.session.view.held_losses, losses])
        seen = losses[losses > 0.0] if log else losses[np.isfinite(losses)]
        low, high = (float(seen.min()), float(seen.max())) if len(seen) else (0.1, 1.0)
        self.setYRange(*(log_range if log else linear_range)(low, high), padding=0.03)

    # --- looking closer ----------------------------------------------------------------------------

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(0.8 ** (event.angleDelta().y() / 120.0), self._epoch_at(event.position()))
        event.accept()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._holds_head = self._may_look(event.position())
            if self._holds_head:
                self._look(event.position())
            else:
                self._gripped = self._epoch_at(event.position())
        event.accept()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._holds_head:
            self._look(event.position())
        elif self._gripped is not None:
            self._scroll(self._gripped - self._epoch_at(event.position()))
        else:
            over = self._may_look(event.position())
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
        self._show_glimpse(event.position())
        event.accept()

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gripped, self._holds_head = None, False
        event.accept()

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        self._glimpse.hide()
        super().leaveEvent(event)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.session.view.set_epoch_range()
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Where the small picture is shown, no words lie over it."""
        hides = event.type() == QEvent.Type.ToolTip and self._glimpse.isVisible()
        return True if hides else bool(super().viewportEvent(event))

    def event(self, event: QEvent) -> bool:
        """The keys of the playhead come before those of the window."""
        own = keeps(event, lambda key: move_of(key, self.session.playhead))
        return own or bool(super().event(event))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        first, last = self._span()
        if move := move_of(event, self.session.playhead):
            move()
            self._keep_head_in_view()
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self._zoom(0.8, (first + last) / 2.0)
        elif event.key() == Qt.Key.Key_Minus:
            self._zoom(1.25, (first + last) / 2.0)
        else:
            event.ignore()

    def _may_look(self, pixel: QPointF) -> bool:
        """Whether this is at the playhead, or on the axis of epochs; not where there is no past."""
        if self.session.playhead.last <= self.session.playhead.known_from:
            return False
        area = self._view.area
        on_axis = area.left() <= pixel.x() <= area.right() and pixel.y() > area.bottom()
        return on_axis or abs(self._view.x_of(self._marks.head()) - pixel.x()) <= style.px(GRAB)

    def _look(self, pixel: QPointF) -> None:
        self.session.playhead.look_at(round(self._epoch_at(pixel)))

    def _show_glimpse(self, pixel: QPointF) -> None:
        history, epoch = self.session.history, round(self._epoch_at(pixel))
        there = history.first <= epoch <= history.last_epoch and self._view.area.contains(pixel)
        if self._holds_head or not there:  # the whole window shows what the playhead is dragged to
            self._glimpse.hide()
            return
        flags = self._marks.flags_near(pixel.x(), self._view)
        epoch = flags[0].place.epoch if flags else epoch
        self._glimpse.show_epoch(epoch, [flag.words for flag in flags], pixel)

    def _keep_head_in_view(self) -> None:
        """Scroll to the playhead, where a part of the epochs is shown."""
        (first, last), head = self._span(), self._marks.head()
        if self.session.view.epoch_range is not None and not first <= head <= last:
            self._scroll(head - (first + last) / 2.0)

    def _span(self) -> tuple[float, float]:
        return self.session.view.epoch_range or self.session.view.known_epochs

    def _epoch_at(self, pixel: QPointF) -> float:
        return float(self.getViewBox().mapSceneToView(self.mapToScene(pixel.toPoint())).x())

    def _zoom(self, factor: float, about: float) -> None:
        first, last = self._span()
        self.session.view.set_epoch_range(about + (first - about) * factor, about + (last - about) * factor)

    def _scroll(self, epochs: float) -> None:
        """By so many, but not beyond the first and the last."""
        (first, last), history = self._span(), self.session.history
        room = history.first - first, max(history.last_epoch, last) - last
        epochs = min(max(epochs, room[0]), room[1])
        if self.session.view.epoch_range is not None:
            self.session.view.set_epoch_range(first + epochs, last + epochs)


def _rung(number: float) -> float:
    """The next of the steps by a tenth that an end of an axis moves in."""
    return float(10.0 ** (math.ceil(math.log10(number) * _RUNGS - 1e-9) / _RUNGS))


def _epoch_names(values: list[float], _scale: float, _spacing: float) -> list[str]:
    return [f"{value:,.0f}" if float(value).is_integer() else "" for value in values]
