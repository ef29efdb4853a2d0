"""A command to step that takes long: the worker answers meanwhile, and does not say that it is done."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from playground.training import Trainer
from playground.training.messages import Apply, Command, Envelope, Pause, Play, RequestReport, Step
from playground.training.run_shelf import RunShelf
from playground.training.worker import WorkerLoop
from tests.training.trainers import assert_same, trainer
from tests.training.workers import Mailbox, spec_with

EDITED = spec_with(trainer(batch_size=25).experiment, learning_rate=0.5)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> WorkerLoop:
    """Eight rows of 2-4-2-1 fill the cache, and the time is up after them."""
    monkeypatch.setattr("playground.fastpath.ops._CACHE", 240)
    monkeypatch.setattr("playground.training.worker._SLICE", 0.0)
    return WorkerLoop(Mailbox(), RunShelf(trainer(batch_size=25)))  # type: ignore[arg-type]


def told(worker: WorkerLoop) -> tuple[int, int]:
    """The number of the last command that an answer has seen, and the updates."""
    worker.take(Envelope(7, RequestReport(0)))
    answer = worker.connection.sent[-1]  # type: ignore[attr-defined]
    assert not answer.training
    return answer.last_command, answer.snapshot.steps


@pytest.mark.parametrize("stride", ["batch", "epoch"])
def test_answers_between_the_pieces_tell_of_the_command_before(worker: WorkerLoop, stride: Any) -> None:
    whole = trainer(batch_size=25)
    worker.take(Envelope(7, Step(stride)))
    assert told(worker) == (6, 0)
    slices = 0
    while told(worker)[0] < 7:
        assert worker._poll_timeout() == 0.0, "there is work to do"
        worker.work()
        slices += 1
    whole.step(stride)
    assert slices > 1 and told(worker) == (7, whole.steps)
    assert_same(worker.trainer, whole)


def run(stride: Any, command: Command) -> Trainer:
    """What the command does to a run that has begun to step."""
    loop = WorkerLoop(Mailbox(), RunShelf(trainer(batch_size=25)))  # type: ignore[arg-type]
    loop.take(Envelope(1, Step(stride)))
    loop.take(Envelope(2, command))
    assert loop.last_command == 2 and loop._steps_left is None
    return loop.trainer


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("command", [Step("row"), Apply(EDITED)])
def test_a_step_ends_before_another_command(command: Command) -> None:
    whole = trainer(batch_size=25)
    whole.step("batch")
    steps = whole.steps
    ours = run("batch", command)
    if isinstance(command, Step):
        whole.step("row")
    assert ours.steps == steps + isinstance(command, Step)
    np.testing.assert_array_equal(ours.network.theta, whole.network.theta)


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("stride", ["batch", "epoch"])
def test_pause_leaves_a_step_as_if_it_had_not_begun(stride: Any) -> None:
    ours, first = run(stride, Pause()), trainer(batch_size=25)
    assert_same(ours, first)
    ours.run(epochs=1)
    first.run(epochs=1)
    assert_same(ours, first)


def test_a_run_that_cannot_step_is_not_waited_for(worker: WorkerLoop) -> None:
    worker.trainer.network.theta[...] = np.nan
    worker.take(Envelope(1, Step("epoch")))
    worker.take(Envelope(2, Play(1.0)))
    worker.training = False
    assert worker.trainer.status == "diverged" and worker._steps_left is None
    worker.take(Envelope(3, Step("epoch")))
    assert worker._steps_left is None
