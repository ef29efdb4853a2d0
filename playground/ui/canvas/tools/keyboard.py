"""The keys and the wheel of the chosen tool."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from playground.arrays import Array
from playground.session import Session
from playground.ui.canvas.tools.controller import ToolController
from playground.ui.canvas.tools.crosshair import STEPS

Key = Qt.Key
_ENTER = (Key.Key_Return, Key.Key_Enter)
_BRACKETS = {Key.Key_BracketLeft: -1.0, Key.Key_BracketRight: 1.0}
_CTRL = Qt.KeyboardModifier.ControlModifier
_NOTCH = 120.0  # of a wheel
_ZOOM, _GROW = 0.9, 1.15  # times as much for each notch, or key
_SPAN = 1e-9, 1e12  # the smallest and the largest view


class Keys:
    """Moves the cross and clicks there, edits the selection, zooms, and changes how far the tool reaches."""

    def __init__(self, session: Session, controller: ToolController) -> None:
        self.session, self.controller = session, controller

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it says something here."""
        key, controller = Key(event.key()), self.controller
        if key in STEPS:
            controller.cross.step(event, self.session.view.plane)
            controller.point_at_cross()
        elif key in _ENTER:
            if controller.cross.at is not None:  # with Shift the lasso adds the row there, or takes it away
                controller.click(controller.cross_place(), Qt.KeyboardModifier.ShiftModifier)
        elif key == Key.Key_Delete:
            self._delete()
        elif key == Key.Key_Escape:
            return self._escape()
        elif key in _BRACKETS:
            self._grow(_BRACKETS[key])
        else:
            return False
        return True

    def turn(self, event: QWheelEvent) -> None:
        """Zoom around the mouse; with Ctrl, change the tool's reach."""
        self.controller.go_on()
        notches = event.angleDelta().y() / _NOTCH
        if event.modifiers() & _CTRL and self.session.tools.brush.radius:
            self._grow(notches)
        elif notches:
            self._zoom(np.array(event.position().toTuple()), _ZOOM**notches)

    def _zoom(self, at: Array, factor: float) -> None:
        plane, (x, y) = self.session.view.plane, self.controller.hit_test.values(at)
        spans = [
            (float(place + (low - place) * factor), float(place + (high - place) * factor))
            for place, (low, high) in ((x, plane.x_range), (y, plane.y_range))
        ]
        if all(_SPAN[0] < high - low < _SPAN[1] for low, high in spans):
            self.session.view.set_range(plane.zoomed(*spans))

    def _grow(self, notches: float) -> None:
        """Change the tool's reach, by a px at the least."""
        radius = self.session.tools.brush.radius
        if radius and notches:
            change = abs(round(radius * (_GROW**notches - 1.0)))
            self.session.tools.set_radius(radius + int(math.copysign(max(1, change), notches)))

    def _delete(self) -> None:
        if len(self.session.points.selected):
            self.session.points.delete(self.session.points.selected)
        elif self.controller.cross.at is not None:
            self.controller.erase_near(self.controller.cross_place())

    def _escape(self) -> bool:
        """Out of the gesture, or else out of the selection; whether there was something to leave."""
        selected = bool(len(self.session.points.selected))
        found = self.controller.busy or selected or self.controller.cross.at is not None
        if self.controller.busy:
            self.controller.drop()
        else:
            self.session.points.select(np.empty(0, dtype=np.intp))
        self.controller.cross.hide()
        return found
