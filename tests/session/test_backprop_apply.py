"""The Backprop mode of a session: a step is applied or discarded, and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.session import Notice, Session
from playground.training import Trainer
from tests.session.frames import (
    assert_same,
    look,
    seen,
    settle,
    to_the_end,
    train,
)


@pytest.mark.parametrize("stride", ["row", "batch"])
@pytest.mark.parametrize("optimiser", ["sgd", "adam"])
def test_what_is_kept_is_exactly_a_step_of_the_trainer(
    make: Callable[..., Session], stride: Any, optimiser: str
) -> None:
    """Through the short last batch and into the next epoch."""
    session = make(batch_size=20, optimiser=optimiser)
    ours = Trainer(session.experiment)
    look(session, stride)
    for _ in range(5):
        assert seen(session).step.rows == (
            ours.resume_point().row if stride == "row" else ours.resume_point().batch
        )
        step = to_the_end(session)
        session.backprop.advance(+1)
        scope = seen(session)
        ours.step(stride)
        assert_same(session, ours)
        np.testing.assert_allclose(session.network.theta, step.after.theta, rtol=1e-12, atol=1e-15)
        assert (scope.stage_index, scope.stride) == (0, stride)
    assert session.snapshot.epoch == (0 if stride == "row" else 1)
    assert session.undo_stack.undo_label == "Apply step"


def test_leaving_with_the_step(session: Session) -> None:
    ours = Trainer(session.experiment)
    look(session, "batch")
    session.backprop.close(keep=True)
    assert session.backprop.microscope is None
    settle(session)
    ours.step("batch")
    assert_same(session, ours)
    assert session.backprop.microscope is None


def test_other_rows_are_kept_out_of_turn(session: Session) -> None:
    ours = Trainer(session.experiment)
    rows = tuple(np.flatnonzero(~session.data.test)[[3, 8]].tolist())
    look(session, "batch")
    session.backprop.inspect_rows(rows)
    assert session.backprop.microscope is not None
    step = session.backprop.microscope.step
    session.backprop.keep_step()
    scope = seen(session)
    ours.step_on(rows)
    assert_same(session, ours)
    assert (session.network.theta == step.after.theta).all()
    assert (scope.step.rows, scope.is_next_in_order) == (ours.resume_point().batch, True)
    train(session, 1)
    ours.step("epoch")
    assert_same(session, ours)


def test_a_test_row_is_looked_at_but_not_learnt_from(session: Session) -> None:
    look(session)
    test, training = np.flatnonzero(session.data.test)[4], np.flatnonzero(~session.data.test)[0]
    session.backprop.inspect_rows((int(training), int(test)))
    session.backprop.go_to_stage(99)
    scope, sent = session.backprop.microscope, session.worker.proxy.last_command
    for verb in (session.backprop.keep_step, lambda: session.backprop.advance(+1)):
        session.notices.dismiss()
        verb()
        assert session.notice == Notice(
            f"Row {test + 1} is in the test set, so its step cannot be applied.", bad=False
        )
        assert session.backprop.microscope is scope
    assert not session.undo_stack.undo_label and session.worker.proxy.last_command == sent
    session.backprop.close(keep=True)
    settle(session)
    assert session.backprop.microscope is None and session.snapshot.steps == 0


def test_undo_and_redo_of_kept_steps_bring_the_run_back_as_it_was(make: Callable[..., Session]) -> None:
    """The same rows come next, with the same memory of the optimiser: as if nothing had been kept."""
    session = make(optimiser="adam", batch_size=20)
    train(session, 3)
    history = session.history.losses.copy()
    look(session, "batch")
    rows, thetas = [], []
    for _ in range(4):
        rows.append(seen(session).step.rows)
        thetas.append(session.network.theta.copy())
        session.backprop.keep_step()
    rows.append(seen(session).step.rows)
    thetas.append(session.network.theta.copy())
    for back in (3, 2, 1, 0):
        session.undo()
        scope = seen(session)
        assert (scope.step.rows, scope.stage_index) == (rows[back], 0)
        assert (session.network.theta == thetas[back]).all()
    np.testing.assert_array_equal(session.history.losses, history)
    assert not session.undo_stack.undo_label
    for on in (1, 2, 3, 4):
        session.redo()
        assert seen(session).step.rows == rows[on]
        assert (session.network.theta == thetas[on]).all()
    assert session.snapshot.epoch == 4 == session.history.last_epoch
    session.undo()
    session.undo()
    settle(session)
    session.backprop.close()
    train(session, 2)
    ours = Trainer(session.experiment)
    ours.run(epochs=5)
    assert_same(session, ours)


def test_an_undo_after_leaving_and_training_on(session: Session) -> None:
    look(session)
    session.backprop.close(keep=True)
    train(session, 40)
    losses = session.history.losses.copy()
    theta = session.network.theta.copy()
    session.undo()
    settle(session)
    assert (session.snapshot.epoch, session.snapshot.steps, len(session.history)) == (0, 0, 1)
    assert session.backprop.microscope is None
    session.redo()
    settle(session)
    assert (session.network.theta == theta).all()
    np.testing.assert_array_equal(session.history.losses, losses)
    train(session, 2)
    assert len(session.history) == len(losses) + 2
