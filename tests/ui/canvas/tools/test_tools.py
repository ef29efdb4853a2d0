"""Each tool of the canvas under real mouse events: what it does to the rows, as one undo a stroke."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.session import TOOLS
from playground.training import Experiment
from playground.ui.canvas.tools import STROKES
from tests.ui.canvas.mouse import (
    ALT,
    CTRL,
    MIDDLE,
    PLACES,
    RIGHT,
    SHIFT,
    Mouse,
    classes,
    classes_on_a_line,
    line,
    surface,
)

MouseOn = Callable[[Experiment], Mouse]
CLOSE = 0.03  # units of the plane: half a px


def undone(mouse: Mouse, label: str) -> None:
    """One undo takes the stroke back, and a redo makes the very same rows again."""
    data = mouse.session.data
    assert mouse.session.undo_label == label
    mouse.session.undo()
    assert mouse.session.undo_label == ""
    mouse.session.redo()
    assert mouse.session.data is data
    mouse.session.undo()


def test_there_is_a_stroke_for_every_tool() -> None:
    assert list(STROKES) == list(TOOLS)


# --- point -------------------------------------------------------------------------------------------


def test_a_click_adds_a_point_of_the_palette(mouse: Mouse) -> None:
    mouse.session.set_brush(label=1)
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
    mouse.session.set_brush(value=-0.25)
    mouse.click((1.0, 2.0))
    assert mouse.session.data.y[-1] == -0.25


def test_a_drag_moves_one_point_whatever_is_selected(mouse: Mouse) -> None:
    mouse.session.select(np.arange(8))
    mouse.stroke((-4.0, 2.0), (-2.0, 2.0), (-1.0, 1.0))
    expected = np.array(PLACES)
    expected[2] = (-1.0, 1.0)
    np.testing.assert_allclose(mouse.session.data.X, expected, atol=CLOSE)
    undone(mouse, "Move points")


@pytest.mark.parametrize("tool", TOOLS)
def test_the_right_button_erases_with_every_tool(mouse: Mouse, tool: str) -> None:
    mouse.session.set_brush(tool=tool)
    mouse.click((4.0, 2.0), RIGHT)
    mouse.click((0.0, 0.0), RIGHT)  # nothing there
    np.testing.assert_array_equal(mouse.session.data.X, np.delete(PLACES, 6, axis=0))
    undone(mouse, "Delete a point")


# --- brush -------------------------------------------------------------------------------------------


def test_a_dab_is_so_many_points_within_the_radius(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="brush", label=1, density=30)
    mouse.click((0.0, 0.0))
    added = mouse.session.data.X[8:]
    assert len(added) == 30 and (mouse.session.data.y[8:] == 1.0).all()
    away = np.hypot(*(mouse.canvas.sight.pixels(*added.T) - mouse.canvas.sight.pixels(0.0, 0.0)).T)
    assert away.max() <= 36.0 + 1.0 and (away > 36.0 / np.sqrt(2)).sum() > 5  # half of the disc is out there
    undone(mouse, "Add points")


def test_a_dab_comes_after_every_half_radius(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="brush", density=1, radii=(("brush", 20),))
    frame = mouse.canvas.sight.frame
    length = 100.5 * 12.0 / frame.width()  # px, in units of the plane
    mouse.stroke((-3.0, 0.0), (-3.0 + length / 3, 0.0), (-3.0 + length, 0.0))
    assert len(mouse.session.data) == 8 + 11
    undone(mouse, "Add points")


@pytest.mark.parametrize("frames", [True, False])
def test_equal_strokes_give_equal_points_however_many_frames_there_are(
    mouse_on: MouseOn, *, frames: bool
) -> None:
    way = [(3.0 * np.cos(t), 3.0 * np.sin(t)) for t in np.linspace(0.0, 6.0, 25)]
    drawn = []
    for each in (True, frames):
        mouse = mouse_on(classes())
        mouse.session.set_brush(tool="brush")
        mouse.stroke(*way, frames=each)
        drawn.append(mouse.session.data.X)
    assert len(drawn[0]) > 50
    np.testing.assert_allclose(drawn[1], drawn[0], rtol=1e-9)


def test_what_comes_within_one_frame_is_one_edit(mouse: Mouse, monkeypatch: pytest.MonkeyPatch) -> None:
    mouse.session.set_brush(tool="brush")
    edits: list[int] = []
    add = mouse.session.add_points
    monkeypatch.setattr(
        mouse.session, "add_points", lambda X, y, **choices: (edits.append(len(X)), add(X, y, **choices))
    )
    mouse.press((-3.0, 0.0))
    for x in np.linspace(-3.0, 3.0, 50):
        mouse.move((x, 0.0))
    assert len(edits) == 1  # the press; no frame has shown it yet
    mouse.frame()
    mouse.frame()
    assert len(edits) == 2 and edits[1] > 30
    mouse.release((3.0, 0.0))
    assert len(edits) == 2
    undone(mouse, "Add points")


def test_nothing_is_sprayed_outside_the_view(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="brush", density=30)
    mouse.stroke((5.5, 5.5), (5.9, 5.9))
    assert len(mouse.session.data) > 15
    assert np.abs(mouse.session.data.X).max() <= 6.0


def test_a_flick_of_the_brush_makes_no_end_of_points(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="brush", density=1, radii=(("brush", 6),))
    mouse.press((-5.0, 0.0))
    mouse.frame()
    mouse.move((5.0, 0.0))
    mouse.frame()
    mouse.release((5.0, 0.0))
    assert len(mouse.session.data) == 8 + 1 + 64


def test_the_brush_on_a_line_and_on_a_surface(mouse_on: MouseOn) -> None:
    mouse = mouse_on(line())
    mouse.session.set_brush(tool="brush", density=20)
    mouse.click((0.0, -1.0))
    assert abs(mouse.session.data.y[8:].mean() + 1.0) < 0.3 and mouse.session.data.y[8:].std() > 0.05
    mouse = mouse_on(surface())
    mouse.session.set_brush(tool="brush", value=0.75)
    mouse.click((0.0, 0.0))
    assert (mouse.session.data.y[8:] == 0.75).all()


# --- erase -------------------------------------------------------------------------------------------


def test_the_eraser_takes_all_that_can_be_seen_on_its_way(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="erase")
    mouse.stroke((-4.0, -5.0), (-4.0, 5.0))  # one event from one end to the other
    np.testing.assert_array_equal(mouse.session.data.X, PLACES[3:])  # but for the row that is held out
    undone(mouse, "Delete points")
    mouse.session.set_view(show_test=True)
    mouse.stroke((-4.0, -5.0), (-4.0, 5.0))
    np.testing.assert_array_equal(mouse.session.data.X, PLACES[4:])


def test_one_stroke_of_the_eraser_is_one_undo_however_it_comes(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="erase")
    mouse.stroke((-4.0, -4.0), (0.0, -4.0), (4.0, -4.0), (4.0, -2.0), (4.0, 0.0), (4.0, 2.0))
    assert len(mouse.session.data) == 4
    undone(mouse, "Delete points")


def test_rows_beside_the_way_or_out_of_view_stay(mouse: Mouse) -> None:
    mouse.session.look(mouse.session.plane.zoomed((-3.9, 6.0), (-6.0, 6.0)))
    mouse.frame()
    mouse.session.set_brush(tool="erase", radii=(("erase", 20),))
    mouse.stroke((-3.8, -5.0), (-3.8, 5.0))
    mouse.stroke((3.0, -5.0), (3.0, 5.0))
    assert len(mouse.session.data) == 8


# --- move --------------------------------------------------------------------------------------------


def test_move_takes_one_point_or_the_whole_selection(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="move")
    mouse.session.select(np.array([0, 3, 4]))
    mouse.stroke((-4.0, -2.0), (-3.0, -1.0))
    expected = np.array(PLACES)
    expected[1] += 1.0
    np.testing.assert_allclose(mouse.session.data.X, expected, atol=CLOSE)
    mouse.session.end_merge()
    mouse.stroke((4.0, -4.0), (4.5, -5.0), (5.0, -3.5))
    expected[[0, 3, 4]] += (1.0, 0.5)
    np.testing.assert_allclose(mouse.session.data.X, expected, atol=2 * CLOSE)
    assert mouse.session.selected.tolist() == [0, 3, 4]


def test_on_the_ground_move_shifts_the_view(mouse: Mouse) -> None:
    data = mouse.session.data
    mouse.session.set_brush(tool="move")
    mouse.stroke((0.0, 0.0), (0.5, 0.0), (1.0, 2.0))
    np.testing.assert_allclose(mouse.session.plane.x_range, (-7.0, 5.0), atol=CLOSE)
    np.testing.assert_allclose(mouse.session.plane.y_range, (-8.0, 4.0), atol=CLOSE)
    assert mouse.session.data is data


@pytest.mark.parametrize("tool", TOOLS)
def test_the_middle_button_shifts_the_view_with_every_tool(mouse: Mouse, tool: str) -> None:
    data = mouse.session.data
    mouse.session.set_brush(tool=tool)
    mouse.stroke((-4.0, -4.0), (-3.0, -4.0), button=MIDDLE)
    np.testing.assert_allclose(mouse.session.plane.x_range, (-7.0, 5.0), atol=CLOSE)
    assert mouse.session.data is data and not len(mouse.session.selected)


# --- lasso -------------------------------------------------------------------------------------------

LEFT_HALF = ((-5.0, -5.0), (-3.0, -5.0), (-3.0, 5.0), (-5.0, 5.0))
TOP = ((-5.0, 1.0), (5.0, 1.0), (5.0, 5.0), (-5.0, 5.0))


def test_the_lasso_selects_what_can_be_seen_in_its_outline(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="lasso")
    mouse.stroke(*LEFT_HALF)
    assert mouse.session.selected.tolist() == [0, 1, 2]  # 3 is held out, and hidden
    mouse.stroke(*TOP, modifiers=SHIFT)
    assert mouse.session.selected.tolist() == [0, 1, 2, 6]
    mouse.session.set_view(show_test=True)
    mouse.stroke(*LEFT_HALF, modifiers=CTRL)
    assert mouse.session.selected.tolist() == [6]
    mouse.stroke(*TOP)
    assert mouse.session.selected.tolist() == [2, 3, 6, 7]
    mouse.stroke(*LEFT_HALF, modifiers=ALT)
    assert mouse.session.selected.tolist() == [6, 7]
    assert mouse.session.undo_label == ""


def test_the_outline_is_seen_while_it_is_drawn(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="lasso")
    outline = mouse.hand.cursor.outline
    mouse.press(LEFT_HALF[0])
    for place in LEFT_HALF[1:]:
        mouse.move(place)
    assert outline.isVisible() and outline.path().elementCount() == 5
    mouse.key(Qt.Key.Key_Escape)
    assert not outline.isVisible()
    mouse.release(LEFT_HALF[-1])
    assert not len(mouse.session.selected)


def test_clicks_of_the_lasso(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="lasso")
    chosen = []
    for place, modifiers in (
        (PLACES[0], None),
        (PLACES[1], SHIFT),
        (PLACES[0], SHIFT),
        (PLACES[2], None),
        ((0.0, 0.0), SHIFT),
        (PLACES[2], CTRL),
        (PLACES[4], None),
        ((0.0, 0.0), None),
    ):
        mouse.click(place, modifiers=modifiers or Qt.KeyboardModifier.NoModifier)
        chosen.append(mouse.session.selected.tolist())
    assert chosen == [[0], [0, 1], [1], [2], [2], [], [4], []]


def test_the_lasso_finds_the_rows_of_any_outline(mouse_on: MouseOn) -> None:
    """Against the winding number of each of 10,000 places, but for those within a px of the outline."""
    mouse = mouse_on(classes())
    X = np.random.default_rng(1).uniform(-6.0, 6.0, (10_000, 2))
    mouse.session.set_data("Many", mouse.session.data.with_rows(X, np.zeros(10_000)))
    mouse.frame()
    mouse.session.set_brush(tool="lasso")
    angle = np.linspace(0.0, 4.0 * np.pi, 5, endpoint=False)  # a pentagram: twice around, and across itself
    outline = np.stack([5 * np.cos(angle), 5 * np.sin(angle)], axis=1)
    mouse.stroke(*map(tuple, outline), frames=False)
    places, corners = mouse.canvas.sight.pixels(*X.T), mouse.canvas.sight.pixels(*outline.T)
    turns, nearest = np.zeros(len(X)), np.full(len(X), np.inf)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        a, b = (start - places) @ [1, 1j], (end - places) @ [1, 1j]
        turns += np.angle(b / a)
        share = np.clip(((places - start) @ (end - start)) / max((end - start) @ (end - start), 1e-9), 0, 1)
        nearest = np.minimum(nearest, np.hypot(*(places - start - share[:, None] * (end - start)).T))
    found = np.isin(np.arange(8, 10_008), mouse.session.selected)
    clear = nearest > 1.5
    assert clear.sum() > 8_000 and 1_000 < found.sum() < 9_000
    np.testing.assert_array_equal(found[clear], np.round(turns / (2 * np.pi))[clear] != 0)


# --- jitter ------------------------------------------------------------------------------------------


def test_jitter_shakes_what_it_passes(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="jitter")
    mouse.stroke((-4.0, -4.5), (-4.0, -3.0), (-4.0, -1.5))
    shift = np.abs(mouse.session.data.X - PLACES).max(axis=1)
    assert np.flatnonzero(shift).tolist() == [0, 1]
    assert shift.max() < 1.5
    undone(mouse, "Jitter points")


def test_jitter_on_a_line_shakes_values_too_and_leaves_classes_alone(mouse_on: MouseOn) -> None:
    for experiment, shaken in ((line(), True), (classes_on_a_line(), False)):
        mouse = mouse_on(experiment)
        before = mouse.session.data
        xs, ys = mouse.session.plane.to_axes(before)
        mouse.session.set_brush(tool="jitter")
        mouse.click((float(xs[3]), float(ys[3])))
        assert mouse.session.data.X[3] != before.X[3]
        assert (mouse.session.data.y[3] != before.y[3]) == shaken


# --- swap --------------------------------------------------------------------------------------------


def test_swap_turns_each_row_once_a_stroke(mouse: Mouse) -> None:
    mouse.session.set_brush(tool="swap")
    mouse.stroke((-4.0, -5.0), (-4.0, 3.0), (-4.0, -5.0))
    np.testing.assert_array_equal(mouse.session.data.y, [1, 1, 1, 0, 1, 1, 1, 1])
    undone(mouse, "Relabel points")


def test_of_many_classes_swap_gives_that_of_the_palette(mouse_on: MouseOn) -> None:
    mouse = mouse_on(classes(("red", "green", "blue")))
    mouse.session.set_brush(tool="swap", label=2)
    mouse.stroke((-4.0, -5.0), (-4.0, -1.0))
    np.testing.assert_array_equal(mouse.session.data.y, [2, 2, 0, 0, 1, 1, 1, 1])


def test_swap_gives_values_on_a_surface_and_says_why_not_on_a_line(mouse_on: MouseOn) -> None:
    mouse = mouse_on(surface())
    mouse.session.set_brush(tool="swap", value=0.125)
    mouse.click((-4.0, -4.0))
    assert mouse.session.data.y[0] == 0.125
    undone(mouse, "Set values")
    mouse = mouse_on(line())
    before = mouse.session.data
    mouse.session.set_brush(tool="swap", value=0.125)
    mouse.click((float(before.X[3, 0]), float(before.y[3])))
    assert mouse.session.data is before
    mouse.move((0.0, -2.0))
    assert mouse.said[-1].startswith("Nothing to relabel")


# --- all ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("make", [classes, surface, line, classes_on_a_line])
def test_every_tool_on_every_kind_of_data(
    mouse_on: MouseOn, tool: str, make: Callable[[], Experiment]
) -> None:
    """Over all there is and back again; also while there is nothing. Classes of points stay classes."""
    mouse = mouse_on(make())
    mouse.session.set_brush(tool=tool)
    xs, ys = mouse.session.plane.to_axes(mouse.session.data)
    places = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    mouse.stroke(*places, *places[::-1])
    mouse.stroke((0.0, float(ys.mean())), *places)
    data = mouse.session.data
    assert np.isfinite(data.X).all() and np.isfinite(data.y).all()
    assert set(data.y) <= {0.0, 1.0} or not data.class_names
    mouse.session.clear()
    mouse.frame()
    mouse.stroke(*places)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        mouse.key(key)
    while mouse.session.undo_label:
        mouse.session.undo()
    assert mouse.session.data.same_as(make().data)


@pytest.mark.parametrize("tool", ["point", "brush", "erase", "move", "jitter", "swap"])
def test_an_undo_takes_the_stroke_out_of_the_hand(mouse: Mouse, tool: str) -> None:
    mouse.session.set_brush(tool=tool)
    before = mouse.session.data
    mouse.press(PLACES[0])
    for y in (-3.5, -3.0, -2.5):
        mouse.move((-4.0, y))
        mouse.frame()
    assert mouse.session.data is not before
    while mouse.session.undo_label:
        mouse.session.undo()
    mouse.move((-4.0, 2.0))
    mouse.frame()
    mouse.release((4.0, 2.0))
    assert mouse.session.data is before and mouse.session.undo_label == ""
    mouse.stroke(PLACES[4], (4.0, -3.0), (4.0, -2.5))  # the next stroke works
    assert mouse.session.data is not before
