"""The tool on the canvas: its radius, its class, and its random numbers."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from playground.session import TOOLS, Brush, Change, Session
from playground.session.drawing_tools import LEAST_RADIUS, MOST_RADIUS
from tests.session.drawings import Make, three
from tests.session.frames import flags


def test_the_chosen_class_is_always_one_that_is_there(session: Session) -> None:
    for _ in range(3):
        session.classes.add()
    assert session.tools.brush.label == 4
    session.classes.remove(1)
    assert session.tools.brush.label == 3 == len(session.data.class_names) - 1
    session.tools.set_brush(label=0)
    session.classes.remove(3)
    assert session.tools.brush.label == 0
    session.undo()
    session.tools.set_brush(label=3)
    session.undo()  # of the removal before: there are five again
    assert session.tools.brush.label == 3
    session.undo()
    assert session.tools.brush.label == 3 == len(session.data.class_names) - 1


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_that_does_not_paint_gives_way_to_the_point(tool: str) -> None:
    assert Brush(tool).painter == (tool if tool in {"point", "brush", "swap"} else "point")


def test_the_brush_is_no_edit(drawn: Session) -> None:
    assert flags(drawn, lambda: drawn.tools.set_brush(tool="erase", label=2)) == Change.VIEW
    assert (drawn.tools.brush.tool, drawn.tools.brush.label, drawn.undo_stack.undo_label) == ("erase", 2, "")


def test_each_tool_has_a_radius_of_its_own(drawn: Session) -> None:
    first = {name: replace(Brush(), tool=name).radius for name in TOOLS}
    assert first == {name: tool.radius for name, tool in TOOLS.items()}
    drawn.tools.set_brush(tool="brush")
    drawn.tools.set_radius(70)
    drawn.tools.set_brush(tool="erase")
    drawn.tools.set_radius(1)
    assert drawn.tools.brush.radius == LEAST_RADIUS
    drawn.tools.set_radius(1000)
    assert drawn.tools.brush.radius == MOST_RADIUS
    drawn.tools.set_brush(tool="brush")
    assert drawn.tools.brush.radius == 70


def test_other_data_put_the_brush_on_its_first_class(drawn: Session) -> None:
    drawn.tools.set_brush(tool="brush", label=2)
    drawn.source.update_recipe(source="xor", target=None, task=None)
    assert (drawn.tools.brush.tool, drawn.tools.brush.label) == ("brush", 0)


def test_equal_sessions_have_equal_chances(make: Make) -> None:
    one, other = (make(three()).tools.rng.random(5) for _ in range(2))
    np.testing.assert_array_equal(one, other)
