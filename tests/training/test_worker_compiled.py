"""A worker whose steps are compiled."""

from __future__ import annotations

import math
from collections.abc import Callable
from threading import Event, Thread

import pytest

from playground.training import Trainer
from playground.training.messages import Envelope, Play, Report, RequestReport, Step
from playground.training.proxy import TrainerProxy
from playground.training.run_shelf import RunShelf
from playground.training.worker import WorkerLoop
from tests.fastpath.switch import switched_on
from tests.in_process import Mailbox
from tests.training.workers import EXPERIMENT, report, wait_until

__all__ = ["switched_on"]


@pytest.mark.usefixtures("switched_on")
def test_training_waits_for_the_compiler_and_the_window_is_answered_meanwhile() -> None:
    """As at the first start after an installation."""
    answers: list[Report] = []
    done = Event()
    compiler = Thread(target=done.wait)
    compiler.start()
    worker = WorkerLoop(Mailbox(answers), RunShelf(Trainer(EXPERIMENT)), compiler)  # type: ignore[arg-type]
    worker.take(Envelope(1, Play(math.inf)))
    worker.work()
    worker.take(Envelope(1, RequestReport(0)))
    assert answers[-1].compiling and worker.training and worker.trainer.steps == 0
    done.set()
    compiler.join()
    worker.work()
    worker.take(Envelope(1, RequestReport(0)))
    assert not answers[-1].compiling and worker.trainer.steps > 0


@pytest.mark.usefixtures("switched_on", "spawned")
def test_it_says_so_and_trains_as_a_trainer_does(
    start: Callable[..., TrainerProxy],
) -> None:
    proxy, ours = start(), Trainer(EXPERIMENT)
    assert ours.is_compiled
    for stride in ("row", "batch", "epoch"):
        proxy.send(Step(stride))
        ours.step(stride)
    answer = report(proxy)
    assert answer.is_compiled and (answer.snapshot.theta == ours.network.theta).all()
    proxy.send(Play(math.inf))
    wait_until(lambda: report(proxy).snapshot.epoch > 10, "ten epochs")
