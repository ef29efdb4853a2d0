"""The hand with every tool: its cursor, its keys and the wheel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.session import TOOLS
from playground.training import Experiment
from playground.ui.theme.theme import LIGHT
from tests.ui.canvas.mouse import CTRL, LEFT, PLACES, SHIFT, Mouse, classes, surface

MouseOn = Callable[[Experiment], Mouse]
Key, Shape = Qt.Key, Qt.CursorShape
GROUND = (0.0, 1.0)


def shown(mouse: Mouse) -> set[str]:
    """What goes with the mouse."""
    return {name for name in ("reach", "grip", "ghost") if getattr(mouse.hand.cursor, name).isVisible()}


# --- the cursor --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tool", "on_ground", "on_a_point", "shape"),
    [
        ("point", {"ghost"}, {"grip"}, Shape.CrossCursor),
        ("brush", {"reach"}, {"reach"}, Shape.CrossCursor),
        ("erase", {"reach"}, {"reach"}, Shape.CrossCursor),
        ("move", set(), {"grip"}, Shape.OpenHandCursor),
        ("lasso", set(), {"grip"}, Shape.CrossCursor),
        ("jitter", {"reach"}, {"reach"}, Shape.CrossCursor),
        ("swap", {"reach"}, {"reach"}, Shape.CrossCursor),
    ],
)
def test_the_cursor_shows_what_the_tool_will_do(
    mouse: Mouse, tool: str, on_ground: set[str], on_a_point: set[str], shape: Shape
) -> None:
    mouse.session.tools.set_brush(tool=tool)
    mouse.move(GROUND)
    assert shown(mouse) == on_ground and mouse.canvas.viewport().cursor().shape() == shape
    mouse.move((-4.1, -4.0))
    assert shown(mouse) == on_a_point
    corner = mouse.canvas.hit_test.frame.topLeft()
    for name, place in (
        ("reach", (-4.1, -4.0)),
        ("grip", PLACES[0]),
    ):  # the ring stands around the point itself
        if name in on_a_point:
            at = getattr(mouse.hand.cursor, name).pos() + corner - mouse.canvas.hit_test.pixel(*place)
            assert at.manhattanLength() < 1e-6
    mouse.move((8.0, 0.0))  # on the canvas, but not on the plane
    assert not shown(mouse)
    mouse.move(GROUND)
    mouse.hand.leave()
    assert not shown(mouse)


def test_the_cursor_follows_tool_class_and_radius_at_once(mouse: Mouse) -> None:
    cursor = mouse.hand.cursor
    mouse.move(GROUND)
    mouse.session.tools.set_brush(tool="brush", label=1)
    mouse.frame()
    assert shown(mouse) == {"reach"}
    assert (cursor.reach._radius, cursor.reach._colours[0].upper()) == (36, LIGHT.classes[1])
    mouse.session.tools.set_brush(label=0)
    mouse.session.tools.set_radius(50)
    mouse.frame()
    assert (cursor.reach._radius, cursor.reach._colours[0].upper()) == (50, LIGHT.classes[0])
    mouse.session.tools.set_brush(tool="erase")
    mouse.frame()
    assert (cursor.reach._radius, cursor.reach._colours[0]) == (12, LIGHT.ink)


def test_the_ghost_looks_like_the_point_that_a_click_adds(mouse_on: MouseOn) -> None:
    mouse = mouse_on(classes(("red", "green", "blue")))
    for label in range(3):
        mouse.session.tools.set_brush(label=label)
        mouse.move(GROUND)
        ghost = mouse.hand.cursor.ghost.pixmap().toImage()
        middle = ghost.pixelColor(ghost.width() // 2, ghost.height() // 2)
        assert middle.name().upper() == LIGHT.classes[label]
    mouse = mouse_on(surface())
    seen = []
    for value in (-1.0, 1.0):
        mouse.session.tools.set_brush(value=value)
        mouse.move(GROUND)
        seen.append(mouse.hand.cursor.ghost.pixmap().toImage())
    assert seen[0] != seen[1]


def test_a_move_of_the_mouse_paints_no_mark(mouse: Mouse, monkeypatch: pytest.MonkeyPatch) -> None:
    marks, painted = mouse.canvas.points.marks, []
    mouse.session.points.select(np.arange(3))
    mouse.frame()
    monkeypatch.setattr(type(marks), "_draw", lambda *_: painted.append(1))
    for tool in TOOLS:
        mouse.session.tools.brush = mouse.session.tools.brush.__class__(tool)
        for x in np.linspace(-5.0, 5.0, 9):
            mouse.move((x, 0.0))
            mouse.canvas.viewport().repaint()
    assert not painted
    marks.show_groups(list(marks.groups))
    mouse.canvas.viewport().repaint()
    assert painted


def test_the_hand_closes_on_what_it_moves(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="move")
    mouse.move(GROUND)
    mouse.press(GROUND)
    assert mouse.canvas.viewport().cursor().shape() == Shape.ClosedHandCursor
    mouse.release(GROUND)
    assert mouse.canvas.viewport().cursor().shape() == Shape.OpenHandCursor


def test_the_tool_says_what_it_does(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="erase")
    mouse.move(GROUND)
    assert mouse.said[-1] == f"Eraser: {TOOLS['erase'].help}"
    mouse.move(PLACES[0])
    assert "actual red" in mouse.said[-1]
    mouse.session.tools.set_brush(tool="point")
    mouse.move(GROUND)
    assert mouse.said[-1].startswith("x₁ ") and "predicted" in mouse.said[-1]


def test_what_is_said_of_the_place_follows_a_drag(mouse: Mouse) -> None:
    mouse.press(PLACES[0])
    mouse.move((1.0, 2.0), LEFT)
    mouse.frame()
    assert "x₁ 1.0" in mouse.said[-1]
    mouse.move((1.0, -2.0), LEFT)
    mouse.release((1.0, -2.0))
    assert "x₂ −2.0" in mouse.said[-1]


# --- keys and wheel ----------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", TOOLS)
def test_enter_does_what_a_click_does_there(mouse: Mouse, tool: str) -> None:
    """The cross goes to (3.6, 1.8), near the point at (4, 2)."""
    mouse.session.tools.set_brush(tool=tool, radii=(("erase", 20), ("swap", 20)))
    mouse.key(Key.Key_Return)  # there is no cross yet
    assert mouse.session.undo_stack.undo_label == "" and not len(mouse.session.points.selected)
    for key, times in ((Key.Key_Right, 6), (Key.Key_Up, 3)):
        for _ in range(times):
            mouse.key(key)
    for _ in range(3):
        mouse.key(Key.Key_Right, SHIFT)
    for _ in range(2):
        mouse.key(Key.Key_Up, SHIFT)
    mouse.key(Key.Key_Return)
    label = mouse.session.undo_stack.undo_label
    done = {
        "point": "Add a point",
        "brush": "Add points",
        "erase": "Delete points",
        "jitter": "Jitter points",
    }
    assert label == {**done, "swap": "Relabel points"}.get(tool, "")
    assert mouse.session.points.selected.tolist() == ([6] if tool == "lasso" else [])
    mouse.key(Key.Key_Return)
    assert not len(mouse.session.points.selected)
    while mouse.session.undo_stack.undo_label:
        mouse.session.undo()
    mouse.key(Key.Key_Delete)
    np.testing.assert_array_equal(mouse.session.data.X, np.delete(PLACES, 6, axis=0))


def test_keys_of_the_selection(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="brush")
    mouse.session.points.select(np.array([0, 4]))
    mouse.key(Key.Key_Escape)
    assert not len(mouse.session.points.selected) and mouse.session.undo_stack.undo_label == ""
    mouse.session.points.select(np.array([1, 3, 5]))
    mouse.key(Key.Key_Delete)
    np.testing.assert_array_equal(mouse.session.data.X, np.delete(PLACES, [1, 3, 5], axis=0))
    assert mouse.session.undo_stack.undo_label == "Delete points"
    mouse.session.undo()
    assert len(mouse.session.data) == 8


def test_brackets_and_ctrl_wheel_change_the_reach(mouse: Mouse) -> None:
    plane = mouse.session.view.plane
    for tool in ("brush", "erase"):
        mouse.session.tools.set_brush(tool=tool)
        first = mouse.session.tools.brush.radius
        mouse.key(Key.Key_BracketRight)
        larger = mouse.session.tools.brush.radius
        mouse.wheel(GROUND, 2, CTRL)
        largest = mouse.session.tools.brush.radius
        assert first < larger < largest
        mouse.wheel(GROUND, -2, CTRL)
        mouse.key(Key.Key_BracketLeft)
        assert mouse.session.tools.brush.radius == pytest.approx(first, abs=2)
        for _ in range(40):
            mouse.key(Key.Key_BracketLeft)
        assert mouse.session.tools.brush.radius == 6
    assert mouse.session.view.plane is plane
    mouse.session.tools.set_brush(tool="lasso")
    mouse.key(Key.Key_BracketRight)
    assert mouse.session.tools.brush.radius == 0
    mouse.wheel(GROUND, 1, CTRL)  # it has no reach: the view is zoomed
    assert mouse.session.view.plane != plane


@pytest.mark.parametrize("tool", TOOLS)
def test_the_wheel_zooms_around_the_mouse(mouse: Mouse, tool: str) -> None:
    mouse.session.tools.set_brush(tool=tool)
    mouse.wheel((3.0, -3.0), 2)
    (x0, x1), (y0, y1) = mouse.session.view.plane.x_range, mouse.session.view.plane.y_range
    assert x1 - x0 == pytest.approx(12 * 0.81) and y1 - y0 == pytest.approx(12 * 0.81)
    assert ((3.0 - x0) / (x1 - x0), (-3.0 - y0) / (y1 - y0)) == pytest.approx((0.75, 0.25), abs=0.01)


def test_places_in_px_and_units_agree_with_what_is_drawn(mouse: Mouse) -> None:
    box, hit_test = mouse.canvas.getViewBox(), mouse.canvas.hit_test
    for place in PLACES:
        drawn = mouse.canvas.mapFromScene(
            box.mapViewToScene(hit_test.pixel(0, 0) * 0 + type(hit_test.pixel(0, 0))(*place))
        )
        assert (hit_test.pixel(*place) - drawn).manhattanLength() <= 1.5
        np.testing.assert_allclose(hit_test.values(hit_test.pixels(*place)), place)


def test_in_the_backprop_mode_the_hand_rests(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="brush")
    mouse.session.points.select(np.arange(3))
    mouse.press(GROUND)
    mouse.session.backprop.open("row")
    mouse.frame()
    assert not mouse.hand.busy and not shown(mouse)
    rows = len(mouse.session.data)
    mouse.release(GROUND)
    mouse.stroke(GROUND, (1.0, 0.0))
    mouse.move(GROUND, LEFT)
    assert len(mouse.session.data) == rows and not shown(mouse)
    assert not mouse.button("points_outside").isVisible()
    assert not mouse.canvas.selection_bar.isVisible() and not mouse.canvas.rings.marks.isVisible()
