"""The loss plot: both losses of every epoch, of all epochs or of those one looks at."""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from playground.arrays import Array
from playground.session import ALL, Change, Session
from playground.ui.loss.axis import LossAxis, linear_range, log_range
from playground.ui.plotting.curve import Curve
from playground.ui.plotting.plot import Plot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded

_RUNGS = 24  # steps of the last epoch in view to a power of ten
_ROUGH = 40.0  # times up and down the whole plot, both curves together
_POINTS = 600  # drawn per curve; of more epochs, the peaks


class LossPlot(Plot):
    """Training and test loss over the epochs, on a linear or a logarithmic axis.

    The wheel zooms, a drag scrolls, a double click shows all again; with the focus + and − zoom, the arrows
    scroll, Home shows all.
    """

    watches: ClassVar[Change] = Change.HISTORY | Change.VIEW

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("loss_plot", LossAxis("left"))
        self.session, self.theme = session, theme
        self._pens = 0.0  # px that the curves are wide at present
        self.setAccessibleName("Loss over epochs")
        self.setToolTip(
            "Mean loss on the training set and the test set after each epoch.\n"
            "Wheel: zoom. Drag: scroll. Double-click: all epochs."
        )
        self._gripped: float | None = None  # the epoch that is dragged
        self.test = Curve(skipFiniteCheck=True, connect="finite")
        self.train = Curve(skipFiniteCheck=True, connect="finite")
        for item in (self.test, self.train):
            self.getViewBox().addItem(item)
        self.showGrid(x=False, y=True, alpha=0.12)
        style.scaled(
            self.getAxis("left").setWidth, 52
        )  # fixed, or the plot would be laid out and painted twice
        style.scaled(self.getAxis("bottom").setHeight, 34)
        self.getAxis("bottom").tickStrings = _epoch_names

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.theme = theme
        self._pens = 0.0
        self.label_axis("bottom", "epoch", theme)
        self.label_axis("left", "loss", theme)
        self.refresh(ALL)

    def refresh(self, changes: Change) -> None:
        self.getAxis("left").logarithmic = self.session.view.settings.log_loss_axis
        epochs, losses = self.session.history.curve(_POINTS, self.session.view.epoch_range)
        losses = np.where(np.isfinite(losses), losses, np.nan)
        self._show_range(losses)
        if self.session.view.settings.log_loss_axis:
            losses = np.log10(np.where(losses > 0.0, losses, np.nan))
        rough = _rough(losses)
        self.train.setData(epochs, losses[:, 0], antialias=not rough)
        self.test.setData(epochs, losses[:, 1], antialias=not rough)
        self._choose_pens(fine=rough or self.session.training)

    def _choose_pens(self, *, fine: bool) -> None:
        """One pixel wide while training or where a curve is rough: Qt draws wider lines ten times slower."""
        width = 1.0 if fine else self.theme.stroke(2.0)
        if width != self._pens:
            self._pens = width
            self.train.setPen(pg.mkPen(self.theme.ink, width=width))
            self.test.setPen(pg.mkPen(self.theme.accent, width=width))

    def _show_range(self, losses: Array) -> None:
        """The epochs looked at; all: with some room for those to come. The range moves in steps, or the axes
        would have to be written again with every epoch.
        """
        first, last = self.session.view.known_epochs
        span = self.session.view.epoch_range or (first, first + _rung(last - first))
        self.setXRange(*span, padding=0.0 if self.session.view.epoch_range else 0.01)
        log = self.session.view.settings.log_loss_axis
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
            self._gripped = self._epoch_at(event.position())
        event.accept()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gripped is not None:
            self._scroll(self._gripped - self._epoch_at(event.position()))
        event.accept()

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gripped = None
        event.accept()

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.session.view.set_epoch_range()
        event.accept()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        first, last = self._span()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(0.8, (first + last) / 2.0)
            case Qt.Key.Key_Minus:
                self._zoom(1.25, (first + last) / 2.0)
            case Qt.Key.Key_Left:
                self._scroll(-0.1 * (last - first))
            case Qt.Key.Key_Right:
                self._scroll(0.1 * (last - first))
            case Qt.Key.Key_Home:
                self.session.view.set_epoch_range()
            case _:
                event.ignore()

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


def _rough(losses: Array) -> bool:
    """Whether the curves go up and down so often that they fill the plot."""
    steps = np.abs(np.diff(losses, axis=0))
    seen = np.isfinite(steps)
    reach = float(np.ptp(losses[np.isfinite(losses)])) if np.isfinite(losses).any() else 0.0
    return float(steps[seen].sum()) > _ROUGH * reach > 0.0


def _rung(number: float) -> float:
    """The next of the steps by a tenth that an end of an axis moves in."""
    return float(10.0 ** (math.ceil(math.log10(number) * _RUNGS - 1e-9) / _RUNGS))


def _epoch_names(values: list[float], _scale: float, _spacing: float) -> list[str]:
    return [f"{value:,.0f}" if float(value).is_integer() else "" for value in values]
