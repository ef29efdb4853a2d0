"""A gesture: one press, drag and release of the mouse on the canvas, or a click by the keyboard."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from playground.arrays import Array, RowIndices
from playground.data.evenly import evenly
from playground.session import TOOLS, Session
from playground.ui.canvas.tools.hit_test import HitTest

SHAKE = 4.0  # px that the mouse may shake during a click


class ToolGesture:
    """Made where the button goes down, with the brush that the session then holds.

    cursor   the shape of the mouse cursor
    grips    it takes hold of the point under the mouse
    adds     it adds points
    outline  what it has drawn on the canvas itself
    """

    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor
    grips: ClassVar[bool] = False
    adds: ClassVar[bool] = False

    def __init__(
        self, session: Session, hit_test: HitTest, at: Array, modifiers: Qt.KeyboardModifier
    ) -> None:
        self.session, self.hit_test, self.brush = session, hit_test, session.tools.brush
        self.at, self.modifiers = at, modifiers
        self.outline = QPainterPath()

    def begin(self) -> None:
        """The button is down."""

    def drag(self, path: Array) -> None:
        """The mouse went along these places (K, 2), K ≥ 1, since it was last told of."""

    def end(self) -> None:
        """The button is up again."""

    @classmethod
    def help(cls, session: Session) -> str:
        """What a press on the empty ground would do, in words; none where the place itself tells more."""
        tool = TOOLS[session.tools.brush.tool]
        return f"{tool.label}: {tool.help}"

    def strayed(self, at: Array) -> bool:
        """Whether the mouse is so far from where it was pressed that it is no click."""
        return float(np.abs(at - self.at).sum()) >= SHAKE

    def targets(self, ys: Array) -> Array:
        """The targets (K,) of new points at these heights: of the palette, or the heights themselves."""
        data = self.session.data
        if data.class_names:
            return np.full(len(ys), float(min(self.brush.label, len(data.class_names) - 1)))
        return ys if self.session.view.plane.y is None else np.full(len(ys), self.brush.value)


class DragGesture(ToolGesture):
    """A gesture that carries rows with the mouse."""

    grips = True
    rows: RowIndices | None = None
    dragging = False

    def take(self, rows: RowIndices) -> None:
        """Take hold of these rows."""
        self.rows = rows
        self._before = tuple(values[rows] for values in self.session.view.plane.to_axes(self.session.data))
        self._start = self.hit_test.values(self.at)

    def carry(self, at: Array) -> None:
        """Have the rows as far from where they were as the mouse is from where it was pressed."""
        assert self.rows is not None
        self.dragging = self.dragging or self.strayed(at)  # it stays a drag, however near it comes back
        if self.dragging:
            xs, ys = (
                before + (now - start)
                for before, now, start in zip(
                    self._before, self.hit_test.values(at), self._start, strict=True
                )
            )
            X, y = self.session.view.plane.from_axes(self.session.data, self.rows, xs, ys)
            self.session.points.move(self.rows, X, y, merge=True)


class PathGesture(ToolGesture):
    """A gesture that acts on whatever it passes."""

    def begin(self) -> None:
        self._last = self.at
        self.sweep(self.at[None])

    def drag(self, path: Array) -> None:
        self.sweep(np.vstack([self._last, path]))
        self._last = path[-1]

    def sweep(self, path: Array) -> None:
        """Act along this path (K, 2), whose first place was acted on before unless it is the only one."""
        raise NotImplementedError


class StampGesture(ToolGesture):
    """A gesture that acts again and again: where it begins, and then after every half radius of its way."""

    _MOST = 64  # dabs at a time, or a frame would be late; of more, an even choice

    def begin(self) -> None:
        self._last, self._ahead = self.at, self.brush.radius / 2  # px to the next dab
        self.dab(self.at[None])

    def drag(self, path: Array) -> None:
        corners = np.vstack([self._last, path])
        ways = np.concatenate([[0.0], np.hypot(*np.diff(corners, axis=0).T).cumsum()])
        at = np.arange(self._ahead, ways[-1], self.brush.radius / 2)
        self._last, self._ahead = (
            path[-1],
            (at[-1] + self.brush.radius / 2 if len(at) else self._ahead) - ways[-1],
        )
        at = at[evenly(len(at), self._MOST)]
        if len(at):
            self.dab(np.stack([np.interp(at, ways, corners[:, axis]) for axis in (0, 1)], axis=1))

    def dab(self, places: Array) -> None:
        """Act at these places (K, 2), one after the other, as one edit."""
        raise NotImplementedError
