"""Turns mouse and keys on the canvas into gestures of the chosen tool."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QGraphicsView

from playground.arrays import Array
from playground.session import Session
from playground.ui.canvas.tools.crosshair import Crosshair
from playground.ui.canvas.tools.cursor import Cursor
from playground.ui.canvas.tools.hit_test import HitTest
from playground.ui.canvas.tools.move import PanGesture
from playground.ui.canvas.tools.registry import GESTURES
from playground.ui.canvas.tools.tool import ToolGesture
from playground.ui.theme.theme import Theme

_LEFT, _MIDDLE, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton


class ToolController:
    """Holds the gesture under way; places of the mouse wait until a frame has shown the last."""

    def __init__(self, session: Session, view: QGraphicsView, box: pg.ViewBox) -> None:
        self.session, self._view = session, view
        self.hit_test = HitTest(session, box)
        self.cross, self.cursor = Crosshair(box), Cursor(session, self.hit_test, box)
        self._gesture: ToolGesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._waiting: list[Array] = []
        self._seen = True  # whether a frame has shown what the gesture did last
        self._left = session.data  # as the gesture left it
        self._over: Array | None = None  # the mouse
        self._soon = QTimer(view, singleShot=True, interval=0)
        self._soon.timeout.connect(self.go_on)

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    # --- gestures -----------------------------------------------------------------------------------

    def press(self, button: Qt.MouseButton, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Begin a gesture; the right button erases with every tool."""
        place = _array(at)
        self.go_on()
        self.cross.hide()
        if button == _RIGHT:
            self.erase_near(place)
        elif button in (_LEFT, _MIDDLE):
            self.drop()
            kind = PanGesture if button == _MIDDLE else GESTURES[self.session.tools.brush.tool]
            self._button, self._gesture = button, kind(self.session, self.hit_test, place, modifiers)
            self._act(self._gesture, None)
        self._show_cursor()

    def move(self, at: QPointF) -> None:
        """The mouse is here now."""
        self._over = _array(at)
        if self._gesture is not None:
            self._waiting.append(self._over)
            if self._seen:
                self.go_on()
        self._show_cursor()

    def release(self, button: Qt.MouseButton) -> None:
        """End the gesture of this button: from now on, an undo takes it back."""
        if button == self._button:
            self.go_on()
            if self._gesture is not None and self._left is self.session.data:
                self._gesture.end()
            self.drop()

    def click(self, at: Array, modifiers: Qt.KeyboardModifier) -> None:
        """A gesture that ends where it begins."""
        gesture = GESTURES[self.session.tools.brush.tool](self.session, self.hit_test, at, modifiers)
        gesture.begin()
        gesture.end()
        self.session.end_merge()

    def erase_near(self, at: Array) -> None:
        """Take the row away that is at this place, if there is one."""
        row = self.hit_test.row_near(at)
        if row is not None:
            self.session.points.delete(np.array([row]))

    def drop(self) -> None:
        """Let go of what is held, as it is."""
        self._gesture, self._button = None, Qt.MouseButton.NoButton
        self._waiting.clear()
        self._seen = True
        self.session.end_merge()
        self.cursor.outline.hide()
        self._show_cursor()

    def leave(self) -> None:
        """The mouse is no longer over the canvas."""
        self._over = None
        self.cursor.hide()

    def point_at_cross(self) -> None:
        """The mouse gives way to the cross: what the tool would do is shown there."""
        self._over = self.cross_place()
        self._show_cursor()

    def cross_place(self) -> Array:
        """Where the cross is drawn."""
        assert self.cross.at is not None
        return self.hit_test.pixels(*self.cross.at)

    def refresh(self) -> None:
        """A frame shows what was done: on with what has come meanwhile."""
        self._seen = True
        if self._waiting:
            self._soon.start()
        if self.session.backprop.is_open and self._gesture is not None:
            self.drop()
        self._show_cursor()

    def go_on(self) -> None:
        """Have the gesture follow the mouse; an undo or another edit meanwhile ends it."""
        if self._gesture is not None and self._left is not self.session.data:
            self.drop()
        if self._gesture is not None and self._waiting:
            path, self._waiting = np.array(self._waiting), []
            self._act(self._gesture, path)
            self.cursor.show_outline(self._gesture.outline)

    def _act(self, gesture: ToolGesture, path: Array | None) -> None:
        before = self.session.data
        if path is None:
            gesture.begin()
        else:
            gesture.drag(path)
        self._left = self.session.data
        self._seen = self._left is before

    # --- what is seen ------------------------------------------------------------------------------

    def apply_theme(self, theme: Theme) -> None:
        self.cross.apply_theme(theme)
        self.cursor.apply_theme(theme)

    def _show_cursor(self) -> None:
        """What the tool would do where the mouse, or the cross, is."""
        if self.session.backprop.is_open or self._over is None:
            self.cursor.hide()
            shape = Qt.CursorShape.ArrowCursor
        else:
            self.cursor.show(self._over)
            shape = self._shape()
        port = self._view.viewport()
        if port.cursor().shape() != shape:
            port.setCursor(shape)

    def _shape(self) -> Qt.CursorShape:
        kind = type(self._gesture) if self._gesture else GESTURES[self.session.tools.brush.tool]
        if kind.cursor == Qt.CursorShape.OpenHandCursor and self._gesture is not None:
            return Qt.CursorShape.ClosedHandCursor
        return kind.cursor


def _array(at: QPointF) -> Array:
    return np.array([at.x(), at.y()])
