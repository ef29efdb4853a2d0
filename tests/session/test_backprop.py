"""The Backprop mode of a session: how it is opened, and the row it begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.data import Dataset
from playground.session import Change, Offer, Session
from playground.training import Experiment, Spec, Trainer
from playground.training.parameters import Parameter
from tests.session.frames import (
    W,
    exploding,
    look,
    play_a_while,
    seen,
    settle,
    tick_until,
    to_the_end,
)


@pytest.mark.parametrize("stride", ["row", "batch"])
def test_it_looks_at_what_the_trainer_would_take_next(session: Session, stride: Any) -> None:
    ours = Trainer(session.experiment)
    for each in ("epoch", "row", "batch"):
        session.playback.step(each)  # type: ignore[arg-type]
        ours.step(each)  # type: ignore[arg-type]
    scope, moment = look(session, stride), ours.resume_point()
    assert scope.step.rows == (moment.row if stride == "row" else moment.batch)
    assert (scope.stride, scope.stage_index, scope.row_index, scope.digits, scope.is_next_in_order) == (
        stride,
        0,
        0,
        3,
        True,
    )
    assert scope.followed == Parameter(3, 0, 0)
    assert [stage.kind for stage in scope.stages][:2] == ["row", "forward"]
    assert scope.step.experiment is session.experiment
    assert (scope.step.start.theta == ours.network.theta).all()


def test_opening_pauses_and_is_told(session: Session) -> None:
    play_a_while(session)
    told: list[Change] = []
    session.listen(told.append)
    session.backprop.open()
    assert not session.training and session.backprop.microscope is None, "the worker has not answered yet"
    scope = seen(session)
    assert Change.MICROSCOPE in told[-1]
    assert scope.step.start.steps == session.snapshot.steps
    assert (scope.step.start.theta == session.network.theta).all()


def test_an_answer_that_was_under_way_is_not_believed(session: Session) -> None:
    settle(session)
    session.playback.step("row")
    session.tick()  # asks
    session.backprop.open()
    session.playback.step("epoch")
    scope = seen(session)
    ours = Trainer(session.experiment)
    ours.step("row")
    ours.step("epoch")
    assert (scope.step.rows, scope.step.start.steps) == (ours.resume_point().row, ours.steps)


def test_an_answer_before_the_last_command_is_not_believed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(session)
    session.backprop.keep_step()
    session.tick()  # asks for the moment
    session.playback.step("epoch")
    report = None
    while report is None:
        report = session.worker.proxy.poll()
    assert report.moment is not None and report.moment.steps == 1
    with monkeypatch.context() as patch:
        patch.setattr(session.worker.proxy, "poll", lambda: report)
        session.tick()
    assert session.backprop.microscope is not None and session.backprop.microscope.step.start.steps == 0
    assert seen(session).step.start.steps == session.snapshot.steps == 6


def test_without_training_rows_it_says_why_not(make: Callable[..., Session]) -> None:
    data = Dataset(np.eye(2), np.array([0.0, 1.0]), ("x1", "x2"), "y", ("a", "b"), np.ones(2, dtype=bool))
    session = make(Experiment.create(data))
    session.backprop.open()
    settle(session)
    assert session.backprop.microscope is None
    assert session.notice is not None and "All points are test points" in session.notice.text


def test_after_a_divergence_it_says_why_not(make: Callable[..., Session]) -> None:
    session = make(exploding())
    session.playback.play()
    tick_until(session, lambda: not session.training)
    session.notices.dismiss()
    session.backprop.open()
    settle(session)
    assert session.backprop.microscope is None
    assert session.notice is not None and session.notice.offer is Offer.RECOVER
    session.playback.recover()
    assert look(session).step.start.epoch == session.snapshot.epoch


def test_a_divergence_while_it_opens_is_said(make: Callable[..., Session]) -> None:
    session = make(exploding())
    settle(session)
    session.playback.play()
    session.tick()
    tick_until(session, lambda: session.snapshot.epoch > 0)
    session.worker.proxy.ask(0)
    session.backprop.open()  # the run may have diverged by now, or not
    settle(session)
    while session.backprop.microscope is not None:
        session.backprop.go_to_stage(99)
        session.backprop.keep_step()
        settle(session)
    assert session.snapshot.status == "diverged"
    assert session.notice is not None and session.notice.offer is Offer.RECOVER


def test_verbs_without_a_microscope_do_nothing(session: Session) -> None:
    settle(session)
    session.tick()
    told: list[Change] = []
    session.listen(told.append)
    for verb in (
        lambda: session.backprop.advance(+1),
        lambda: session.backprop.go_to_stage(3),
        lambda: session.backprop.inspect_rows((1,)),
        lambda: session.backprop.show_next("batch"),
        lambda: session.backprop.select_row(2),
        lambda: session.backprop.follow(W),
        lambda: session.backprop.set_digits(5),
        session.backprop.keep_step,
        session.backprop.close,
    ):
        verb()
        session.tick()
    assert session.backprop.microscope is None and not session.undo_stack.undo_label and not session.busy
    assert told == []


def hard_to_see() -> Experiment:
    """The rows of the first epoch, in their order: one on which nothing moves, then one on which all does."""
    X = np.array([[0.0, 0.001], [0.002, 0.0], [1.5, -2.0], [0.0, 0.0]])
    data = Dataset(X, np.array([0.0, 1.0, 0.0, 1.0]), ("x1", "x2"), "y", ("red", "green"))
    return Experiment.create(data, Spec(hidden_layers=(2,), shuffle=False, batch_size=1))


def test_it_can_begin_with_a_row_whose_step_can_be_seen(make: Callable[..., Session]) -> None:
    session = make(hard_to_see())
    session.backprop.open(pick=True)
    scope = seen(session)
    assert scope.step.rows == (2,) and scope.picked and not scope.is_next_in_order
    assert scope.step.start.row == (0,), "and not the trainer's own next one"
    session.backprop.show_next("row")
    assert (
        session.backprop.microscope.step.rows == (0,)
        and session.backprop.microscope.is_next_in_order
        and not session.backprop.microscope.picked
    )


def test_a_picked_row_stays_while_weights_change_and_is_what_is_kept(
    make: Callable[..., Session],
) -> None:
    session = make(hard_to_see())
    ours = Trainer(session.experiment)
    session.backprop.open(pick=True)
    seen(session)
    session.model.update_spec("Learning rate", learning_rate=0.5)
    scope = seen(session)
    assert scope.step.rows == (2,) and scope.picked
    after = to_the_end(session).after.theta
    session.backprop.keep_step()
    scope = seen(session)
    assert (session.network.theta == after).all(), "what was shown is what was done"
    assert scope.step.rows == ours.resume_point().row and scope.is_next_in_order and not scope.picked


def test_of_a_row_that_can_be_seen_nothing_is_said(make: Callable[..., Session]) -> None:
    X = np.array([[1.5, -2.0], [1.4, -1.9]])
    data = Dataset(X, np.array([0.0, 1.0]), ("x1", "x2"), "y", ("red", "green"))
    spec = Spec(hidden_layers=(2,), shuffle=False)
    session = make(Experiment.create(data, spec))
    session.backprop.open(pick=True)
    scope = seen(session)
    assert scope.is_next_in_order and not scope.picked


def test_a_kept_step_can_be_undone_before_the_worker_answers(session: Session) -> None:
    told: list[Change] = []
    look(session)
    session.tick()
    session.listen(told.append)
    session.backprop.keep_step()
    session.ticker._announce()
    assert session.undo_stack.undo_label and any(changes & Change.STATUS for changes in told)
