"""The Backprop mode: what it looks at, what is kept of it, and what happens when all else changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.data import Dataset
from playground.errors import SpecError
from playground.session import Change, Notice, Offer, Session
from playground.training import Experiment, Spec, Trainer
from playground.training.parameters import Parameter
from tests.session.frames import (
    W,
    assert_same,
    exploding,
    flags,
    look,
    play_a_while,
    seen,
    settle,
    tick_until,
    to_the_end,
    train,
)

# --- opening -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("stride", ["row", "batch"])
def test_it_looks_at_what_the_trainer_would_take_next(session: Session, stride: Any) -> None:
    ours = Trainer(session.experiment)
    for each in ("epoch", "row", "batch"):
        session.playback.step(each)  # type: ignore[arg-type]
        ours.step(each)  # type: ignore[arg-type]
    scope, moment = look(session, stride), ours.resume_point()
    assert scope.step.rows == (moment.row if stride == "row" else moment.batch)
    assert (scope.stride, scope.place, scope.row_index, scope.digits, scope.is_next_in_order) == (
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


# --- looking about -----------------------------------------------------------------------------------


def test_turning_through_the_stages_and_back_costs_the_worker_nothing(session: Session) -> None:
    scope = look(session)
    sent = session.worker.proxy.last_command
    for place in range(1, len(scope.stages)):
        assert flags(session, lambda: session.backprop.advance(+1)) == Change.MICROSCOPE
        assert session.backprop.microscope is not None
        assert (session.backprop.microscope.place, session.backprop.microscope.stage) == (
            place,
            scope.stages[place],
        )
        assert session.backprop.microscope.stepped == (place >= len(scope.stages) - 2)
        assert session.backprop.microscope.at_end == (place == len(scope.stages) - 1)
    for _ in range(len(scope.stages) + 3):
        session.backprop.advance(-1)
    assert session.backprop.microscope == scope
    session.backprop.go_to_stage(99)
    assert session.backprop.microscope.at_end
    session.backprop.go_to_stage(-3)
    assert session.backprop.microscope == scope
    assert session.worker.proxy.last_command == sent and session.snapshot.steps == 0


def test_what_is_shown_of_it(session: Session) -> None:
    look(session, "batch")
    session.backprop.go_to_stage(4)
    for index, shown in ((3, 3), (99, 9), (-1, 0)):
        session.backprop.select_row(index)
        assert seen(session).row_index == shown
    for digits, written in ((5, 5), (0, 2), (9, 6)):
        session.backprop.set_digits(digits)
        assert seen(session).digits == written
    session.backprop.follow(W)
    with pytest.raises(SpecError):
        session.backprop.follow(Parameter(4, 0, 0))
    assert (seen(session).followed, seen(session).place) == (W, 4)
    session.backprop.close()
    again = look(session)
    assert (again.followed, again.digits, again.row_index, again.place) == (W, 6, 0, 0), "remembered"


def test_other_rows_are_looked_at_from_the_first_stage(session: Session) -> None:
    scope = look(session)
    session.backprop.go_to_stage(5)
    session.backprop.select_row(0)
    other = next(row for row in range(100) if row != scope.step.rows[0])
    session.backprop.inspect_rows((other,))
    assert session.backprop.microscope is not None
    assert (session.backprop.microscope.step.rows, session.backprop.microscope.place) == ((other,), 0)
    assert not session.backprop.microscope.is_next_in_order and session.backprop.microscope.stride == "row"
    session.backprop.inspect_rows(scope.step.rows)
    assert session.backprop.microscope.is_next_in_order, "a click on the very row that comes next"
    session.backprop.show_next("batch")
    assert session.backprop.microscope.step.rows == scope.step.start.batch
    assert (session.backprop.microscope.is_next_in_order, session.backprop.microscope.stride) == (
        True,
        "batch",
    )
    session.backprop.show_next("row")
    assert session.backprop.microscope.step.rows == scope.step.rows
    assert not session.busy, "all of that is known already"


@pytest.mark.parametrize(("stride", "size"), [("row", 1), ("batch", 10)])
def test_the_next_rows_are_those_that_training_takes(session: Session, stride: str, size: int) -> None:
    own = look(session, stride).step.rows
    seen_rows = [own]
    for _ in range(3):
        session.backprop.show_next(stride)  # type: ignore[arg-type]
        seen_rows.append(seen(session).step.rows)
    assert len({row for rows in seen_rows for row in rows}) == 4 * size, "each time other rows"
    while not seen(session).is_next_in_order:  # after the last that is known of, the first comes again
        session.backprop.show_next(stride)  # type: ignore[arg-type]
    session.backprop.keep_step()
    settle(session)
    assert seen(session).step.rows == seen_rows[1], "as it was looked at ahead"


def test_rows_asked_for_while_the_worker_answers_are_looked_at_then(session: Session) -> None:
    look(session)
    session.backprop.keep_step()
    session.backprop.advance(+1)
    session.backprop.go_to_stage(4)
    session.backprop.keep_step()  # once is enough
    session.backprop.inspect_rows((7, 9))
    scope = seen(session)
    assert (scope.step.rows, scope.place, scope.step.start.steps) == ((7, 9), 0, 1)


def test_leaving_puts_the_weights_back_and_play_goes_on_where_it_would_have(session: Session) -> None:
    ours = Trainer(session.experiment)
    theta = session.network.theta.copy()
    look(session, "batch")
    session.backprop.inspect_rows((3,))
    to_the_end(session)
    assert (session.network.theta == theta).all()
    assert flags(session, session.backprop.close) == Change.MICROSCOPE
    assert session.backprop.microscope is None and not session.undo_stack.undo_label
    train(session, 2)
    ours.run(epochs=2)
    assert_same(session, ours)


def test_play_leaves(session: Session) -> None:
    look(session)
    play_a_while(session)
    assert session.backprop.microscope is None and session.training
    session.backprop.open()
    session.playback.play()  # before the worker has answered
    target = session.snapshot.epoch + 20
    tick_until(session, lambda: session.snapshot.epoch > target)
    assert session.backprop.microscope is None


def test_pause_changes_nothing(session: Session) -> None:
    look(session)
    session.backprop.go_to_stage(3)
    session.playback.pause()
    assert seen(session).place == 3


# --- keeping -----------------------------------------------------------------------------------------


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
        assert (scope.place, scope.stride) == (0, stride)
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


# --- the way back ------------------------------------------------------------------------------------


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
        assert (scope.step.rows, scope.place) == (rows[back], 0)
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


# --- which row to begin with -------------------------------------------------------------------------


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
    session._announce()
    assert session.undo_stack.undo_label and any(changes & Change.STATUS for changes in told)
