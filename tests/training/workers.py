"""A worker to talk to, and the patience it takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from playground.data import Dataset, Recipe
from playground.training import Experiment, Spec
from playground.training.messages import (
    Report,
)
from playground.training.proxy import TrainerProxy

EXPERIMENT = Experiment.load(Recipe(source="circle", count=100, noise=10), Spec(optimizer="adam"))
PATIENCE = 20.0  # seconds until a wait is a failure: only a broken program waits so long


def wait_until(holds: Callable[[], Any], what: str = "it") -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (value := holds()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.001)
    return value


def report(proxy: TrainerProxy, since: int = 0) -> Report:
    proxy.ask(since)
    return wait_until(proxy.poll, "a report")


def spec_with(experiment: Experiment, **choices: Any) -> Experiment:
    return experiment.with_spec(msgspec.structs.replace(experiment.spec, **choices))


def slow_step() -> Experiment:
    """One update takes many seconds."""
    rng = np.random.default_rng(0)
    data = Dataset(rng.normal(0, 1, (60_000, 2)), np.arange(60_000) % 2.0, ("x1", "x2"), "y", ("a", "b"))
    return Experiment.create(data, Spec(hidden_layers=(512, 512), batch_size=0))
