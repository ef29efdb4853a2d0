"""Workers that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playground.training import Experiment
from playground.training.proxy import TrainerProxy
from tests.training.workers import EXPERIMENT


@pytest.fixture
def start() -> Iterator[Callable[..., TrainerProxy]]:
    """Starts workers, and ends them after the test."""
    proxies: list[TrainerProxy] = []

    def start(experiment: Experiment = EXPERIMENT, *arguments: Any) -> TrainerProxy:
        proxies.append(TrainerProxy(experiment, *arguments))
        return proxies[-1]

    yield start
    for proxy in proxies:
        proxy.close()
