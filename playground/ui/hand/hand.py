"""The hand: turns mouse and keys on the canvas into strokes."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView

from playground.session import Session
from playground.ui.hand.cross import STEPS, Cross
from playground.ui.hand.cursor import Cursor
from playground.ui.hand.move import PanStroke
from playground.ui.hand.sight import Array, Sight
from playground.ui.hand.stroke import Stroke
from playground.ui.hand.strokes import STROKES
from playground.ui.theme import Theme

_LEFT, _MIDDLE, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
_NOTCH = 120.0  # of a wheel
_ZOOM, _GROW = 0.9, 1.15  # times as much for each notch, or key
_SPAN = 1e-9, 1e12  # the smallest and the largest view


class Hand:
    """Holds the stroke that is under way; places of the mouse wait in it until a frame has shown the last."""

    def __init__(self, session: Session, view: QGraphicsView, box: pg.ViewBox) -> None:
        self.session, self._view = session, view
        self.sight = Sight(session, box)
        self.cross, self.cursor = Cross(box), Cursor(session, self.sight, box)
        self._stroke: Stroke | None = None
        self._button = Qt.MouseButton.NoButton
        self._waiting: list[Array] = []
        self._seen = True  # whether a frame has shown what the stroke did last
        self._left = session.data  # as the stroke left it
        self._over: Array | None = None  # the mouse
        self._soon = QTimer(view, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a stroke is under way."""
        return self._stroke is not None

    # --- strokes -----------------------------------------------------------------------------------

    def press(self, button: Qt.MouseButton, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Begin a stroke; the right button erases with every tool."""
        place = _array(at)
        self._go_on()
        self.cross.hide()
        if button == _RIGHT:
            self._erase_near(place)
        elif button in (_LEFT, _MIDDLE):
            self.drop()
            kind = PanStroke if button == _MIDDLE else STROKES[self.session.brush.tool]
            self._button, self._stroke = button, kind(self.session, self.sight, place, modifiers)
            self._act(self._stroke, None)
        self._show_cursor()

    def move(self, at: QPointF) -> None:
        """The mouse is here now."""
        self._over = _array(at)
        if self._stroke is not None:
            self._waiting.append(self._over)
            if self._seen:
                self._go_on()
        self._show_cursor()

    def release(self, button: Qt.MouseButton) -> None:
        """End the stroke of this button: from now on, an undo takes it back."""
        if button == self._button:
            self._go_on()
            if self._stroke is not None and self._left is self.session.data:
                self._stroke.end()
            self.drop()

    def click(self, at: Array, modifiers: Qt.KeyboardModifier) -> None:
        """A stroke that ends where it begins."""
        stroke = STROKES[self.session.brush.tool](self.session, self.sight, at, modifiers)
        stroke.begin()
        stroke.end()
        self.session.end_merge()

    def drop(self) -> None:
        """Let go of what is held, as it is."""
        self._stroke, self._button = None, Qt.MouseButton.NoButton
        self._waiting.clear()
        self._seen = True
        self.session.end_merge()
        self.cursor.outline.hide()
        self._show_cursor()

    def leave(self) -> None:
        """The mouse is no longer over the canvas."""
        self._over = None
        self.cursor.hide()

    def refresh(self) -> None:
        """A frame shows what was done: on with what has come meanwhile."""
        self._seen = True
        if self._waiting:
            self._soon.start()
        if self.session.looking and self._stroke is not None:
            self.drop()
        self._show_cursor()

    def _go_on(self) -> None:
        """Have the stroke follow the mouse; an undo or another edit meanwhile takes it out of the hand."""
        if self._stroke is not None and self._left is not self.session.data:
            self.drop()
        if self._stroke is not None and self._waiting:
            path, self._waiting = np.array(self._waiting), []
            self._act(self._stroke, path)
            self.cursor.show_outline(self._stroke.outline)

    def _act(self, stroke: Stroke, path: Array | None) -> None:
        before = self.session.data
        if path is None:
            stroke.begin()
        else:
            stroke.drag(path)
        self._left = self.session.data
        self._seen = self._left is before

    def _erase_near(self, at: Array) -> None:
        row = self.sight.row_near(at)
        if row is not None:
            self.session.erase_rows(np.array([row]))

    # --- keys and wheel ----------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it says something here."""
        key, session = Qt.Key(event.key()), self.session
        if key in STEPS:
            self.cross.step(event, session.plane)
            self._over = self._cross_place()
            self._show_cursor()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.cross.at is not None:  # with Shift the lasso adds the row there, or takes it away
                self.click(self._cross_place(), Qt.KeyboardModifier.ShiftModifier)
        elif key == Qt.Key.Key_Delete:
            self._delete()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self._grow(1.0 if key == Qt.Key.Key_BracketRight else -1.0)
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            session.select(self.sight.rows)
        else:
            return False
        return True

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom around the mouse; with Ctrl, change the tool's reach."""
        self._go_on()
        notches = event.angleDelta().y() / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.session.brush.radius:
            self._grow(notches)
        elif notches:
            self._zoom(_array(event.position()), _ZOOM**notches)

    def _zoom(self, at: Array, factor: float) -> None:
        plane, (x, y) = self.session.plane, self.sight.values(at)
        spans = [
            (float(place + (low - place) * factor), float(place + (high - place) * factor))
            for place, (low, high) in ((x, plane.x_range), (y, plane.y_range))
        ]
        if all(_SPAN[0] < high - low < _SPAN[1] for low, high in spans):
            self.session.look(plane.zoomed(*spans))

    def _grow(self, notches: float) -> None:
        """Change the tool's reach, by a px at the least."""
        radius = self.session.brush.radius
        if radius:
            change = radius * (_GROW**notches - 1.0)
            self.session.set_radius(radius + int(math.copysign(max(1.0, abs(round(change))), notches)))
            self._show_cursor()

    def _delete(self) -> None:
        if len(self.session.selected):
            self.session.erase_rows(self.session.selected)
        elif self.cross.at is not None:
            self._erase_near(self._cross_place())

    def _escape(self) -> None:
        """Out of the stroke, or else out of the selection."""
        if self._stroke is not None:
            self.drop()
        else:
            self.session.select(np.empty(0, dtype=np.intp))
        self.cross.hide()

    def _cross_place(self) -> Array:
        assert self.cross.at is not None
        return self.sight.pixels(*self.cross.at)

    # --- what is seen ------------------------------------------------------------------------------

    def dress(self, theme: Theme) -> None:
        self.cross.dress(theme)
        self.cursor.dress(theme)

    def _show_cursor(self) -> None:
        """What the tool would do where the mouse, or the cross, is."""
        if self.session.looking or self._over is None:
            self.cursor.hide()
            shape = Qt.CursorShape.ArrowCursor
        else:
            self.cursor.show(self._over)
            shape = self._shape()
        port = self._view.viewport()
        if port.cursor().shape() != shape:
            port.setCursor(shape)

    def _shape(self) -> Qt.CursorShape:
        kind = type(self._stroke) if self._stroke else STROKES[self.session.brush.tool]
        if kind.cursor == Qt.CursorShape.OpenHandCursor and self._stroke is not None:
            return Qt.CursorShape.ClosedHandCursor
        return kind.cursor


def _array(at: QPointF) -> Array:
    return np.array([at.x(), at.y()])
