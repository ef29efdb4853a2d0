"""A worker whose steps are compiled."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from playground.training import Trainer
from playground.training.messages import Play, Step
from playground.training.proxy import TrainerProxy
from tests.fastpath.switch import switched_on
from tests.training.workers import EXPERIMENT, report, wait_until

__all__ = ["switched_on"]


@pytest.mark.usefixtures("switched_on")
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
