"""A clock on which the same acts take the same time at every repetition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from playground.fastpath import prepared
from playground.session import playhead, worker_link
from playground.training import evaluator, many, replay, trainer, worker

STEPS = (0.0001, 0.001, 0.01)  # s that pass with a look at it: of a slice of training much is done, or little


class Clock:
    """Time passes with every look at it."""

    def __init__(self, step: float) -> None:
        self.now, self._step = 100.0, step

    def __call__(self) -> float:
        self.now += self._step
        return self.now


@contextmanager
def told_by(clock: Clock) -> Iterator[None]:
    """Have session and trainer look at this clock."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (prepared, evaluator, many, replay, trainer, worker):
            patch.setattr(module, "perf_counter", clock)
        for module in (playhead, worker_link):
            patch.setattr(module, "monotonic", clock)
        yield
