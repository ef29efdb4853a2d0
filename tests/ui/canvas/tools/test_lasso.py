"""Moving points, and the lasso."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.session import TOOLS
from tests.ui.canvas.mouse import (
    ALT,
    CTRL,
    MIDDLE,
    PLACES,
    SHIFT,
    Mouse,
    classes,
)
from tests.ui.canvas.tools.gestures import CLOSE, MouseOn


def test_move_takes_one_point_or_the_whole_selection(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="move")
    mouse.session.points.select(np.array([0, 3, 4]))
    mouse.stroke((-4.0, -2.0), (-3.0, -1.0))
    expected = np.array(PLACES)
    expected[1] += 1.0
    np.testing.assert_allclose(mouse.session.data.X, expected, atol=CLOSE)
    mouse.session.end_merge()
    mouse.stroke((4.0, -4.0), (4.5, -5.0), (5.0, -3.5))
    expected[[0, 3, 4]] += (1.0, 0.5)
    np.testing.assert_allclose(mouse.session.data.X, expected, atol=2 * CLOSE)
    assert mouse.session.points.selected.tolist() == [0, 3, 4]


def test_on_the_ground_move_shifts_the_view(mouse: Mouse) -> None:
    data = mouse.session.data
    mouse.session.tools.set_brush(tool="move")
    mouse.stroke((0.0, 0.0), (0.5, 0.0), (1.0, 2.0))
    np.testing.assert_allclose(mouse.session.view.plane.x_range, (-7.0, 5.0), atol=CLOSE)
    np.testing.assert_allclose(mouse.session.view.plane.y_range, (-8.0, 4.0), atol=CLOSE)
    assert mouse.session.data is data


@pytest.mark.parametrize("tool", TOOLS)
def test_the_middle_button_shifts_the_view_with_every_tool(mouse: Mouse, tool: str) -> None:
    data = mouse.session.data
    mouse.session.tools.set_brush(tool=tool)
    mouse.stroke((-4.0, -4.0), (-3.0, -4.0), button=MIDDLE)
    np.testing.assert_allclose(mouse.session.view.plane.x_range, (-7.0, 5.0), atol=CLOSE)
    assert mouse.session.data is data and not len(mouse.session.points.selected)


LEFT_HALF = ((-5.0, -5.0), (-3.0, -5.0), (-3.0, 5.0), (-5.0, 5.0))
TOP = ((-5.0, 1.0), (5.0, 1.0), (5.0, 5.0), (-5.0, 5.0))


def test_the_lasso_selects_what_can_be_seen_in_its_outline(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="lasso")
    mouse.stroke(*LEFT_HALF)
    assert mouse.session.points.selected.tolist() == [0, 1, 2]  # 3 is held out, and hidden
    mouse.stroke(*TOP, modifiers=SHIFT)
    assert mouse.session.points.selected.tolist() == [0, 1, 2, 6]
    mouse.session.view.update(show_test=True)
    mouse.stroke(*LEFT_HALF, modifiers=CTRL)
    assert mouse.session.points.selected.tolist() == [6]
    mouse.stroke(*TOP)
    assert mouse.session.points.selected.tolist() == [2, 3, 6, 7]
    mouse.stroke(*LEFT_HALF, modifiers=ALT)
    assert mouse.session.points.selected.tolist() == [6, 7]
    assert mouse.session.undo_stack.undo_label == ""


def test_the_outline_is_seen_while_it_is_drawn(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="lasso")
    outline = mouse.hand.cursor.outline
    mouse.press(LEFT_HALF[0])
    for place in LEFT_HALF[1:]:
        mouse.move(place)
    assert outline.isVisible() and outline.path().elementCount() == 5
    mouse.key(Qt.Key.Key_Escape)
    assert not outline.isVisible()
    mouse.release(LEFT_HALF[-1])
    assert not len(mouse.session.points.selected)


def test_clicks_of_the_lasso(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="lasso")
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
        chosen.append(mouse.session.points.selected.tolist())
    assert chosen == [[0], [0, 1], [1], [2], [2], [], [4], []]


def test_the_lasso_finds_the_rows_of_any_outline(mouse_on: MouseOn) -> None:
    """Against the winding number of each of 10,000 places, but for those within a px of the outline."""
    mouse = mouse_on(classes())
    X = np.random.default_rng(1).uniform(-6.0, 6.0, (10_000, 2))
    mouse.session.points.set_data("Many", mouse.session.data.with_rows(X, np.zeros(10_000)))
    mouse.frame()
    mouse.session.tools.set_brush(tool="lasso")
    angle = np.linspace(0.0, 4.0 * np.pi, 5, endpoint=False)  # a pentagram: twice around, and across itself
    outline = np.stack([5 * np.cos(angle), 5 * np.sin(angle)], axis=1)
    mouse.stroke(*map(tuple, outline), frames=False)
    places, corners = mouse.canvas.hit_test.pixels(*X.T), mouse.canvas.hit_test.pixels(*outline.T)
    turns, nearest = np.zeros(len(X)), np.full(len(X), np.inf)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        a, b = (start - places) @ [1, 1j], (end - places) @ [1, 1j]
        turns += np.angle(b / a)
        share = np.clip(((places - start) @ (end - start)) / max((end - start) @ (end - start), 1e-9), 0, 1)
        nearest = np.minimum(nearest, np.hypot(*(places - start - share[:, None] * (end - start)).T))
    found = np.isin(np.arange(8, 10_008), mouse.session.points.selected)
    clear = nearest > 1.5
    assert clear.sum() > 8_000 and 1_000 < found.sum() < 9_000
    np.testing.assert_array_equal(found[clear], np.round(turns / (2 * np.pi))[clear] != 0)
