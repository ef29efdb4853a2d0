"""Jitter and relabelling."""

from __future__ import annotations

import numpy as np

from tests.ui.canvas.mouse import (
    PLACES,
    Mouse,
    classes,
    classes_on_a_line,
    line,
    surface,
)
from tests.ui.canvas.tools.gestures import MouseOn, undone


def test_jitter_shakes_what_it_passes(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="jitter")
    mouse.stroke((-4.0, -4.5), (-4.0, -3.0), (-4.0, -1.5))
    shift = np.abs(mouse.session.data.X - PLACES).max(axis=1)
    assert np.flatnonzero(shift).tolist() == [0, 1]
    assert shift.max() < 1.5
    undone(mouse, "Jitter points")


def test_jitter_on_a_line_shakes_values_too_and_leaves_classes_alone(mouse_on: MouseOn) -> None:
    for experiment, shaken in ((line(), True), (classes_on_a_line(), False)):
        mouse = mouse_on(experiment)
        before = mouse.session.data
        xs, ys = mouse.session.view.plane.to_axes(before)
        mouse.session.tools.set_brush(tool="jitter")
        mouse.click((float(xs[3]), float(ys[3])))
        assert mouse.session.data.X[3] != before.X[3]
        assert (mouse.session.data.y[3] != before.y[3]) == shaken


def test_swap_turns_each_row_once_a_stroke(mouse: Mouse) -> None:
    mouse.session.tools.set_brush(tool="swap")
    mouse.stroke((-4.0, -5.0), (-4.0, 3.0), (-4.0, -5.0))
    np.testing.assert_array_equal(mouse.session.data.y, [1, 1, 1, 0, 1, 1, 1, 1])
    undone(mouse, "Relabel points")


def test_of_many_classes_swap_gives_that_of_the_palette(mouse_on: MouseOn) -> None:
    mouse = mouse_on(classes(("red", "green", "blue")))
    mouse.session.tools.set_brush(tool="swap", label=2)
    mouse.stroke((-4.0, -5.0), (-4.0, -1.0))
    np.testing.assert_array_equal(mouse.session.data.y, [2, 2, 0, 0, 1, 1, 1, 1])


def test_swap_gives_values_on_a_surface_and_says_why_not_on_a_line(mouse_on: MouseOn) -> None:
    mouse = mouse_on(surface())
    mouse.session.tools.set_brush(tool="swap", value=0.125)
    mouse.click((-4.0, -4.0))
    assert mouse.session.data.y[0] == 0.125
    undone(mouse, "Set values")
    mouse = mouse_on(line())
    before = mouse.session.data
    mouse.session.tools.set_brush(tool="swap", value=0.125)
    mouse.click((float(before.X[3, 0]), float(before.y[3])))
    assert mouse.session.data is before
    mouse.move((0.0, -2.0))
    assert mouse.said[-1].startswith("Nothing to relabel")
