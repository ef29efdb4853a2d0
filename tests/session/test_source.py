"""Where the rows come from: made, read, split again; what is kept of them, and what is said."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Raw, Recipe, read_table
from playground.errors import DataError, SpecError
from playground.session import Notice, Session
from playground.training import Experiment
from tests.session.drawings import Make, three
from tests.session.frames import (
    settle,
    train,
)


@pytest.mark.parametrize("again", [lambda s: s.source.update_recipe(seed=9), lambda s: s.source.split(0.3)])
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


def test_a_wrong_recipe_is_refused_and_changes_nothing(session: Session) -> None:
    before = session.experiment
    with pytest.raises(DataError):
        session.source.update_recipe(source="circel")
    with pytest.raises(SpecError):
        session.source.update_recipe(noise=1000.0)
    with pytest.raises(SpecError):
        session.source.split(0.0)
    assert session.experiment is before and not session.undo_stack.undo_label


def test_other_data_while_paused_are_a_fresh_start(session: Session) -> None:
    train(session)
    session.source.update_recipe(noise=20.0)
    settle(session)
    assert session.snapshot.epoch == 5, "the same data, noisier"
    session.source.update_recipe(source="xor")
    settle(session)
    assert session.snapshot.epoch == 0


def test_a_table_that_was_read_is_adopted_and_what_was_done_to_it_is_said(session: Session) -> None:
    before, recipe = session.experiment, Recipe(source="", missing="drop", train_share=0.5)
    table = Raw("t.csv", b"x,y,kind\n1,2,a\n3,,b\n5,6,b\n7,8,a\n9,9,a\n")
    session.source.load_table("Paste data", read_table(table, recipe), recipe, scale_inputs="none")
    assert session.data.X.tolist() == [[1, 2], [5, 6], [7, 8], [9, 9]] and session.data.test.sum() == 2
    assert session.spec.scale_inputs == "none" and session.experiment.recipe is recipe
    assert session.notice == Notice(
        "1 of 5 rows was dropped: a cell is missing.", bad=False, ends_with_edit=True
    )
    session.undo()
    assert session.experiment is before


def test_split_keeps_rows_and_is_undone(session: Session) -> None:
    old = session.data
    session.source.split(0.8)
    assert (session.data.X == old.X).all()
    assert (~session.data.test).sum() == 80
    assert session.experiment.recipe.train_share == 0.8
    session.undo()
    assert session.data is old and session.experiment.recipe.train_share is None


@pytest.mark.parametrize(("task", "columns"), [("classes", 2), ("regression", 1)])
def test_a_new_drawing_is_an_empty_canvas_that_learns_and_can_be_undone(
    make: Make, task: str, columns: int
) -> None:
    session = make(three())
    session.source.new_drawing(task)
    assert len(session.data) == 0 and len(session.data.columns) == columns
    assert session.view.plane.x_range == session.view.plane.y_range == (-6.0, 6.0) or columns == 2
    assert (session.view.plane.y is None) == (task == "regression")
    X = np.linspace(-3.0, 3.0, 7)[:, None] * np.ones(columns)
    session.points.add(X, (X[:, 0] > 0).astype(float))
    assert not session.data.test.any()
    train(session, 3)
    session.undo()
    session.undo()
    assert session.data.columns == ("x1", "x2") and len(session.data) == 6 and session.notice is None
