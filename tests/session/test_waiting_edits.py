"""Edits of a place of the past that is still being found."""

from __future__ import annotations

import numpy as np

from playground.session import Session
from playground.training.checkpoint import Place
from playground.training.parameters import Parameter
from tests.session.frames import settle


def test_they_are_made_in_their_order_on_what_was_in_force_there(trained: Session) -> None:
    trained.playhead.look_at(2)
    trained.model.update_spec(batch_size=20)
    trained.model.update_spec(momentum=0.5)
    weight = Parameter(1, to=0, source=0)
    trained.model.set_parameter(weight, 0.25)
    assert trained.playhead.place == Place(2) and trained.spec.batch_size == 10
    settle(trained)
    spec = trained.spec
    assert (spec.batch_size, spec.momentum) == (20, 0.5)
    assert spec.learning_rate == 0.05, "that of the past, and not that shown while it was being found"
    assert trained.network.theta[weight.index(trained.experiment.sizes)] == 0.25
    assert trained.playhead.place is None and trained.snapshot.epoch == 2
    assert [one.name for one in trained.runs.kept] == ["Run A"], "one branch"
    for _ in range(3):
        trained.undo()
        settle(trained)
    assert trained.snapshot.epoch == 6 and trained.spec.batch_size == 10


def test_going_on_waits(trained: Session) -> None:
    trained.playhead.look_at(3)
    trained.branches.go_on_from_here()
    settle(trained)
    assert trained.playhead.place is None and trained.snapshot.epoch == 3


def test_whoever_looks_on_leaves_them(trained: Session) -> None:
    trained.playhead.look_at(2)
    trained.model.update_spec(batch_size=20)
    trained.playhead.look_at(3)
    settle(trained)
    assert trained.spec.batch_size == 10 and trained.playhead.place == Place(3)
    assert trained.notice is not None and "2" in trained.notice.text
    assert trained.runs.kept == ()


def test_rows_that_were_others_are_not_changed_unseen(trained: Session) -> None:
    rows = len(trained.data)
    trained.playhead.look_at(2)
    trained.points.add(np.array([[2.0, 2.0]]), np.array([0.0]))
    settle(trained)
    assert len(trained.data) == rows - 1 and trained.playhead.place == Place(2)
    assert trained.notice is not None
    trained.playhead.to_present()
    trained.playhead.look_at(5)
    trained.points.add(np.array([[2.0, 2.0]]), np.array([0.0]))
    settle(trained)
    assert len(trained.data) == rows + 1 and trained.playhead.place is None


def test_a_place_that_is_lost_is_not_edited(trained: Session) -> None:
    trained.ticker.restart_training()
    settle(trained)
    trained.playhead.look_at(3)
    trained.model.update_spec(batch_size=20)
    settle(trained)
    assert trained.spec.batch_size == 10 and trained.notice is not None
