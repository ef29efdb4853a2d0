"""Sessions that train in this process or, where a test is marked so, in one of their own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from playground.session import Session, ViewSettings
from playground.training import Experiment, Spec
from playground.training.proxy import Connect, TrainerProxy
from playground.training.side_process import SideProcess
from tests.in_process import InProcess, ManyInProcess
from tests.session.drawings import Make, three
from tests.session.frames import RECIPE, settle, train


@pytest.fixture
def make(request: pytest.FixtureRequest) -> Iterator[Callable[..., Session]]:
    """Makes sessions, and closes them after the test."""
    sessions: list[Session] = []
    apart = request.node.get_closest_marker("process")
    connect: Connect = TrainerProxy if apart else InProcess
    begin_many = SideProcess if apart else ManyInProcess

    def make(experiment: Experiment | None = None, **choices: Any) -> Session:
        experiment = experiment or Experiment.load(RECIPE, Spec(**choices))
        settings = ViewSettings(speed=math.inf)
        sessions.append(Session(experiment, settings, connect, begin_many))
        return sessions[-1]

    yield make
    for session in sessions:
        session.close()


@pytest.fixture
def session(make: Callable[..., Session]) -> Session:
    return make()


@pytest.fixture
def drawn(make: Make) -> Session:
    return make(three())


@pytest.fixture
def trained(make: Callable[..., Session]) -> Session:
    """Six epochs, the rate changed after four, a point added after five."""
    session = make(learning_rate=0.05)
    train(session, 4)
    session.model.update_spec(learning_rate=0.5)
    train(session, 1)
    session.points.add(np.array([[1.0, 1.0]]), np.array([1.0]))
    train(session, 1)
    return session


@pytest.fixture
def branched(make: Callable[..., Session]) -> Session:
    """Eight epochs; from the third on once more, at another rate, for two epochs."""
    session = make(learning_rate=0.05)
    train(session, 8)
    session.playhead.look_at(3)
    settle(session)
    session.model.update_spec(learning_rate=0.5)
    train(session, 2)
    return session
