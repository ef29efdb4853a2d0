"""The worker trains as fast as it was told to, and hears what comes meanwhile."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from playground.training import Trainer
from playground.training.messages import Envelope, Play
from playground.training.proxy import TrainerProxy
from playground.training.run_shelf import RunShelf
from playground.training.worker import WorkerLoop
from tests.training.workers import EXPERIMENT, report, wait_until


class Clock:
    """Time that passes when it is told to, or waited for."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("speed", "least", "most"), [(2.0, 19, 22), (30.0, 290, 310), (0.2, 1, 4)])
def test_a_slow_speed_is_kept(monkeypatch: pytest.MonkeyPatch, speed: float, least: int, most: int) -> None:
    """Ten seconds on a clock of our own: nothing is measured in real time."""
    clock = Clock()
    monkeypatch.setattr("playground.training.worker.perf_counter", clock)
    worker = WorkerLoop(None, RunShelf(Trainer(EXPERIMENT)))  # type: ignore[arg-type]
    worker.take(Envelope(1, Play(speed)))
    while clock.now < 110.0:
        worker._train()
        patience = worker._poll_timeout()
        assert patience is not None and 0.0 <= patience <= 0.05
        clock.now += max(patience, 0.001)
    assert least <= worker.trainer.epoch <= most
    assert worker.training


def test_a_long_pause_between_two_slices_is_not_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("playground.training.worker.perf_counter", clock)
    worker = WorkerLoop(None, RunShelf(Trainer(EXPERIMENT)))  # type: ignore[arg-type]
    worker.take(Envelope(1, Play(10.0)))
    clock.now += 3600.0
    for _ in range(1000):
        worker._train()
    assert worker.trainer.epoch <= 2


def test_a_speed_of_nothing_is_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.training.worker.perf_counter", Clock())
    worker = WorkerLoop(None, RunShelf(Trainer(EXPERIMENT)))  # type: ignore[arg-type]
    worker.take(Envelope(1, Play(0.0)))
    worker._train()
    assert worker._poll_timeout() == 0.05


def test_a_slow_worker_hears_at_once(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    proxy.send(Play(0.01))
    wait_until(lambda: report(proxy).snapshot.steps == 1, "the first step")
    proxy.send(Play(math.inf))
    wait_until(lambda: report(proxy).snapshot.epoch > 20, "full speed")
