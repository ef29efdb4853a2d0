"""The cross: where the keyboard's clicks go."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from playground.data.plane import Plane
from playground.ui.theme.theme import Theme

STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Down: (0, -1), Qt.Key.Key_Up: (0, 1)}
_STRIDE, _SHORT = 0.05, 0.01  # of the view; with Shift


class Crosshair:
    """A cross on the plane that arrow keys move; `at` is None while it is hidden."""

    def __init__(self, box: pg.ViewBox) -> None:
        self.at: tuple[float, float] | None = None
        self.item = pg.ScatterPlotItem(symbol="+", size=22)
        self.item.setZValue(20)
        self.item.hide()  # an empty item costs time in every frame
        box.addItem(self.item)

    def step(self, event: QKeyEvent, plane: Plane) -> None:
        """Go one step the way of an arrow key, and stay within the view."""
        share = _SHORT if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STRIDE
        spans = plane.x_range, plane.y_range
        before = self.at or tuple(sum(span) / 2 for span in spans)
        x, y = (
            float(np.clip(place + way * share * (high - low), low, high))
            for place, way, (low, high) in zip(before, STEPS[Qt.Key(event.key())], spans, strict=True)
        )
        self.at = x, y
        self.item.setData([x], [y])
        self.item.show()

    def hide(self) -> None:
        self.at = None
        self.item.clear()
        self.item.hide()

    def apply_theme(self, theme: Theme) -> None:
        self.item.setPen(pg.mkPen(theme.ink, width=2))
