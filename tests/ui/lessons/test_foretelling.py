"""What is foretold: the curve begins at the known loss, the sketch is seen where it was drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from playground.lessons import bundled, read
from playground.lessons.marks import marks_of
from playground.lessons.sketch import CELLS, Sketch
from playground.ui.lessons.sketch_borders import borders

FILE = Path(__file__).parent / "every_kind.lesson"


@pytest.fixture
def app(opened: Callable[..., Any]) -> Any:
    found = opened()
    found.window.run_command(lambda: found.session.lesson.open(read(FILE)))
    return found


def go(app: Any, name: str) -> None:
    app.window.run_command(lambda: app.session.lesson.go(app.session.lesson.lesson.places[name]))
    for _ in range(4):  # the step's view begins when Qt has time
        app.settle()


def test_a_curve_begins_at_the_loss_that_is_known(app: Any) -> None:
    go(app, "curve")
    pad = app.window.findChild(QWidget, "lesson_curve")
    assert pad.losses[0] == pytest.approx(app.session.lesson.start.start_loss)
    before = pad.losses.copy()
    QTest.keyClick(pad, Qt.Key.Key_Left)
    QTest.keyClick(pad, Qt.Key.Key_Down)
    assert (pad.losses != before).tolist() == [False, True, False, False, False, False]


def test_a_sketch_stays_where_it_was_drawn_and_the_network_waits(app: Any) -> None:
    go(app, "sketch")
    pad, canvas = app.window.findChild(QWidget, "lesson_sketch"), app.window.canvas_panel.canvas
    assert canvas.image.opacity() < 0.5 and canvas.boundary.opacity() == 0.0
    whole = pad._frame.width()
    plane = app.session.view.plane
    half = tuple(side / 2 for side in plane.x_range)
    app.session.view.set_range(plane.zoomed(half, tuple(side / 2 for side in plane.y_range)))
    app.settle()
    assert pad._frame.width() == pytest.approx(2 * whole, rel=0.05)
    go(app, "reach")
    assert canvas.image.opacity() == canvas.boundary.opacity() == 1.0


def test_nothing_of_a_sketch_stays_when_the_lesson_is_left(app: Any) -> None:
    go(app, "sketch")
    app.window.run_command(app.window.lessons.leave)
    app.settle()
    app.settle()
    canvas = app.window.canvas_panel.canvas
    assert not [one for one in canvas.findChildren(QWidget, "lesson_sketch") if one.isVisible()]
    assert canvas.image.opacity() == canvas.boundary.opacity() == 1.0


def test_lines_part_what_is_drawn_and_nothing_else() -> None:
    cells = np.full((CELLS, CELLS), -1, dtype=np.intp)
    cells[:, 20:50], cells[:, 50:70] = 0, 1
    x, y = borders(Sketch((0.0, 1.0, 0.0, 1.0), cells))
    assert np.nanmin(x) == np.nanmax(x) == 50.0
    assert np.count_nonzero(~np.isnan(y)) == CELLS, "once, not once for each class"
    assert not len(borders(Sketch((0.0, 1.0, 0.0, 1.0), np.full_like(cells, -1)))[0])


def test_what_was_reached_is_handed_in_whatever_comes_after(app: Any) -> None:
    go(app, "reach")
    assert not app.session.lesson.work.solved
    for _ in range(4):
        app.window.run_command(lambda: app.session.playback.step("epoch"))
        app.settle()
        app.settle()
    app.window.run_command(app.session.model.reset)
    app.settle()
    lesson = app.session.lesson
    lesson.turn(1)
    assert marks_of(lesson.lesson, lesson.result()).steps["reach"].points == 1.0


def test_a_sketch_is_made_by_keys_alone(app: Any) -> None:
    go(app, "sketch")
    pad = app.window.findChild(QWidget, "lesson_sketch")
    for key in (Qt.Key.Key_F, Qt.Key.Key_2, Qt.Key.Key_Up, Qt.Key.Key_Space):
        QTest.keyClick(pad, key)
    assert set(np.unique(pad.sketch.cells)) == {0, 1}
    check = app.window.lessons.column.check
    assert "Ctrl+Return" in check.toolTip() or "Ctrl+Enter" in check.toolTip()
    check.click()
    app.settle()
    assert app.session.lesson.written


def test_a_sketch_is_painted_on_a_canvas_that_is_locked(app: Any) -> None:
    """The pad lies in the canvas, whose points stay as they are."""
    lesson = read(next(entry.path for entry in bundled() if "one-neuron" in entry.path.stem))
    assert lesson.controls_in(lesson.step("sketch")).state("canvas") == "locked"
    app.window.run_command(lambda: app.session.lesson.open(lesson))
    go(app, "sketch")
    pad = app.window.findChild(QWidget, "lesson_sketch")
    app.settle()
    for key in (
        Qt.Key.Key_2,
        Qt.Key.Key_Shift,
        Qt.Key.Key_X,
        Qt.Key.Key_Left,
        Qt.Key.Key_Space,
        Qt.Key.Key_1,
        Qt.Key.Key_F,
    ):
        QTest.keyClick(pad, key)
        app.settle()
        assert pad.hasFocus(), key
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton)
    app.settle()
    assert set(np.unique(pad.sketch.cells)) == {0, 1} and app.session.notices.current is None
