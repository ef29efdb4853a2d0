"""The worker process: the same run as without one, answers between steps."""

from __future__ import annotations

import math
import multiprocessing
from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from playground.data import Dataset
from playground.training import Experiment, Spec, Trainer
from playground.training.messages import (
    Apply,
    End,
    Envelope,
    Pause,
    Play,
    Recover,
    RequestReport,
    Step,
    StepWithRows,
    fetch,
    post,
    write,
)
from playground.training.proxy import Outbox, TrainerProxy
from playground.training.run_shelf import RunShelf
from playground.training.worker import WorkerLoop
from tests.training.workers import EXPERIMENT, report, spec_with, wait_until


def test_the_worker_trains_as_a_trainer_does_bit_for_bit(start: Callable[..., TrainerProxy]) -> None:
    proxy, ours = start(), Trainer(EXPERIMENT)
    strides = ("row", "batch", "epoch", "row", "epoch", "epoch")
    for stride in strides:
        proxy.send(Step(stride))
        ours.step(stride)
    edited = spec_with(EXPERIMENT, learning_rate=0.2, batch_size=7)
    proxy.send(Apply(edited))
    ours.apply(edited)
    proxy.send(Apply(spec_with(edited, stop_epochs=30)))
    ours.apply(spec_with(edited, stop_epochs=30))
    proxy.send(Play(math.inf))
    wait_until(lambda: not report(proxy).training, "the stop rule")
    ours.run(epochs=100)
    answer = report(proxy)
    assert answer.last_command == len(strides) + 3
    assert answer.snapshot.status == ours.status == "stopped"
    assert (answer.snapshot.epoch, answer.snapshot.steps) == (ours.epoch, ours.steps)
    assert (answer.snapshot.theta == ours.network.theta).all()
    np.testing.assert_array_equal(answer.history_delta.losses, ours.history.losses)
    kept = answer.history_delta.timeline.checkpoints
    assert [point.epoch for point in kept] == [point.epoch for point in ours.history.timeline.checkpoints]


def test_an_edit_of_the_settings_in_mid_epoch_leaves_the_order_of_the_rows(
    start: Callable[..., TrainerProxy],
) -> None:
    """The dataset that comes through the pipe is another object, and yet the same."""
    proxy, ours = start(), Trainer(EXPERIMENT)
    proxy.send(Step("batch"))
    ours.step("batch")
    edited = spec_with(EXPERIMENT, learning_rate=0.2)
    proxy.send(Apply(edited))
    ours.apply(edited)
    proxy.send(Step("epoch"))
    ours.step("epoch")
    answer = report(proxy)
    assert (answer.snapshot.epoch, answer.snapshot.steps) == (1, ours.steps)
    assert (answer.snapshot.theta == ours.network.theta).all()


def test_of_edits_in_a_row_the_last_is_carried_out() -> None:
    ours, theirs = multiprocessing.Pipe()
    worker = WorkerLoop(theirs, RunShelf(Trainer(EXPERIMENT)))
    edits = [Apply(spec_with(EXPERIMENT, learning_rate=rate)) for rate in (0.1, 0.2, 0.3)]
    built = Apply(EXPERIMENT, Trainer(EXPERIMENT).snapshot().checkpoint)
    commands = (edits[0], edits[1], Pause(), edits[2], built)
    for number, command in enumerate(commands, 1):
        post(ours, write(Envelope(number, command)))
    post(ours, write(Envelope(5, RequestReport(0))))
    mail = worker._receive(0.0)
    assert [type(one.command) for one in mail] == [Apply, Pause, Apply, Apply, RequestReport]
    assert [one.id for one in mail] == [2, 3, 4, 5, 5], "of joined edits the newer number stays"
    edited = [one.command.experiment for one in mail if isinstance(one.command, Apply)]
    assert [experiment.spec.learning_rate for experiment in edited[:2]] == [0.2, 0.3]
    for envelope in mail:
        worker.take(envelope)
    assert worker.last_command == 5
    ours.close()
    theirs.close()


def test_of_edits_that_wait_to_be_sent_the_last_is_left() -> None:
    outbox = Outbox()
    edits = [Apply(spec_with(EXPERIMENT, learning_rate=rate)) for rate in (0.1, 0.2, 0.3, 0.4)]
    built = Apply(EXPERIMENT, Trainer(EXPERIMENT).snapshot().checkpoint)
    commands = (edits[0], RequestReport(0), *edits[1:3], Pause(), edits[3], built, End())
    for number, command in enumerate(commands):
        outbox.put(Envelope(number, command))
    messages = [outbox.get() for _ in range(7)]
    assert [type(one.command) for one in messages] == [Apply, RequestReport, Apply, Pause, Apply, Apply, End]
    assert [one.id for one in messages] == [0, 1, 3, 4, 5, 6, 7], "of joined edits the newer number stays"
    applies = [one.command for one in messages if isinstance(one.command, Apply)]
    assert [one.experiment.spec.learning_rate for one in applies[:3]] == [0.1, 0.3, 0.4]


def test_edits_made_before_the_worker_has_begun_are_answered(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    for rate in (0.1, 0.2, 0.3):
        proxy.send(Apply(spec_with(EXPERIMENT, learning_rate=rate)))
    answer = report(proxy)
    assert (answer.last_command, answer.snapshot.rate) == (proxy.last_command, 0.3)


def test_rows_arrive_as_they_were_sent_and_none_too() -> None:
    """The arrays are the worker's own, and can be written."""
    ours, theirs = multiprocessing.Pipe()
    data = EXPERIMENT.data
    striped = replace(data, X=np.ascontiguousarray(data.X.T).T)
    for rows in (data, striped, data.without_rows(np.arange(100))):
        post(ours, write(Envelope(1, Apply(EXPERIMENT.with_data(rows)))))
        arrived = fetch(theirs).command
        assert isinstance(arrived, Apply)
        assert arrived.experiment.data.same_as(rows)
        assert arrived.experiment.data.X.flags.writeable
    ours.close()
    with pytest.raises(EOFError):
        fetch(theirs)
    theirs.close()


def test_a_worker_can_begin_at_a_checkpoint(start: Callable[..., TrainerProxy]) -> None:
    ours = Trainer(EXPERIMENT)
    point = ours.run(epochs=9).checkpoint
    answer = report(start(EXPERIMENT, point))
    assert (answer.snapshot.epoch, answer.snapshot.steps) == (9, 45)
    assert (answer.snapshot.theta == point.theta).all()


def test_the_moment_comes_when_asked_for_and_a_run_can_begin_there(
    start: Callable[..., TrainerProxy],
) -> None:
    proxy, ours = start(), Trainer(EXPERIMENT)
    for command in (Step("epoch"), Step("batch"), StepWithRows((3, 99, 4)), Step("row")):
        proxy.send(command)
    ours.step("epoch")
    ours.step("batch")
    ours.step_on((3, 99, 4))
    ours.step("row")
    assert report(proxy).moment is None
    proxy.ask(0, moment=True)
    moment = wait_until(proxy.poll, "a report").moment
    assert (moment.row, moment.batch) == (ours.resume_point().row, ours.resume_point().batch)
    assert (moment.steps, moment.state.steps) == (8, 8)
    assert (moment.theta == ours.network.theta).all()
    again = start(EXPERIMENT, moment)
    for stride in ("row", "epoch", "batch"):
        again.send(Step(stride))
        ours.step(stride)
    assert (report(again).snapshot.theta == ours.network.theta).all()


def test_a_step_on_rows_pauses_and_begins_after_a_stop(start: Callable[..., TrainerProxy]) -> None:
    proxy = start(spec_with(EXPERIMENT, stop_epochs=2))
    proxy.send(Play(math.inf))
    wait_until(lambda: not report(proxy).training, "the stop rule")
    proxy.send(StepWithRows((1,)))
    answer = report(proxy)
    assert (answer.snapshot.status, answer.snapshot.steps) == ("ready", 11)
    proxy.send(Apply(EXPERIMENT))
    proxy.send(Play(math.inf))
    proxy.send(StepWithRows((1,)))
    assert not report(proxy).training


def test_it_answers_while_it_trains(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    proxy.send(Play(math.inf))
    epochs = [report(proxy).snapshot.epoch for _ in range(20)]
    assert epochs == sorted(epochs)
    wait_until(lambda: report(proxy).snapshot.epoch > epochs[-1] + 10, "more epochs")
    proxy.send(Pause())
    still = report(proxy)
    assert not still.training
    assert report(proxy).snapshot.steps == still.snapshot.steps


def test_only_what_is_new_of_the_history_is_sent(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    for _ in range(5):
        proxy.send(Step("epoch"))
    part = report(proxy, since=4).history_delta
    assert (part.epoch, len(part.losses)) == (4, 2)


def test_one_question_at_a_time(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    for _ in range(5):
        proxy.ask(0)
    wait_until(proxy.poll)
    proxy.send(Pause())
    assert report(proxy).last_command == 1
    assert proxy.poll() is None, "five questions, one answer"


def test_divergence_ends_training_and_recover_goes_back(start: Callable[..., TrainerProxy]) -> None:
    X = np.linspace(-4, 4, 20)[:, None]
    data = Dataset(X, 3 * X[:, 0], ("x1",))
    proxy = start(Experiment.create(data, Spec(hidden_layers=(), learning_rate=1.0, batch_size=0)))
    proxy.send(Play(math.inf))
    answer = wait_until(lambda: (one := report(proxy)) and not one.training and one, "the divergence")
    assert answer.snapshot.status == "diverged"
    proxy.send(Play(math.inf))
    assert report(proxy).snapshot.epoch == answer.snapshot.epoch
    proxy.send(Recover())
    back = report(proxy)
    assert (back.last_command, back.snapshot.status, back.training) == (3, "ready", False)
    assert back.snapshot.epoch == answer.snapshot.epoch - 1


@pytest.mark.parametrize("speed", [3.0, math.inf])
def test_without_training_rows_play_ends_by_itself(start: Callable[..., TrainerProxy], speed: float) -> None:
    proxy = start()
    proxy.send(Play(speed))
    empty = EXPERIMENT.data.without_rows(np.arange(100))
    proxy.send(Apply(EXPERIMENT.with_data(empty)))
    wait_until(lambda: not report(proxy).training, "the end of training")


def test_a_report_tells_the_last_command_and_requests_do_not_count(
    start: Callable[..., TrainerProxy],
) -> None:
    proxy = start()
    assert report(proxy).last_command == 0
    assert proxy.send(Pause()) == 1
    assert [report(proxy).last_command for _ in range(2)] == [1, 1]
    assert proxy.send(Play(1.0)) == 2
    assert report(proxy).last_command == 2
