"""Classes are added, renamed and removed."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Recipe
from playground.errors import DataError
from playground.session import Session
from playground.training import Experiment, Spec
from playground.training.evaluation import EncodedRows
from tests.session.drawings import Make, rows, three
from tests.session.frames import settle, train
from tests.training.scoring import scores


def test_a_class_is_added_under_the_brush(drawn: Session) -> None:
    drawn.tools.set_brush(tool="brush")
    drawn.classes.add()
    assert drawn.data.class_names == ("red", "green", "blue", "amber")
    assert (drawn.tools.brush.tool, drawn.tools.brush.label) == ("brush", 3)
    assert drawn.experiment.sizes[-1] == 4
    drawn.classes.rename(3, "violet")
    drawn.classes.add()
    assert drawn.data.class_names[3:] == ("violet", "amber")


def test_a_class_is_removed_with_its_rows(drawn: Session) -> None:
    drawn.classes.remove(0)
    assert drawn.data.class_names == ("red", "green")  # the colours that the others have now
    np.testing.assert_array_equal(drawn.data.y, [0, 1, 0, 1])
    np.testing.assert_array_equal(drawn.data.X, three().data.X[[1, 2, 4, 5]])
    before = drawn.experiment
    with pytest.raises(DataError, match="At least two"):
        drawn.classes.remove(0)
    assert drawn.experiment is before


def test_a_renamed_class_keeps_weights_scaling_and_run(make: Make) -> None:
    session = make(Experiment.load(Recipe(source="iris"), Spec(hidden_layers=(3,))))
    train(session)
    before, theta, epoch = session.experiment, session.network.theta.copy(), session.snapshot.epoch
    session.classes.rename(1, "  Iris  two ")
    settle(session)
    assert session.data.class_names[1] == "Iris two"
    assert session.experiment.inputs == before.inputs and session.snapshot.epoch == epoch > 0
    np.testing.assert_array_equal(session.network.theta, theta)


@pytest.mark.parametrize("name", ["", "   ", "blue", "x" * 101])
def test_names_that_are_none(drawn: Session, name: str) -> None:
    before = drawn.experiment
    with pytest.raises(DataError) as refused:
        drawn.classes.rename(0, name)
    assert refused.value.hint and drawn.experiment is before


def test_the_worker_learns_what_was_drawn(make: Make) -> None:
    """Through a clear, new classes and strokes, its losses are those of the rows that are there."""
    session = make(three())
    session.points.clear()
    chance = np.random.default_rng(2)
    for label in range(3):
        session.points.add(chance.normal(label, 0.1, (5, 2)), np.full(5, float(label)), merge=True)
    session.end_merge()
    train(session, 2)
    session.points.hold_out(rows(0, 7))
    settle(session)
    for seen, ours in zip(
        (session.snapshot.train, session.snapshot.test),
        scores(EncodedRows(session.experiment), session.network),
        strict=True,
    ):
        assert (seen.loss, seen.accuracy) == (ours.loss, ours.accuracy)
    assert session.data.test.sum() == 2
