"""The scores of many rows are found in parts, between which the worker answers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from playground.data import Recipe
from playground.training import Experiment, Spec, Trainer
from playground.training.messages import (
    Apply,
    Envelope,
    Pause,
    Play,
    RequestReport,
    SetParameters,
    Step,
    StepWithRows,
)
from playground.training.run_shelf import RunShelf
from playground.training.worker import WorkerLoop
from tests.training.workers import Mailbox


def many_rows() -> Experiment:
    """Their scores are found in three parts."""
    return Experiment.load(
        Recipe(source="xor", count=40_000), Spec(hidden_layers=(2,), batch_size=5_000, seed=3)
    )


def test_the_scores_of_many_rows_do_not_keep_the_window_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a pause the answer comes at once with the last scores there are, and says so."""
    experiment, ours = many_rows(), Trainer(many_rows())
    worker = WorkerLoop(mailbox := Mailbox(), RunShelf(Trainer(experiment)))  # type: ignore[arg-type]
    monkeypatch.setattr("playground.training.worker._SLICE", 0.0)
    worker.take(Envelope(1, Play(math.inf)))
    worker._train()
    worker.take(Envelope(1, Pause()))
    assert worker._poll_timeout() == 0.0, "there is work to do"
    for _ in range(4):
        worker.take(Envelope(1, RequestReport(0)))
    ours.step("batch")
    assert [answer.evaluated for answer in mailbox.sent] == [False, False, True, True]
    assert [answer.snapshot.steps for answer in mailbox.sent] == [1] * 4
    first, _, last, _ = (answer.snapshot for answer in mailbox.sent)
    assert first.train == Trainer(experiment).snapshot().train
    assert last.train == ours.snapshot().train != first.train
    assert worker._poll_timeout() is None


def test_an_epoch_ends_with_its_scores_however_the_time_is_sliced() -> None:
    ours, whole = Trainer(many_rows()), Trainer(many_rows())
    calls = 0
    while ours.epoch < 3:
        ours.advance(0.0)
        calls += 1
        shot = ours.snapshot(exact=False)
        assert (shot.epoch, len(ours.history)) == (ours.epoch, ours.epoch + 1)
    whole.run(epochs=3)
    assert calls > 3 * whole.steps_per_epoch, "some of them only scored"
    np.testing.assert_array_equal(ours.history.losses, whole.history.losses)
    for one, other in zip(ours.history.timeline.checkpoints, whole.history.timeline.checkpoints, strict=True):
        assert one.steps == other.steps and (one.theta == other.theta).all()


@pytest.mark.parametrize(
    "command", [Step("row"), StepWithRows((1, 2)), SetParameters({0: 1.0}), Apply(many_rows())]
)
def test_a_command_in_the_middle_of_the_scores_first_ends_the_epoch(command: Any) -> None:
    workers = [WorkerLoop(Mailbox(), RunShelf(Trainer(many_rows()))) for _ in range(2)]  # type: ignore[arg-type]
    sliced, whole = (worker.trainer for worker in workers)
    while not sliced.epoch_complete:
        sliced.advance(0.0)
    whole.step("epoch")
    for worker in workers:
        worker.take(Envelope(1, command))
    assert sliced.epoch == whole.epoch == 1
    assert (sliced.network.theta == whole.network.theta).all()
    np.testing.assert_array_equal(sliced.history.losses, whole.history.losses)
    assert sliced.snapshot().train == whole.snapshot().train
