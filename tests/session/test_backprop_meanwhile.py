"""The Backprop mode while other things happen: edits, numbers set by hand, a worker that dies."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest

from playground.data import Recipe
from playground.microscope.step import Step
from playground.session import Change, Offer, Session
from playground.training import Experiment, Trainer
from playground.training.messages import Apply
from playground.training.parameters import Parameter
from playground.training.proxy import WorkerFailed
from tests.session.frames import (
    W,
    assert_same,
    exploding,
    flags,
    kill_worker,
    look,
    seen,
    settle,
    tick_until,
    train,
)

# --- numbers set by hand -----------------------------------------------------------------------------


def test_a_number_set_by_hand_makes_the_step_anew_at_the_same_stage(session: Session) -> None:
    ours = Trainer(session.experiment)
    look(session, "batch")
    session.backprop.go_to_stage(6)
    place = W.index(session.experiment.sizes)
    for number in (0.5, 0.6, 0.7):
        assert flags(session, lambda number=number: session.model.set_parameter(W, number, merge=True)) & (
            Change.MICROSCOPE | Change.WEIGHTS
        ) == (Change.MICROSCOPE | Change.WEIGHTS)
        scope = session.backprop.microscope
        assert scope is not None
        assert scope.step.before.theta[place] == scope.step.start.theta[place] == number
        assert (scope.stage_index, scope.step.rows) == (6, ours.resume_point().batch)
        expected = Step.of(session.experiment, scope.step.start, scope.step.rows)
        assert (scope.step.after.theta == expected.after.theta).all()
    session.end_merge()
    session.model.set_parameter(W, 0.8)
    session.undo()
    assert (
        session.backprop.microscope is not None
        and session.backprop.microscope.step.before.theta[place] == 0.7
    )
    assert session.backprop.microscope.stage_index == 6
    session.backprop.keep_step()
    seen(session)
    ours.set_parameters({place: 0.7})
    ours.step("batch")
    assert_same(session, ours)
    session.undo()
    assert seen(session).step.before.theta[place] == 0.7
    session.undo()
    assert (session.network.theta == session.experiment.network().theta).all()
    assert not session.undo_stack.undo_label


def test_a_drag_does_not_keep_the_moment_away(session: Session) -> None:
    """A number set in every frame, from before the worker has answered."""
    look(session)
    session.backprop.keep_step()
    place, frames = W.index(session.experiment.sizes), itertools.count(1)

    def drag() -> bool:
        assert session.backprop.microscope is not None
        moment = session.backprop.microscope.step.start
        if moment.steps == 1:
            assert moment.theta[place] == session.network.theta[place], "the number of this frame"
            return True
        session.model.set_parameter(W, next(frames) / 1000, merge=True)
        return False

    tick_until(session, drag, "the moment after the step")
    session.model.set_parameter(W, -1.0)
    scope = seen(session)
    assert scope.step.start.theta[place] == session.network.theta[place] == -1.0


def test_a_locked_parameter_stays(session: Session) -> None:
    session.model.set_frozen(W, frozen=True)
    look(session)
    session.model.set_parameter(W, 0.25)
    place = W.index(session.experiment.sizes)
    assert session.backprop.microscope is not None
    assert session.backprop.microscope.step.change[place] == 0.0
    session.backprop.keep_step()
    seen(session)
    assert session.network.theta[place] == 0.25


# --- edits meanwhile ---------------------------------------------------------------------------------

EDITS: list[Callable[[Session], object]] = [
    lambda s: s.model.update_spec(learning_rate=1.0),
    lambda s: s.model.update_spec(optimiser="adam"),
    lambda s: s.model.update_spec(batch_size=3),
    lambda s: s.model.update_spec(hidden_layers=(3,)),
    lambda s: s.model.update_spec(hidden_layers=()),
    lambda s: s.model.new_seed(),
    lambda s: s.source.update_recipe(seed=9),
    lambda s: s.source.update_recipe(source="xor"),
    lambda s: s.source.update_recipe(source="houses"),
    lambda s: s.points.set_data("Less", s.data.without_rows(np.arange(60))),
    lambda s: s.model.set_frozen(W, frozen=True),
    lambda s: s.model.reset(),
    lambda s: s.document.open(Experiment.load(Recipe(source="iris"))),
    lambda s: s.undo(),
    lambda s: s.playback.step("epoch"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_told_together_with_the_moment_after_it(
    session: Session, edit: Callable[[Session], object]
) -> None:
    session.model.update_spec(learning_rate=0.5)
    train(session, 2)
    look(session, "batch")
    session.backprop.follow(W)
    session.backprop.go_to_stage(5)
    session.tick()
    before, told = session.backprop.microscope, []

    def listen(changes: Change) -> None:
        told.append(changes)
        assert session.backprop.microscope is not None
        assert session.backprop.microscope.step.experiment is session.experiment
        assert session.backprop.microscope.step.before.sizes == session.network.sizes

    session.listen(listen)
    edit(session)
    scope = seen(session)
    session.tick()
    assert scope is not before and scope.step.experiment is session.experiment
    assert Change.MICROSCOPE in told[-1]
    assert (scope.stage_index, scope.stride, scope.is_next_in_order) == (0, "batch", True)
    assert scope.step.rows == scope.step.start.batch
    assert (scope.step.start.theta == session.network.theta).all()
    assert scope.step.start.rate == session.snapshot.rate
    layers = len(session.network.weights)
    assert scope.followed == (W if layers > 2 else Parameter(layers, 0, 0))
    ours = Trainer(session.experiment, scope.step.start)
    session.backprop.keep_step()
    seen(session)
    ours.step("batch")
    assert_same(session, ours)


def test_rows_that_were_chosen_stay_chosen_while_the_data_are_the_same(session: Session) -> None:
    look(session)
    session.backprop.inspect_rows((5, 6))
    session.model.update_spec(learning_rate=0.5)
    scope = seen(session)
    assert (scope.step.rows, scope.is_next_in_order, scope.step.start.rate) == ((5, 6), False, 0.5)
    session.points.set_data("Less", session.data.without_rows(np.array([1])))
    scope = seen(session)
    assert scope.is_next_in_order and len(scope.step.rows) == 1


def test_a_rebuilt_run_comes_back_with_the_very_moment(session: Session) -> None:
    train(session, 2)
    session.playback.step("row")
    rows = look(session, "batch").step.rows
    session.model.update_spec(hidden_layers=(3,))
    assert seen(session).step.rows != rows
    session.undo()
    assert seen(session).step.rows == rows


def test_taking_all_rows_away_closes_it_and_says_why(session: Session) -> None:
    look(session)
    session.points.clear()
    settle(session)
    assert session.backprop.microscope is None
    assert session.notice is not None and "No training data yet" in session.notice.text
    session.undo()
    look(session)
    assert session.notice is None


def test_a_divergence_closes_it(make: Callable[..., Session]) -> None:
    session = make(exploding())
    look(session, "batch")
    while session.backprop.microscope is not None:
        session.backprop.go_to_stage(99)
        session.backprop.advance(+1)
        settle(session)
    assert session.snapshot.status == "diverged"
    assert session.notice is not None and session.notice.offer is Offer.RECOVER
    session.undo()
    settle(session)
    assert session.snapshot.status == "ready" and math.isfinite(session.snapshot.train.loss)


# --- a worker that dies ------------------------------------------------------------------------------


@pytest.mark.process
def test_a_lost_worker_leaves_the_moment(make: Callable[..., Session]) -> None:
    session = make(optimiser="adam")
    ours = Trainer(session.experiment)
    for stride in ("epoch", "row", "batch"):
        session.playback.step(stride)  # type: ignore[arg-type]
        ours.step(stride)  # type: ignore[arg-type]
    before = look(session, "batch")
    session.backprop.go_to_stage(4)
    kill_worker(session)
    session.model.set_parameter(W, 0.5)
    ours.set_parameters({W.index(session.experiment.sizes): 0.5})
    tick_until(session, lambda: session.notice is not None, "the loss")
    assert session.notice is not None and "restarted" in session.notice.text
    scope = seen(session)
    assert (scope.step.rows, scope.stage_index) == (before.step.rows, 0)
    session.backprop.keep_step()
    seen(session)
    ours.step("batch")
    assert_same(session, ours)


@pytest.mark.process
def test_a_worker_lost_while_it_opens_or_keeps(session: Session) -> None:
    settle(session)
    pid = session.worker.proxy.pid
    kill_worker(session)
    session.backprop.open()
    tick_until(session, lambda: session.backprop.microscope is not None, "the microscope")
    assert session.worker.proxy.pid != pid
    theta = session.network.theta.copy()
    kill_worker(session)
    session.backprop.keep_step()
    scope = seen(session)
    assert scope.stage_index == 0
    assert (scope.step.start.theta == session.network.theta).all()
    assert session.snapshot.steps == 0 and (session.network.theta == theta).all(), "it was not kept"


def test_an_error_of_the_program_leaves_it_open(session: Session) -> None:
    look(session)
    session.worker.proxy.send(Apply(None))  # type: ignore[arg-type]
    with pytest.raises(WorkerFailed):
        settle(session)
    assert seen(session).stage_index == 0


@pytest.mark.process
def test_when_no_worker_lives_it_closes(session: Session) -> None:
    look(session)
    told: list[Change] = []
    session.listen(told.append)
    session.worker._losses = 2  # already
    kill_worker(session)
    tick_until(session, lambda: session.backprop.microscope is None, "the end")
    session.tick()
    assert not session.busy and session.notice is not None
    assert Change.MICROSCOPE in told[-1]
    session.backprop.open()
    tick_until(session, lambda: session.backprop.microscope is not None, "a worker after all")


def test_the_next_step_of_rows_that_are_just_replaced_is_one_of_the_new_rows(session: Session) -> None:
    scope = look(session, "batch")
    assert max(scope.following) >= 4
    few = Experiment.load(Recipe(source="circle", count=4))
    session.document.open(few)
    session.backprop.show_next("batch")
    assert seen(session).step.rows == Trainer(few).resume_point().batch
