"""The point tool."""

from __future__ import annotations

import numpy as np
import pytest

from playground.session import TOOLS
from tests.ui.canvas.mouse import (
    PLACES,
    RIGHT,
    Mouse,
    line,
    surface,
)
from tests.ui.canvas.tools.gestures import CLOSE, MouseOn, undone


def test_a_click_adds_a_point_of_the_palette(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(label=1)
    mouse.click((1.0, 2.0))
    np.testing.assert_allclose(mouse.session.data.X[-1], (1.0, 2.0), atol=CLOSE)
    assert mouse.session.data.y[-1] == 1.0 and not mouse.session.data.test[-1]
    undone(mouse, "Add a point")


def test_a_point_of_a_line_gets_its_value_from_its_height(mouse_on: MouseOn) -> None:
    mouse = mouse_on(line())
    mouse.click((1.0, -1.5))
    assert (mouse.session.data.X[-1, 0], mouse.session.data.y[-1]) == pytest.approx((1.0, -1.5), abs=CLOSE)


def test_a_point_of_a_surface_gets_the_value_of_the_palette(mouse_on: MouseOn) -> None:
    mouse = mouse_on(surface())
    mouse.session.tools.set_brush(value=-0.25)
    mouse.click((1.0, 2.0))
    assert mouse.session.data.y[-1] == -0.25


def test_a_drag_moves_one_point_whatever_is_selected(mouse: Mouse) -> None:
    mouse.session.points.select(np.arange(8))
    mouse.stroke((-4.0, 2.0), (-2.0, 2.0), (-1.0, 1.0))
    expected = np.array(PLACES)
    expected[2] = (-1.0, 1.0)
    np.testing.assert_allclose(mouse.session.data.X, expected, atol=CLOSE)
    undone(mouse, "Move points")


@pytest.mark.parametrize("tool", TOOLS)
def test_the_right_button_erases_with_every_tool(mouse: Mouse, tool: str) -> None:
    mouse.session.tools.set_brush(tool=tool)
    mouse.click((4.0, 2.0), RIGHT)
    mouse.click((0.0, 0.0), RIGHT)  # nothing there
    np.testing.assert_array_equal(mouse.session.data.X, np.delete(PLACES, 6, axis=0))
    undone(mouse, "Delete a point")
