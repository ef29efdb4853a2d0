"""What the hand holds follows the classes, what it drew is kept, and held columns go back to their means."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Recipe
from playground.session import TOOLS, Brush, Session
from playground.training import Experiment


@pytest.mark.parametrize("anew", [lambda s: s.set_recipe(seed=9), lambda s: s.new_draw()])
def test_drawn_points_are_kept_when_they_are_split_anew(session: Session, anew) -> None:  # noqa: ANN001
    session.add_points(np.full((1, session.data.X.shape[1]), 5.0), np.zeros(1))
    drawn = session.data
    anew(session)
    assert session.data.X is drawn.X and session.experiment.by_hand
    assert (session.data.test != drawn.test).any()
    session.undo()
    assert session.data is drawn


def test_generated_points_are_drawn_anew_and_none_of_them_is_selected(session: Session) -> None:
    before = session.data
    session.select(np.array([1, 3]))
    session.set_recipe(seed=session.experiment.recipe.seed + 1)
    assert not np.array_equal(session.data.X, before.X) and not session.experiment.by_hand
    assert not len(session.selected)


def test_rows_that_are_split_anew_stay_selected(session: Session) -> None:
    session.open(Experiment.load(Recipe(source="iris")))
    session.select(np.array([1, 3]))
    session.set_recipe(seed=7)
    session.split(0.3)
    assert session.selected.tolist() == [1, 3]


def test_the_chosen_class_is_always_one_that_is_there(session: Session) -> None:
    for _ in range(3):
        session.add_class()
    assert session.brush.label == 4
    session.remove_class(1)
    assert session.brush.label == 3 == len(session.data.class_names) - 1
    session.set_brush(label=0)
    session.remove_class(3)
    assert session.brush.label == 0
    session.undo()
    session.set_brush(label=3)
    session.undo()  # of the removal before: there are five again
    assert session.brush.label == 3
    session.undo()
    assert session.brush.label == 3 == len(session.data.class_names) - 1


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_that_does_not_paint_gives_way_to_the_point(tool: str) -> None:
    assert Brush(tool).painter == (tool if tool in {"point", "brush", "swap"} else "point")


def test_columns_are_held_where_they_are_put(session: Session) -> None:
    session.open(Experiment.load(Recipe(source="iris")))
    means = session.plane.held
    session.hold(0, 7.0)
    session.hold(1, 2.0)
    assert session.plane.held == (7.0, 2.0, *means[2:])
    session.look()  # at all rows: what is held stays
    assert session.plane.held == (7.0, 2.0, *means[2:])
    session.hold_at_means(0)
    assert session.plane.held == (means[0], 2.0, *means[2:])
    session.hold_at_means()
    assert session.plane.held == means == session.data.means
