"""A canvas with a few points, and a mouse on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from playground.data import Dataset
from playground.session import Change, Session
from playground.training import Experiment, Spec
from playground.ui.actions.make import make_action
from playground.ui.actions.selection import SelectionCommands
from playground.ui.actions.table import SELECTION
from playground.ui.canvas.canvas import Canvas
from playground.ui.canvas.tools import ToolController
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme import style
from playground.ui.theme.theme import LIGHT
from tests.wheel import turn_wheel

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Place = tuple[float, float]

# Four red points on the left, four green ones on the right, a row of each held out.
PLACES = [
    (-4.0, -4.0),
    (-4.0, -2.0),
    (-4.0, 2.0),
    (-4.0, 4.0),
    (4.0, -4.0),
    (4.0, -2.0),
    (4.0, 2.0),
    (4.0, 4.0),
]


def classes(names: Sequence[str] = ("red", "green")) -> Experiment:
    X, y = np.array(PLACES), np.repeat([0.0, 1.0], 4)
    test = np.isin(np.arange(8), (3, 7))
    return Experiment.create(Dataset(X, y, ("x1", "x2"), "y", tuple(names), test), Spec(hidden_layers=()))


def surface() -> Experiment:
    X = np.array(PLACES)
    return Experiment.create(Dataset(X, X[:, 0] / 4, ("x1", "x2")), Spec(loss="mse", hidden_layers=()))


def line() -> Experiment:
    X = np.linspace(-5.0, 5.0, 8)[:, None]
    return Experiment.create(Dataset(X, X[:, 0] / 2, ("x1",)), Spec(loss="mse", hidden_layers=()))


def classes_on_a_line() -> Experiment:
    """Their points stand at the height of their class."""
    X, y = np.linspace(-5.0, 5.0, 8)[:, None], np.arange(8) % 2 * 1.0
    return Experiment.create(Dataset(X, y, ("x1",), "y", ("red", "green")), Spec(hidden_layers=()))


class Mouse:
    """Real events on the canvas of one session, at places of its plane; the frames are the test's own."""

    def __init__(self, session: Session) -> None:
        self.session = session
        commands, self._owner = SelectionCommands(session), QObject()
        actions = {
            entry.name: make_action(entry, self._owner, lambda name: commands.verbs[name]())
            for entry in SELECTION
        }
        self.canvas = Canvas(session, Heatmap(session), LIGHT, actions)
        style.apply(LIGHT, self.canvas)
        self.canvas.resize(460, 460)
        self.canvas.apply_theme(LIGHT)
        self.canvas.show()
        self.said: list[str] = []
        self.canvas.pointed.connect(self.said.append)
        session.listen(self._refresh)
        if session.view.plane.y is not None:
            session.view.set_range(session.view.plane.zoomed((-6.0, 6.0), (-6.0, 6.0)))
        for _ in range(3):
            self.frame()  # the axes take their room when they are painted

    def _refresh(self, changes: Change) -> None:
        self.canvas.refresh(changes & Canvas.watches)

    @property
    def hand(self) -> ToolController:
        return self.canvas.controller

    def button(self, name: str) -> QAbstractButton:
        found = self.canvas.findChild(QAbstractButton, name)
        assert found is not None
        return found

    def push(self, name: str) -> None:
        """Click one of the buttons on the canvas."""
        button = self.button(name)
        assert button.isVisible() and button.isEnabled()
        QTest.mouseClick(button, LEFT)
        self.frame()

    def frame(self) -> None:
        self.session.tick()
        QApplication.processEvents()

    def press(
        self, place: Place, button: Qt.MouseButton = LEFT, modifiers: Qt.KeyboardModifier = NONE
    ) -> None:
        at = self.canvas.hit_test.pixel(*place).toPoint()
        QTest.mousePress(self.canvas.viewport(), button, modifiers, at)

    def release(self, place: Place, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseRelease(self.canvas.viewport(), button, NONE, self.canvas.hit_test.pixel(*place).toPoint())

    def move(self, place: Place, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
        """The event alone: no frame comes between several of them."""
        self._move(self.canvas.hit_test.pixel(*place), button)

    def _move(self, at: QPointF, button: Qt.MouseButton) -> None:
        port = self.canvas.viewport()
        everywhere = QPointF(port.mapToGlobal(at.toPoint()))
        event = QMouseEvent(QEvent.Type.MouseMove, at, everywhere, Qt.MouseButton.NoButton, button, NONE)
        QApplication.sendEvent(port, event)

    def click(
        self, place: Place, button: Qt.MouseButton = LEFT, modifiers: Qt.KeyboardModifier = NONE
    ) -> None:
        self.press(place, button, modifiers)
        self.release(place, button)
        self.frame()

    def stroke(
        self,
        *places: Place,
        button: Qt.MouseButton = LEFT,
        modifiers: Qt.KeyboardModifier = NONE,
        frames: bool = True,
    ) -> None:
        """Press at the first place, drag to the others one after the other, release at the last."""
        pixels = [self.canvas.hit_test.pixel(*place) for place in places]  # the view itself may move
        self.press(places[0], button, modifiers)
        for at in pixels[1:]:
            self._move(at, button)
            if frames:
                self.frame()
        QTest.mouseRelease(self.canvas.viewport(), button, NONE, pixels[-1].toPoint())
        self.frame()

    def wheel(self, place: Place, notches: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        turn_wheel(self.canvas.viewport(), self.canvas.hit_test.pixel(*place), notches, modifiers)
        self.frame()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, modifiers)
        self.frame()
