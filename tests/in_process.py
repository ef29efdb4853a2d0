"""A trainer without a process: a session or a window has its answers at once, and its tests need not wait."""

from __future__ import annotations

import math
import pickle
import traceback
from typing import Any

import numpy as np
from msgspec.structs import replace

from playground.session import Session
from playground.training import Checkpoint, Experiment, Trainer
from playground.training.many import News, Request, train_many
from playground.training.messages import Begin, Command, Envelope, Report, RequestReport
from playground.training.proxy import WorkerFailed, WorkerLost
from playground.training.run_shelf import RunShelf
from playground.training.worker import WorkerLoop

_AHEAD = 7  # updates that come between a report and the next command


def _copied(message: Any) -> Any:
    """As it comes out at the other end of a pipe: nothing in it is shared."""
    return pickle.loads(pickle.dumps(message, protocol=5))


class Mailbox:
    """The worker's end of a pipe that nothing passes through but answers."""

    def __init__(self, answers: list[Report]) -> None:
        self.answers = answers

    def send(self, answer: Report) -> None:
        self.answers.append(_copied(answer))


def show_weights(session: Session, theta: Any, **figures: Any) -> None:
    """Let a session show these weights, as if a report had brought them."""
    whole = np.broadcast_to(np.asarray(theta, dtype=float), session.network.theta.shape).copy()
    session.run.show(replace(session.snapshot, theta=whole, **figures))


class InProcess:
    """What `TrainerProxy` is to a session. Commands and questions are taken at once, in their order; before a
    question there is a slice of training, if the trainer is at it.
    """

    pid = None

    def __init__(self, experiment: Experiment, start: Checkpoint | None = None, run: int = 0) -> None:
        self.last_command = 0
        self.asking = False
        self._answers: list[Report] = []
        self._trouble = ""
        self._closed = False
        self._take(Begin(experiment, start, run))

    def send(self, command: Command) -> int:
        self.last_command += 1
        self._take(command)
        return self.last_command

    def ask(self, since: int, *, moment: bool = False) -> None:
        if not self.asking:
            self.asking = True
            self._take(RequestReport(since, moment))

    def poll(self) -> Report | None:
        if self._closed:
            raise WorkerLost
        if self._answers:
            self.asking = False
            return self._answers.pop()
        if self._trouble:
            raise WorkerFailed(self._trouble)
        return None

    def close(self) -> None:
        self._closed = True

    @property
    def trainer(self) -> Trainer:
        """Of the run that goes on: what there is, whatever the session knows of it."""
        return self._worker.trainer

    def run(self, number: int) -> Trainer | None:
        """One of those that the worker has."""
        return self._worker.runs.find(number)

    def _take(self, command: Command) -> None:
        if self._closed or self._trouble:
            return
        try:
            envelope = _copied(Envelope(self.last_command, command))
            if isinstance(envelope.command, Begin):
                first = envelope.command
                runs = RunShelf(Trainer(first.experiment, first.start), first.run)
                self._worker = WorkerLoop(Mailbox(self._answers), runs)  # type: ignore[arg-type]
                return
            if isinstance(envelope.command, RequestReport):
                self._worker.work()
            self._worker.take(envelope)
        except Exception:  # noqa: BLE001  poll() raises it, as the worker would report it
            self._trouble = traceback.format_exc()


class Ahead(InProcess):
    """Trains on before each command, unseen: the window knows less than there is."""

    def send(self, command: Command) -> int:
        if self._worker.training:
            self._worker.trainer.advance(math.inf, _AHEAD)
        return super().send(command)


class ManyInProcess:
    """What `SideProcess` is to a session: each second look trains on to the next news."""

    def __init__(self, request: Request) -> None:
        self._news = train_many(_copied(request))
        self._resting = True

    def poll(self) -> News | None:
        self._resting = not self._resting
        return None if self._resting else _copied(next(self._news))

    def close(self) -> None:
        self._news.close()  # type: ignore[attr-defined]
