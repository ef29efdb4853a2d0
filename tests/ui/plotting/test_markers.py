"""Marks are repainted only where they have changed, and then they are what painting all of them gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage

from playground.data import Dataset
from playground.session import Session
from playground.training import Experiment, Spec
from playground.ui.canvas.points import thinned
from playground.ui.plotting import markers
from playground.ui.plotting.markers import MarkerLayer
from tests.in_process import show_weights

if TYPE_CHECKING:
    from conftest import Opened


def rows(count: int = 300) -> Dataset:
    """Crowded, so that marks of both classes, hollow ones too, lie upon each other; some of them twice."""
    rng = np.random.default_rng(0)
    X = rng.uniform(-5, 5, (count, 2))
    X[1::10] = X[::10]
    return Dataset(X, np.arange(count) % 2.0, ("x1", "x2"), "y", ("red", "green"), rng.random(count) < 0.3)


NEAR = np.arange(40, 43)

EDITS: dict[str, Callable[[Session], object]] = {
    "add": lambda s: s.points.add(np.array([[0.3, 0.2], [0.35, 0.1]]), np.array([0.0, 1.0])),
    "erase": lambda s: s.points.delete(np.array([7])),
    "erase far apart": lambda s: s.points.delete(np.array([2, 150, 290])),
    "erase one of two": lambda s: s.points.delete(np.array([20])),
    "move": lambda s: s.points.move(NEAR, s.data.X[NEAR] + 0.4, s.data.y[NEAR]),
    "swap": lambda s: s.points.relabel(NEAR, 1.0 - s.data.y[NEAR]),
    "hold out": lambda s: s.points.hold_out(NEAR),
    "clear": lambda s: s.points.clear(),
    "undo": lambda s: s.undo(),
    "theme": lambda s: s.view.update(dark=True),
    "view": lambda s: s.view.set_range(s.view.plane.zoomed((-1.0, 2.0), (0.0, 3.0))),
}


def painted(shown: MarkerLayer) -> QImage:
    return shown._pixmap.toImage()


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_mended_is_what_would_be_painted_anew(opened: Callable[..., Opened], edit: str) -> None:
    app = opened(Experiment.create(rows(), Spec(hidden_layers=())))
    canvas = app.window.canvas_panel.canvas
    shown = canvas.points.marks
    app.session.view.update(show_test=True)
    app.session.points.delete(np.arange(5))  # something to undo
    app.window.frame()
    canvas.grab()
    before = painted(shown)
    EDITS[edit](app.session)
    app.window.frame()
    canvas.grab()
    mended = painted(shown)
    assert mended != before
    shown._key = None
    canvas.grab()
    assert painted(shown) == mended


def test_a_stroke_paints_a_part_alone(opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(Experiment.create(rows(), Spec(hidden_layers=())))
    canvas = app.window.canvas_panel.canvas
    canvas.grab()
    pressed, real = [], markers._fragments
    monkeypatch.setattr(
        markers, "_fragments", lambda *arguments: pressed.append(len(made := real(*arguments))) or made
    )
    app.session.points.add(np.array([[0.3, 0.2]]), np.array([1.0]))
    app.window.frame()
    canvas.grab()
    assert 0 < sum(pressed) < 30
    pressed.clear()
    app.session.model.update_spec(learning_rate=0.5)  # the same rows once more
    app.window.frame()
    canvas.grab()
    assert not pressed


def test_of_many_rows_those_of_a_stroke_are_all_drawn_and_the_others_stay() -> None:
    chosen = [thinned(np.arange(count), 1000) for count in (1000, 1249, 100_000, 100_003)]
    assert list(map(len, chosen)) == [1000, 1249, 1000, 1003]
    assert set(chosen[0]) <= set(chosen[1]) and set(chosen[2]) <= set(chosen[3])
    assert list(chosen[3][-3:]) == [100_000, 100_001, 100_002]
    assert np.diff(chosen[2]).max() - np.diff(chosen[2]).min() <= 1, "evenly"


def test_an_edit_of_the_rows_costs_the_picture_nothing(
    opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(Experiment.create(rows(), Spec()))
    survey = app.window.heatmap._current()
    runs = []
    monkeypatch.setattr(survey, "run", lambda: runs.append(1))
    app.session.points.add(np.array([[0.3, 0.2]]), np.array([1.0]))
    app.settle()
    assert app.window.heatmap._current() is survey and not runs
    show_weights(app.session, app.session.network.theta + 1.0)
    app.window.heatmap.update()
    assert runs
