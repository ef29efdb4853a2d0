"""What the hand holds follows the classes, what it drew is kept, and held columns go back to their means."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Recipe
from playground.session import TOOLS, Brush, Session
from playground.training import Experiment


@pytest.mark.parametrize("again", [lambda s: s.source.update_recipe(seed=9), lambda s: s.source.resample()])
def test_drawn_points_are_kept_when_they_are_split_anew(session: Session, again) -> None:  # noqa: ANN001
    session.points.add(np.full((1, session.data.X.shape[1]), 5.0), np.zeros(1))
    drawn = session.data
    again(session)
    assert session.data.X is drawn.X and session.experiment.by_hand
    assert (session.data.test != drawn.test).any()
    session.undo()
    assert session.data is drawn


def test_generated_points_are_drawn_anew_and_none_of_them_is_selected(session: Session) -> None:
    before = session.data
    session.points.select(np.array([1, 3]))
    session.source.update_recipe(seed=session.experiment.recipe.seed + 1)
    assert not np.array_equal(session.data.X, before.X) and not session.experiment.by_hand
    assert not len(session.points.selected)


def test_rows_that_are_split_anew_stay_selected(session: Session) -> None:
    session.document.open(Experiment.load(Recipe(source="iris")))
    session.points.select(np.array([1, 3]))
    session.source.update_recipe(seed=7)
    session.source.split(0.3)
    assert session.points.selected.tolist() == [1, 3]


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


def test_columns_are_held_where_they_are_put(session: Session) -> None:
    session.document.open(Experiment.load(Recipe(source="iris")))
    means = session.view.plane.held
    session.view.set_held_input(0, 7.0)
    session.view.set_held_input(1, 2.0)
    assert session.view.plane.held == (7.0, 2.0, *means[2:])
    session.view.fit()  # at all rows: what is held stays
    assert session.view.plane.held == (7.0, 2.0, *means[2:])
    session.view.reset_held_inputs(0)
    assert session.view.plane.held == (means[0], 2.0, *means[2:])
    session.view.reset_held_inputs()
    assert session.view.plane.held == means == session.data.means
