"""What holds for every tool."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.session import TOOLS
from playground.training import Experiment
from playground.ui.canvas.tools import GESTURES
from tests.ui.canvas.mouse import (
    PLACES,
    Mouse,
    classes,
    classes_on_a_line,
    line,
    surface,
)
from tests.ui.canvas.tools.gestures import MouseOn


def test_there_is_a_stroke_for_every_tool() -> None:
    assert list(GESTURES) == list(TOOLS)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("make", [classes, surface, line, classes_on_a_line])
def test_every_tool_on_every_kind_of_data(
    mouse_on: MouseOn, tool: str, make: Callable[[], Experiment]
) -> None:
    """Over all there is and back again; also while there is nothing. Classes of points stay classes."""
    mouse = mouse_on(make())
    mouse.session.tools.set_brush(tool=tool)
    xs, ys = mouse.session.view.plane.to_axes(mouse.session.data)
    places = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    mouse.stroke(*places, *places[::-1])
    mouse.stroke((0.0, float(ys.mean())), *places)
    data = mouse.session.data
    assert np.isfinite(data.X).all() and np.isfinite(data.y).all()
    assert set(data.y) <= {0.0, 1.0} or not data.class_names
    mouse.session.points.clear()
    mouse.frame()
    mouse.stroke(*places)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        mouse.key(key)
    while mouse.session.undo_stack.undo_label:
        mouse.session.undo()
    assert mouse.session.data.same_as(make().data)


@pytest.mark.parametrize("tool", ["point", "brush", "erase", "move", "jitter", "swap"])
def test_an_undo_takes_the_stroke_out_of_the_hand(mouse: Mouse, tool: str) -> None:
    mouse.session.tools.set_brush(tool=tool)
    before = mouse.session.data
    mouse.press(PLACES[0])
    for y in (-3.5, -3.0, -2.5):
        mouse.move((-4.0, y))
        mouse.frame()
    assert mouse.session.data is not before
    while mouse.session.undo_stack.undo_label:
        mouse.session.undo()
    mouse.move((-4.0, 2.0))
    mouse.frame()
    mouse.release((4.0, 2.0))
    assert mouse.session.data is before and mouse.session.undo_stack.undo_label == ""
    mouse.stroke(PLACES[4], (4.0, -3.0), (4.0, -2.5))  # the next stroke works
    assert mouse.session.data is not before
