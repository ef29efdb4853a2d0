"""The session with its real worker: verbs, change flags, undo, notices, and a worker that dies."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.data import Raw, Recipe, read_table
from playground.errors import DataError, SpecError
from playground.session import ALL, Change, Notice, Session
from playground.training import Experiment, Trainer
from playground.training.evaluation import Score
from tests.session.frames import (
    flags,
    play_a_while,
    settle,
    tick_until,
    train,
)

# --- the first frame and the run ---------------------------------------------------------------------


def test_the_first_weights_are_there_before_the_worker_is(session: Session) -> None:
    assert (session.network.theta == session.experiment.network().theta).all()
    assert (session.snapshot.epoch, session.snapshot.status) == (0, "ready")
    assert session.snapshot.train == Score()
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
        session.playback.step(stride)  # type: ignore[arg-type]
        ours.step(stride)  # type: ignore[arg-type]
    session.model.update_spec(learning_rate=0.3, stop_epochs=20)
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
    session.playback.pause()
    assert not session.training
    settle(session)
    epoch = session.snapshot.epoch
    session.view.update(dark=True)
    for _ in range(5):
        session.tick()
    assert session.snapshot.epoch == epoch
    assert len(session.history) == epoch + 1


@pytest.mark.parametrize(("stride", "epoch", "steps"), [("row", 0, 1), ("batch", 0, 1), ("epoch", 1, 5)])
def test_a_step(session: Session, stride: Any, epoch: int, steps: int) -> None:
    session.playback.step(stride)
    settle(session)
    assert (session.snapshot.epoch, session.snapshot.steps) == (epoch, steps)


def test_a_step_pauses(session: Session) -> None:
    play_a_while(session)
    session.playback.step("epoch")
    settle(session)
    assert not session.training
    steps = session.snapshot.steps
    assert steps % 5 == 0


def test_the_pace_is_measured_while_training_only(session: Session) -> None:
    session.playback.play()
    tick_until(session, lambda: session.run.speed_meter.epochs_per_second > 0.0)
    session.playback.pause()
    assert session.run.speed_meter.epochs_per_second == 0.0


def test_a_slower_speed_holds_at_once(session: Session) -> None:
    session.playback.set_speed(0.01)
    session.playback.play()
    tick_until(session, lambda: session.snapshot.steps > 0)
    assert session.snapshot.steps <= 2
    session.playback.set_speed(math.inf)
    tick_until(session, lambda: session.snapshot.epoch > 20)


def test_a_stop_rule_is_said(make: Callable[..., Session]) -> None:
    session = make(stop_epochs=7)
    session.playback.play()
    tick_until(session, lambda: not session.training)
    assert session.snapshot.epoch == 7
    assert session.notice == Notice("Stopped: epoch limit reached (7 epochs).", bad=False)
    assert session.run.speed_meter.epochs_per_second == 0.0
    session.playback.play()
    assert session.notice is None
    tick_until(session, lambda: not session.training)
    assert session.snapshot.epoch == 14


# --- what each verb tells ----------------------------------------------------------------------------

VERBS: list[tuple[Callable[[Session], object], Change]] = [
    (lambda s: s.playback.play(), Change.STATUS),
    (lambda s: s.playback.pause(), Change.STATUS),
    (lambda s: s.playback.step("row"), Change.STATUS),
    (lambda s: s.notices.show(Notice("words")), Change.STATUS),
    (lambda s: s.view.update(dark=True), Change.VIEW),
    (lambda s: s.playback.set_speed(5.0), Change.VIEW),
    (lambda s: s.model.update_spec(learning_rate=1.0), Change.SPEC | Change.DATA | Change.STATUS),
    (
        lambda s: s.points.set_data("Less", s.data.without_rows(np.array([0]))),
        Change.SPEC | Change.DATA | Change.STATUS,
    ),
    (lambda s: s.model.update_spec(seed=9), ALL),
    (lambda s: s.model.update_spec(hidden_layers=(3,)), ALL),
    (lambda s: s.source.update_recipe(source="xor"), ALL),
    (lambda s: s.model.reset(), ALL),
    (lambda s: s.document.open(Experiment.load(Recipe(source="xor"))), ALL),
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
    session.playback.step("epoch")
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
    session.model.update_spec(learning_rate=0.5)
    session.undo()
    settle(session)
    before = session.experiment
    with pytest.raises(SpecError):
        session.model.update_spec(**choices)
    assert session.experiment is before
    assert not session.undo_stack.undo_label
    assert session.undo_stack.redo_label, "what was undone can still be done again"
    assert not session.busy


def test_a_wrong_recipe_is_refused_and_changes_nothing(session: Session) -> None:
    before = session.experiment
    with pytest.raises(DataError):
        session.source.update_recipe(source="circel")
    with pytest.raises(SpecError):
        session.source.update_recipe(noise=1000.0)
    with pytest.raises(SpecError):
        session.source.split(0.0)
    assert session.experiment is before and not session.undo_stack.undo_label


def test_the_same_value_is_no_edit(session: Session) -> None:
    session.model.update_spec(learning_rate=session.spec.learning_rate)
    assert not session.undo_stack.undo_label


# --- edits while it trains ---------------------------------------------------------------------------


def test_edits_of_data_while_training_do_not_reset_epochs(session: Session) -> None:
    play_a_while(session)
    for x in range(5):
        before = session.snapshot.epoch
        session.points.set_data("Add row", session.data.with_rows(np.array([[x, 1.0]]), np.array([1.0])))
        assert session.snapshot.epoch == before
        tick_until(session, lambda: session.snapshot.epoch > before)  # noqa: B023
    session.source.update_recipe(source="xor")
    before = session.snapshot.epoch
    tick_until(session, lambda: session.snapshot.epoch > before)
    assert session.training
    assert before > 20
    assert len(session.history) == session.snapshot.epoch + 1


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


def test_a_rebuild_while_training_trains_on(session: Session) -> None:
    play_a_while(session)
    session.model.update_spec(hidden_layers=(3,))
    assert session.snapshot.epoch == 0
    tick_until(session, lambda: session.snapshot.epoch > 5)
    assert session.training
    assert session.network.sizes == (2, 3, 1)


def test_a_rebuild_just_as_the_worker_stops_by_itself_trains_on(make: Callable[..., Session]) -> None:
    """The stop is not known yet when the network is rebuilt: Play still holds."""
    session = make(stop_epochs=3)
    settle(session)
    session.playback.play()
    report = None
    while report is None or report.training:  # the worker has stopped, and no frame has seen it
        session.worker.proxy.ask(0)
        report = session.worker.proxy.poll()
    session.model.update_spec(hidden_layers=(3,), stop_epochs=0)
    tick_until(session, lambda: session.snapshot.epoch > 10)
    assert session.training and session.notice is None


def test_without_rows_there_is_nothing_to_train(session: Session) -> None:
    play_a_while(session)
    data = session.data
    session.points.set_data("Clear", data.without_rows(np.arange(100)))
    assert not session.training
    assert session.notice is not None and "click on the canvas" in session.notice.text
    settle(session)
    session.playback.play()
    assert not session.training and session.notice is not None
    session.playback.step("epoch")
    settle(session)
    session.undo()
    play_a_while(session, epochs=3)
    assert session.notice is None


def test_a_report_of_another_network_is_not_believed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(session)
    session.worker.proxy.ask(0)
    session.model.update_spec(hidden_layers=(3,))
    report = None
    while report is None:
        report = session.worker.proxy.poll()
    assert report.last_command == session.worker.proxy.last_command - 1
    with monkeypatch.context() as patch:
        patch.setattr(session.worker.proxy, "poll", lambda: report)
        session.tick()
    assert session.snapshot.epoch == 0
    assert session.network.sizes == (2, 3, 1)


def test_the_names_on_screen_follow_the_palette(make: Callable[..., Session]) -> None:
    session = make()
    assert session.view.names.classes == ("red", "green") and session.view.names.columns == ("x₁", "x₂")
    session.backprop.open()
    settle(session)
    session.view.update(safe_colours=True)
    session.tick()
    assert session.view.names.classes == ("orange", "blue") == session.backprop.microscope.names.classes
    assert session.data.class_names == ("red", "green")
    session.classes.rename(0, "orange")  # as it is called already
    assert session.data.class_names == ("red", "green")
    session.classes.rename(0, "cat")
    assert session.view.names.classes == ("cat", "blue")
