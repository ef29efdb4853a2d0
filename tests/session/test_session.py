"""The session with its real worker: verbs, change flags, undo, notices, and a worker that dies."""

from __future__ import annotations

import math
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from playground.data import Recipe
from playground.engine import Parameter
from playground.errors import DataError, SpecError
from playground.session import ALL, Change, Inspected, Notice, Session
from playground.training import Checkpoint, Experiment, Spec, Trainer
from playground.training.messages import Apply
from playground.training.proxy import WorkerFailed
from tests.session.frames import (
    exploding,
    flags,
    kill_worker,
    play_a_while,
    settle,
    tick_until,
    train,
)

# --- the first frame and the run ---------------------------------------------------------------------


def test_the_first_weights_are_there_before_the_worker_is(session: Session) -> None:
    assert (session.network.theta == session.experiment.network().theta).all()
    assert (session.snapshot.epoch, session.snapshot.status) == (0, "ready")
    assert math.isnan(session.snapshot.train.loss)
    assert session.busy and not session.training and session.notice is None
    settle(session)
    assert math.isfinite(session.snapshot.train.loss)
    assert len(session.history) == 1


def test_the_first_tick_tells_everything(session: Session) -> None:
    told: list[Change] = []
    session.listen(told.append)
    session.tick()
    assert told == [ALL]


def test_a_quiet_tick_tells_nothing(session: Session) -> None:
    settle(session)
    session.tick()
    told: list[Change] = []
    session.listen(told.append)
    for _ in range(5):
        session.tick()
    assert told == []


def test_the_same_weights_as_a_trainer(session: Session) -> None:
    ours = Trainer(session.experiment)
    for stride in ("row", "batch", "epoch", "epoch"):
        session.step(stride)  # type: ignore[arg-type]
        ours.step(stride)  # type: ignore[arg-type]
    session.set(learning_rate=0.3, stop_epochs=20)
    ours.apply(session.experiment)
    settle(session)
    play_a_while(session, epochs=1)
    tick_until(session, lambda: not session.training)
    ours.run(epochs=100)
    assert session.snapshot.epoch == ours.epoch == 22
    assert (session.network.theta == ours.network.theta).all()
    np.testing.assert_array_equal(session.history.losses, ours.history.losses)
    assert [p.epoch for p in session.history.checkpoints] == [p.epoch for p in ours.history.checkpoints]


def test_play_and_pause(session: Session) -> None:
    play_a_while(session)
    assert session.training and session.busy
    session.pause()
    assert not session.training
    settle(session)
    epoch = session.snapshot.epoch
    session.set_view(dark=True)
    for _ in range(5):
        session.tick()
    assert session.snapshot.epoch == epoch
    assert len(session.history) == epoch + 1


@pytest.mark.parametrize(("stride", "epoch", "steps"), [("row", 0, 1), ("batch", 0, 1), ("epoch", 1, 5)])
def test_a_step(session: Session, stride: Any, epoch: int, steps: int) -> None:
    session.step(stride)
    settle(session)
    assert (session.snapshot.epoch, session.snapshot.steps) == (epoch, steps)


def test_a_step_pauses(session: Session) -> None:
    play_a_while(session)
    session.step("epoch")
    settle(session)
    assert not session.training
    steps = session.snapshot.steps
    assert steps % 5 == 0


def test_the_pace_is_measured_while_training_only(session: Session) -> None:
    session.play()
    tick_until(session, lambda: session.epochs_per_second > 0.0)
    session.pause()
    assert session.epochs_per_second == 0.0


def test_a_slower_speed_holds_at_once(session: Session) -> None:
    session.set_speed(0.01)
    session.play()
    tick_until(session, lambda: session.snapshot.steps > 0)
    assert session.snapshot.steps <= 2
    session.set_speed(math.inf)
    tick_until(session, lambda: session.snapshot.epoch > 20)


def test_a_stop_rule_is_said(make: Callable[..., Session]) -> None:
    session = make(stop_epochs=7)
    session.play()
    tick_until(session, lambda: not session.training)
    assert session.snapshot.epoch == 7
    assert session.notice == Notice("Stopped after 7 epochs, as asked.", bad=False)
    assert session.epochs_per_second == 0.0
    session.play()
    assert session.notice is None
    tick_until(session, lambda: not session.training)
    assert session.snapshot.epoch == 14


# --- what each verb tells ----------------------------------------------------------------------------

VERBS: list[tuple[Callable[[Session], object], Change]] = [
    (lambda s: s.play(), Change.STATUS),
    (lambda s: s.pause(), Change.STATUS),
    (lambda s: s.step("row"), Change.STATUS),
    (lambda s: s.say(Notice("words")), Change.STATUS),
    (lambda s: s.set_view(dark=True), Change.VIEW),
    (lambda s: s.set_speed(5.0), Change.VIEW),
    (lambda s: s.set(learning_rate=1.0), Change.SPEC | Change.DATA | Change.STATUS),
    (
        lambda s: s.set_data("Less", s.data.without_rows(np.array([0]))),
        Change.SPEC | Change.DATA | Change.STATUS,
    ),
    (lambda s: s.set(seed=9), ALL),
    (lambda s: s.set(hidden_layers=(3,)), ALL),
    (lambda s: s.set_recipe(source="xor"), ALL),
    (lambda s: s.reset(), ALL),
    (lambda s: s.open(Experiment.load(Recipe(source="xor"))), ALL),
]


@pytest.mark.parametrize(("verb", "change"), VERBS)
def test_what_a_verb_tells(session: Session, verb: Callable[[Session], object], change: Change) -> None:
    assert flags(session, lambda: verb(session)) & change == change


@pytest.mark.parametrize(("verb", "change"), VERBS)
def test_what_shows_the_view_tells_nothing_else(
    session: Session, verb: Callable[[Session], object], change: Change
) -> None:
    if change != ALL:
        assert not flags(session, lambda: verb(session)) & ~change & (Change.SPEC | Change.DATA | Change.VIEW)


def test_news_of_training_tell_of_weights_and_history_but_not_of_data(session: Session) -> None:
    settle(session)
    session.step("epoch")
    session.tick()
    told: list[Change] = []
    session.listen(told.append)
    settle(session)
    assert Change.WEIGHTS | Change.HISTORY in told[-1]
    assert not told[-1] & (Change.DATA | Change.SPEC)


# --- wrong values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "choices",
    [
        {"learning_rate": -1.0},
        {"learning_rate": math.nan},
        {"hidden_layers": (4,) * 9},
        {"activation": ("tahn",)},
        {"loss": "mse"},
        {"features": ("x1", "x7")},
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_and_changes_nothing(session: Session, choices: dict[str, Any]) -> None:
    session.set(learning_rate=0.5)
    session.undo()
    settle(session)
    before = session.experiment
    with pytest.raises(SpecError):
        session.set(**choices)
    assert session.experiment is before
    assert not session.undo_label
    assert session.redo_label, "what was undone can still be done again"
    assert not session.busy


def test_a_wrong_recipe_is_refused_and_changes_nothing(session: Session) -> None:
    before = session.experiment
    with pytest.raises(DataError):
        session.set_recipe(source="circel")
    with pytest.raises(SpecError):
        session.set_recipe(noise=1000.0)
    with pytest.raises(SpecError):
        session.split(0.0)
    assert session.experiment is before and not session.undo_label


def test_the_same_value_is_no_edit(session: Session) -> None:
    session.set(learning_rate=session.spec.learning_rate)
    assert not session.undo_label


# --- undo --------------------------------------------------------------------------------------------


def test_undo_and_redo_of_a_live_choice_keep_the_weights(session: Session) -> None:
    train(session)
    session.set(learning_rate=0.5)
    assert session.undo_label == "Change learning_rate"
    train(session, 2)
    theta = session.snapshot.theta
    session.undo()
    assert session.spec.learning_rate == 0.03
    assert (session.undo_label, session.redo_label) == ("", "Change learning_rate")
    settle(session)
    assert session.snapshot.epoch == 7
    assert (session.network.theta == theta).all()
    session.redo()
    settle(session)
    assert (session.spec.learning_rate, session.snapshot.rate) == (0.5, 0.5)
    assert session.snapshot.epoch == 7


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: s.set(hidden_layers=(3,)),
        lambda s: s.new_seed(),
        lambda s: s.reset(),
        lambda s: s.set_recipe(source="xor"),
        lambda s: s.open(Experiment.load(Recipe(source="reg-plane"))),
    ],
    ids=["layers", "seed", "reset", "recipe", "open"],
)
def test_weights_and_history_come_back(session: Session, edit: Callable[[Session], object]) -> None:
    train(session)
    old, losses = session.experiment, session.history.losses.copy()
    theta = session.network.theta.copy()
    edit(session)
    settle(session)
    assert (session.snapshot.epoch, len(session.history)) == (0, 1)
    train(session, 2)
    new, new_theta, new_losses = (
        session.experiment,
        session.network.theta.copy(),
        session.history.losses.copy(),
    )
    for _ in range(2):
        session.undo()
        assert (session.network.theta == theta).all(), "at once, before the worker answers"
        settle(session)
        assert session.experiment is old
        assert (session.snapshot.epoch, session.snapshot.steps) == (5, 25)
        assert (session.network.theta == theta).all()
        np.testing.assert_array_equal(session.history.losses, losses)
        session.redo()
        settle(session)
        assert session.experiment is new
        assert session.snapshot.epoch == 2
        assert (session.network.theta == new_theta).all()
        np.testing.assert_array_equal(session.history.losses, new_losses)
    session.undo()
    train(session, 3)
    assert (session.snapshot.epoch, len(session.history)) == (8, 9)
    np.testing.assert_array_equal(session.history.losses[:6], losses)
    assert [point.epoch for point in session.history.checkpoints] == list(range(9))


def test_reset_is_the_very_same_first_weights_and_paused(session: Session) -> None:
    first = session.network.theta.copy()
    play_a_while(session)
    session.reset()
    assert not session.training
    assert (session.network.theta == first).all()
    settle(session)
    assert session.snapshot.epoch == 0
    train(session)
    again = Trainer(session.experiment)
    again.run(epochs=5)
    assert (session.network.theta == again.network.theta).all()


def test_undo_of_rows(session: Session) -> None:
    train(session)
    before, theta = session.data, session.network.theta.copy()
    session.set_data("Add row", before.with_row(np.array([1.0, 1.0]), 1.0))
    assert session.experiment.by_hand and len(session.data) == 101
    settle(session)
    assert session.snapshot.epoch == 5
    session.undo()
    assert session.data is before and not session.experiment.by_hand
    settle(session)
    assert (session.network.theta == theta).all()


def test_split_keeps_rows_and_is_undone(session: Session) -> None:
    old = session.data
    session.split(0.8)
    assert (session.data.X == old.X).all()
    assert (~session.data.test).sum() == 80
    assert session.experiment.recipe.train_share == 0.8
    session.undo()
    assert session.data is old and session.experiment.recipe.train_share == 0.5


def test_an_edit_after_an_undo_forgets_the_redo(session: Session) -> None:
    session.set(learning_rate=0.5)
    session.undo()
    session.set(batch_size=3)
    session.redo()
    assert (session.spec.learning_rate, session.spec.batch_size) == (0.03, 3)


def test_nothing_to_undo_is_no_error(session: Session) -> None:
    session.undo()
    session.redo()
    assert (session.undo_label, session.redo_label) == ("", "")


def test_a_drag_is_one_undo(session: Session) -> None:
    for rate in (0.1, 0.2, 0.3):
        session.set("Learning rate", merge=True, learning_rate=rate)
    session.end_merge()
    session.set("Learning rate", merge=True, learning_rate=0.4)
    session.set("Batch size", merge=True, batch_size=5)
    session.undo()
    assert (session.spec.learning_rate, session.spec.batch_size) == (0.4, 10)
    session.undo()
    assert session.spec.learning_rate == 0.3
    session.undo()
    assert session.spec.learning_rate == 0.03
    assert not session.undo_label


def test_a_drag_over_layers_comes_back_with_weights_and_history(session: Session) -> None:
    train(session)
    theta, losses = session.network.theta.copy(), session.history.losses.copy()
    for neurons in (5, 6, 7):
        session.set("Neurons", merge=True, hidden_layers=(neurons, 2))
        settle(session)
    session.undo()
    settle(session)
    assert session.spec.hidden_layers == (4, 2)
    assert (session.network.theta == theta).all()
    np.testing.assert_array_equal(session.history.losses, losses)


def test_a_drag_that_is_live_first_and_rebuilds_later(session: Session) -> None:
    train(session)
    theta = session.network.theta.copy()
    session.set("Drag", merge=True, learning_rate=0.1)
    session.set("Drag", merge=True, hidden_layers=(3,))
    settle(session)
    session.undo()
    settle(session)
    assert (session.spec.learning_rate, session.spec.hidden_layers) == (0.03, (4, 2))
    assert (session.network.theta == theta).all()
    assert session.snapshot.epoch == 5
    session.redo()
    settle(session)
    assert session.spec.hidden_layers == (3,)
    assert session.network.sizes == (2, 3, 1)


def test_open_with_trained_weights(session: Session) -> None:
    trained = Trainer(Experiment.load(Recipe(source="xor")))
    point = trained.run(epochs=6).checkpoint
    session.open(trained.experiment, point)
    settle(session)
    assert (session.snapshot.epoch, session.history.first) == (6, 6)
    assert (session.network.theta == point.theta).all()


# --- edits while it trains ---------------------------------------------------------------------------


def test_edits_of_data_while_training_do_not_reset_epochs(session: Session) -> None:
    play_a_while(session)
    for x in range(5):
        before = session.snapshot.epoch
        session.set_data("Add row", session.data.with_row(np.array([x, 1.0]), 1.0))
        assert session.snapshot.epoch == before
        tick_until(session, lambda: session.snapshot.epoch > before)  # noqa: B023
    session.set_recipe(source="xor")
    before = session.snapshot.epoch
    tick_until(session, lambda: session.snapshot.epoch > before)
    assert session.training
    assert before > 20
    assert len(session.history) == session.snapshot.epoch + 1


def test_other_data_while_paused_are_a_fresh_start(session: Session) -> None:
    train(session)
    session.set_recipe(noise=20.0)
    settle(session)
    assert session.snapshot.epoch == 5, "the same data, noisier"
    session.set_recipe(source="xor")
    settle(session)
    assert session.snapshot.epoch == 0


def test_a_rebuild_while_training_trains_on(session: Session) -> None:
    play_a_while(session)
    session.set(hidden_layers=(3,))
    assert session.snapshot.epoch == 0
    tick_until(session, lambda: session.snapshot.epoch > 5)
    assert session.training
    assert session.network.sizes == (2, 3, 1)


def test_a_rebuild_just_as_the_worker_stops_by_itself_trains_on(make: Callable[..., Session]) -> None:
    """The stop is not known yet when the network is built anew: Play still holds."""
    session = make(stop_epochs=3)
    settle(session)
    session.play()
    report = None
    while report is None or report.training:  # the worker has stopped, and no frame has seen it
        session._proxy.ask(0)
        report = session._proxy.poll()
    session.set(hidden_layers=(3,), stop_epochs=0)
    tick_until(session, lambda: session.snapshot.epoch > 10)
    assert session.training and session.notice is None


def test_without_rows_there_is_nothing_to_train(session: Session) -> None:
    play_a_while(session)
    data = session.data
    session.set_data("Clear", data.without_rows(np.arange(100)))
    assert not session.training
    assert session.notice is not None and "click on the canvas" in session.notice.text
    settle(session)
    session.play()
    assert not session.training and session.notice is not None
    session.step("epoch")
    settle(session)
    session.undo()
    play_a_while(session, epochs=3)
    assert session.notice is None


def test_a_report_of_an_old_run_is_not_believed(session: Session) -> None:
    train(session)
    session._proxy.ask(0)
    session.set(hidden_layers=(3,))
    report = None
    while report is None:
        report = session._proxy.poll()
    assert report.run == session._run - 1
    session._take(report)
    assert session.snapshot.epoch == 0
    assert session.network.sizes == (2, 3, 1)


# --- divergence --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["play", "step"])
def test_a_divergence_is_said_with_a_way_out(make: Callable[..., Session], how: str) -> None:
    session = make(exploding())
    if how == "play":
        session.play()
        tick_until(session, lambda: not session.training)
    else:
        while session.snapshot.status != "diverged":
            train(session, 1)
    assert session.snapshot.status == "diverged"
    assert session.notice is not None
    assert (session.notice.offer, session.notice.bad) == ("recover", True)
    assert "lower the learning rate" in session.notice.text
    diverged = session.snapshot.epoch
    session.say(None)
    session.set(learning_rate=0.001)
    settle(session)
    assert session.notice is None, "said once"
    session.play()
    assert not session.training
    assert session.notice is not None and session.notice.offer == "recover"
    session.recover()
    assert session.notice is None
    session.step("epoch")  # at once, before the worker has answered
    settle(session)
    assert (session.snapshot.epoch, session.snapshot.status) == (diverged, "ready")
    assert np.isfinite(session.network.theta).all()
    assert len(session.history) == diverged + 1
    play_a_while(session)
    assert session.snapshot.status == "ready"


def test_an_undo_never_brings_back_weights_that_diverged(make: Callable[..., Session]) -> None:
    session = make(exploding())
    session.play()
    tick_until(session, lambda: not session.training)
    diverged = session.snapshot.epoch
    session.reset()
    settle(session)
    session.undo()
    for _ in range(2):  # at once, and when the worker has answered
        assert session.snapshot.status == "ready"
        assert session.snapshot.epoch == diverged - 1 == session.history.last_epoch
        settle(session)
    assert math.isfinite(session.snapshot.train.loss)
    session.set(learning_rate=0.001)
    play_a_while(session)


# --- a worker that dies ------------------------------------------------------------------------------


def test_a_killed_worker_is_said_and_replaced_while_training_goes_on(session: Session) -> None:
    play_a_while(session)
    old = session._proxy.pid
    kill_worker(session)
    tick_until(session, lambda: session._proxy.pid not in (old, None), "another worker")
    assert session.notice is not None and session.notice.bad
    epoch = int(session.notice.text.split("epoch ")[1].rstrip(".").replace(",", ""))
    assert "was lost" in session.notice.text and epoch >= 20
    tick_until(session, lambda: session.snapshot.epoch > epoch + 20)
    assert session.training
    assert len(session.history) == session.snapshot.epoch + 1


def test_a_worker_killed_while_paused_leaves_the_weights(session: Session) -> None:
    train(session)
    theta = session.network.theta.copy()
    kill_worker(session)
    tick_until(session, lambda: session.notice is not None)
    settle(session)
    assert (session.network.theta == theta).all()
    assert (session.snapshot.epoch, session.training) == (5, False)
    train(session, 2)
    assert session.snapshot.epoch == 7


def test_an_error_of_the_program_is_raised_after_a_new_start(session: Session) -> None:
    train(session)
    session._proxy.send(Apply(session._run, replace(session.experiment, data=None)))  # type: ignore[arg-type]
    with pytest.raises(WorkerFailed, match="Traceback"):
        tick_until(session, lambda: False)
    assert session.notice is not None and "met an error" in session.notice.text
    settle(session)
    train(session, 1)
    assert session.snapshot.epoch == 6


def test_a_worker_that_always_dies_is_not_restarted_for_ever(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = set()
    with monkeypatch.context() as patch:
        patch.setattr(Session, "_take", lambda _session, _report: None)  # no sign of life between
        for _ in range(3):
            tick_until(session, lambda: session._proxy.pid not in {None, *pids})
            pids.add(session._proxy.pid)
            session.notice = None
            kill_worker(session)
            tick_until(session, lambda: session.notice is not None)
    assert "ends as soon as it starts" in str(session.notice)
    assert not session.busy and not session.training
    for _ in range(10):
        session.tick()
    play_a_while(session, epochs=3)  # asked for, it is tried once more
    assert session.snapshot.epoch >= 3


def test_after_close_no_frame_starts_anything(session: Session) -> None:
    session.play()
    session.close()
    session.tick()
    session.pause()
    session.tick()
    session.close()


def test_a_start_from_a_checkpoint_shows_it_at_once(session: Session) -> None:
    point = Checkpoint(3, 15, np.full(session.network.parameters, 0.25))
    session.open(session.experiment, point)
    assert (session.snapshot.epoch, session.snapshot.steps) == (3, 15)
    assert (session.network.theta == 0.25).all()
    assert session.snapshot.rate == session.spec.rate(3)
    settle(session)
    assert session.history.first == 3


def test_a_spec_can_be_set_whole(session: Session) -> None:
    other = Spec(hidden_layers=(5,), learning_rate=0.2)
    session.set("Preset", **msgspec.structs.asdict(other))
    assert session.spec == other


# --- numbers set by hand -----------------------------------------------------------------------------

W = Parameter(2, to=1, source=0)


def value(session: Session, parameter: Parameter = W) -> float:
    return float(session.network.theta[parameter.index(session.experiment.sizes)])


def test_a_number_set_by_hand_is_seen_at_once_and_scored_soon(session: Session) -> None:
    train(session)
    shot, losses = session.snapshot, session.history.losses.copy()
    session.set_parameter(W, 3.0)
    assert value(session) == 3.0 and session.snapshot is not shot
    assert session.undo_label == "Set w²₂₁"
    settle(session)
    assert value(session) == 3.0
    ours = Trainer(session.experiment, session.snapshot.checkpoint)
    assert session.snapshot.train.loss == ours.snapshot().train.loss != shot.train.loss
    assert session.snapshot.test.loss == ours.snapshot().test.loss
    assert session.history.losses[-1].tolist() == [session.snapshot.train.loss, session.snapshot.test.loss]
    np.testing.assert_array_equal(session.history.losses[:-1], losses[:-1])
    assert (session.history.checkpoints[-1].theta == session.network.theta).all()


def test_undo_and_redo_of_a_number(session: Session) -> None:
    train(session)
    theta, loss = session.network.theta.copy(), session.snapshot.train.loss
    session.set_parameter(W, 3.0)
    session.set_parameter(W, 4.0)
    session.undo()
    assert value(session) == 3.0
    session.undo()
    settle(session)
    assert (session.network.theta == theta).all() and session.snapshot.train.loss == loss
    assert session.history.losses[-1][0] == loss
    session.redo()
    session.redo()
    settle(session)
    assert value(session) == 4.0 and not session.redo_label


def test_a_drag_of_a_number_is_one_undo(session: Session) -> None:
    before = value(session)
    for number in (1.0, 2.0, 3.0):
        session.set_parameter(W, number, merge=True)
        session.tick()
    session.end_merge()
    session.set_parameter(W, 5.0, merge=True)
    session.undo()
    assert value(session) == 3.0
    session.undo()
    assert value(session) == before and not session.undo_label


def test_an_undo_takes_back_the_number_and_not_what_was_learnt_since(session: Session) -> None:
    session.set_parameter(W, 3.0)
    train(session)
    theta = session.network.theta.copy()
    session.undo()
    settle(session)
    theta[W.index(session.experiment.sizes)] = session.experiment.network().theta[W.index((2, 4, 2, 1))]
    assert (session.network.theta == theta).all() and session.snapshot.epoch == 5


def test_a_number_never_flickers_back_while_training(session: Session) -> None:
    session.set_frozen(W, frozen=True)
    play_a_while(session)
    for number in np.linspace(-2.0, 2.0, 60):
        session.set_parameter(W, float(number), merge=True)
        for _ in range(3):
            session.tick()
            assert value(session) == number
            time.sleep(0.001)
    epoch = session.snapshot.epoch
    tick_until(session, lambda: session.snapshot.epoch > epoch)
    assert session.training and value(session) == 2.0


def test_a_number_survives_the_edits_around_it_and_a_worker_that_dies(session: Session) -> None:
    session.set_parameter(W, 3.0)
    session.set(hidden_layers=(3,))
    session.undo()
    assert value(session) == 3.0
    settle(session)
    session.set_parameter(W, 4.0)
    assert session._proxy.pid is not None
    os.kill(session._proxy.pid, signal.SIGTERM)
    tick_until(session, lambda: session.notice is not None, "the loss of the worker")
    settle(session)
    assert value(session) == 4.0


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e10])
def test_a_number_no_network_can_use_is_refused(session: Session, number: float) -> None:
    before = value(session)
    with pytest.raises(SpecError, match="w²₂₁ cannot be"):
        session.set_parameter(W, number)
    with pytest.raises(SpecError, match="There is no"):
        session.set_parameter(Parameter(7, 0), 1.0)
    assert value(session) == before and not session.undo_label


def test_a_lock_holds_and_opens_again(session: Session) -> None:
    before = value(session)
    session.set_frozen(W, frozen=True)
    assert session.undo_label == "Lock w²₂₁" and session.spec.frozen == ("w2[2,1]",)
    train(session)
    assert value(session) == before
    session.set_parameter(W, 3.0)
    train(session)
    assert value(session) == 3.0, "a hand may move what learning may not"
    session.set_frozen(W, frozen=False)
    train(session)
    assert value(session) != 3.0 and session.spec.frozen == ()


def test_locks_go_with_the_weights_they_held(session: Session) -> None:
    session.set_frozen(W, frozen=True)
    session.reset()
    session.new_seed()
    assert session.spec.frozen, "the same weights, drawn anew"
    session.set(hidden_layers=(5, 2))
    assert not session.spec.frozen
    session.undo()
    assert session.spec.frozen
    session.set(features=("x1", "x1*x2"))
    assert not session.spec.frozen


def test_a_large_number_is_no_explosion(session: Session) -> None:
    session.set(loss="half_mse_tanh")
    session.open(Experiment.load(Recipe(source="reg-plane"), Spec(loss="mse", learning_rate=1e-9)))
    session.set_parameter(Parameter(3, 0), 1e5)
    train(session, 2)
    assert session.snapshot.train.loss > 1e9 and session.snapshot.status == "ready"


def test_what_is_inspected_is_told_as_a_view(session: Session) -> None:
    assert flags(session, lambda: session.inspect(Inspected(1, 2))) == Change.VIEW
    session.set(hidden_layers=(1,))
    assert session.inspected is None
