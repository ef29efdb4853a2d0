"""Sessions with their real workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playground.session import Session
from playground.training import Experiment, Spec
from tests.session.frames import RECIPE


@pytest.fixture
def make() -> Iterator[Callable[..., Session]]:
    """Makes sessions, and closes them after the test."""
    sessions: list[Session] = []

    def make(experiment: Experiment | None = None, **choices: Any) -> Session:
        sessions.append(Session(experiment or Experiment.load(RECIPE, Spec(**choices))))
        return sessions[-1]

    yield make
    for session in sessions:
        session.close()


@pytest.fixture
def session(make: Callable[..., Session]) -> Session:
    return make()
