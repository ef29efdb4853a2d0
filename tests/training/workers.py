"""A worker to talk to, and the patience it takes."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import asdict

from playground.data import Dataset, Recipe
from playground.engine import Network
from playground.training import Experiment, Spec
from playground.training.messages import Failure, Report
from playground.training.proxy import TrainerProxy
from tests.patience import SECONDS

EXPERIMENT = Experiment.load(Recipe(source="circle", count=100, noise=10), Spec(optimiser="adam"))


class Mailbox:
    """The worker's end of a pipe whose other end says nothing."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, answer: Any) -> None:
        self.sent.append(answer)


def wait_until(holds: Callable[[], Any], what: str = "it") -> Any:
    deadline = time.monotonic() + SECONDS
    while not (value := holds()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.001)
    return value


def report(proxy: TrainerProxy, since: int = 0) -> Report:
    """Ask, and again if a step that was sent is not done yet: until then answers are of what came before."""

    def told() -> Report | None:
        proxy.ask(since)
        answer: Report = wait_until(proxy.poll, "a report")
        return answer if answer.last_command == proxy.last_command else None

    return wait_until(told, "a report of all that was sent")


def spec_with(experiment: Experiment, **choices: Any) -> Experiment:
    return experiment.with_spec(msgspec.structs.replace(experiment.spec, **choices))


class Endless(Experiment):
    """Its network is never finished, as little as a step of hours: NumPy is at work all the time."""

    def network(self) -> Network:
        large = np.ones((1500, 1500))
        while True:
            large = np.tanh(large @ large)

    @classmethod
    def like(cls, experiment: Experiment) -> Experiment:
        return cls(**asdict(experiment))


def serve_half_an_answer(connection: Connection) -> None:
    """A worker that is stopped in the middle of its second answer: of a hundred bytes four come."""
    connection.send(Failure("whole"))
    connection._send(struct.pack("!i", 100) + b"half")  # type: ignore[attr-defined]
    time.sleep(600)


def many_rows() -> Experiment:
    """They fill a pipe that nobody reads."""
    data = Dataset(np.zeros((300_000, 2)), np.zeros(300_000), ("x1", "x2"))
    return Experiment.create(data)
