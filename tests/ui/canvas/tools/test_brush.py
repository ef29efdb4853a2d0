"""The brush and the eraser."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ui.canvas.mouse import (
    PLACES,
    Mouse,
    classes,
    line,
    surface,
)
from tests.ui.canvas.tools.gestures import MouseOn, undone


def test_a_dab_is_so_many_points_within_the_radius(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="brush", label=1, density=30)
    mouse.click((0.0, 0.0))
    added = mouse.session.data.X[8:]
    assert len(added) == 30 and (mouse.session.data.y[8:] == 1.0).all()
    away = np.hypot(*(mouse.canvas.hit_test.pixels(*added.T) - mouse.canvas.hit_test.pixels(0.0, 0.0)).T)
    assert away.max() <= 36.0 + 1.0 and (away > 36.0 / np.sqrt(2)).sum() > 5  # half of the disc is out there
    undone(mouse, "Add points")


def test_a_dab_comes_after_every_half_radius(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="brush", density=1, radii=(("brush", 20),))
    frame = mouse.canvas.hit_test.frame
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
        mouse.session.tools.set_brush(tool="brush")
        mouse.stroke(*way, frames=each)
        drawn.append(mouse.session.data.X)
    assert len(drawn[0]) > 50
    np.testing.assert_allclose(drawn[1], drawn[0], rtol=1e-9)


def test_what_comes_within_one_frame_is_one_edit(mouse: Mouse, monkeypatch: pytest.MonkeyPatch) -> None:
    mouse.session.tools.set_brush(tool="brush")
    edits: list[int] = []
    add = mouse.session.points.add
    monkeypatch.setattr(
        mouse.session.points, "add", lambda X, y, **choices: (edits.append(len(X)), add(X, y, **choices))
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
    mouse.session.tools.set_brush(tool="brush", density=30)
    mouse.stroke((5.5, 5.5), (5.9, 5.9))
    assert len(mouse.session.data) > 15
    assert np.abs(mouse.session.data.X).max() <= 6.0


def test_a_flick_of_the_brush_makes_no_end_of_points(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="brush", density=1, radii=(("brush", 6),))
    mouse.press((-5.0, 0.0))
    mouse.frame()
    mouse.move((5.0, 0.0))
    mouse.frame()
    mouse.release((5.0, 0.0))
    assert len(mouse.session.data) == 8 + 1 + 64


def test_the_brush_on_a_line_and_on_a_surface(mouse_on: MouseOn) -> None:
    mouse = mouse_on(line())
    mouse.session.tools.set_brush(tool="brush", density=20)
    mouse.click((0.0, -1.0))
    assert abs(mouse.session.data.y[8:].mean() + 1.0) < 0.3 and mouse.session.data.y[8:].std() > 0.05
    mouse = mouse_on(surface())
    mouse.session.tools.set_brush(tool="brush", value=0.75)
    mouse.click((0.0, 0.0))
    assert (mouse.session.data.y[8:] == 0.75).all()


def test_the_eraser_takes_all_that_can_be_seen_on_its_way(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="erase")
    mouse.stroke((-4.0, -5.0), (-4.0, 5.0))  # one event from one end to the other
    np.testing.assert_array_equal(mouse.session.data.X, PLACES[3:])  # but for the row that is held out
    undone(mouse, "Delete points")
    mouse.session.view.update(show_test=True)
    mouse.stroke((-4.0, -5.0), (-4.0, 5.0))
    np.testing.assert_array_equal(mouse.session.data.X, PLACES[4:])


def test_one_stroke_of_the_eraser_is_one_undo_however_it_comes(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="erase")
    mouse.stroke((-4.0, -4.0), (0.0, -4.0), (4.0, -4.0), (4.0, -2.0), (4.0, 0.0), (4.0, 2.0))
    assert len(mouse.session.data) == 4
    undone(mouse, "Delete points")


def test_rows_beside_the_way_or_out_of_view_stay(mouse: Mouse) -> None:
    mouse.session.view.set_range(mouse.session.view.plane.zoomed((-3.9, 6.0), (-6.0, 6.0)))
    mouse.frame()
    mouse.session.tools.set_brush(tool="erase", radii=(("erase", 20),))
    mouse.stroke((-3.8, -5.0), (-3.8, 5.0))
    mouse.stroke((3.0, -5.0), (3.0, 5.0))
    assert len(mouse.session.data) == 8
