"""The window's end of the worker process: start it, send commands, collect answers, never wait."""

from __future__ import annotations

import pickle
import traceback
from collections import deque
from collections.abc import Callable
from threading import Condition, Event, Thread
from typing import Protocol

from playground.training import hosted
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.messages import (
    Begin,
    Command,
    End,
    Envelope,
    Failure,
    Message,
    Report,
    RequestReport,
    coalesce,
    post,
    write,
)
from playground.training.worker import serve

_GRACE = 0.3  # seconds a worker has to end by itself


class WorkerLost(Exception):  # noqa: N818  says what happened
    """The worker process is gone: killed, or out of memory."""


class WorkerFailed(Exception):  # noqa: N818
    """The worker, or a thread that serves it, met an error of the program; the text is its traceback."""


class Proxy(Protocol):
    """What a session needs of a trainer that is elsewhere.

    last_command  the number of the last command; that with which it began is 0
    asking        whether a report is under way
    """

    last_command: int
    asking: bool

    @property
    def pid(self) -> int | None: ...

    def send(self, command: Command) -> int: ...

    def ask(self, since: int, *, moment: bool = False) -> None: ...

    def poll(self) -> Report | None: ...

    def close(self) -> None: ...


Connect = Callable[[Experiment, Checkpoint | None, int], Proxy]
"""Begins to train an experiment, from its initial weights or a checkpoint, as the run of a number."""


class Outbox:
    """Commands under way to the worker, each written when it is put in. Of edits that wait in a row one is
    left.
    """

    def __init__(self) -> None:
        self._waiting: deque[Message] = deque()
        self._change = Condition()

    def put(self, envelope: Envelope) -> None:
        with self._change:
            coalesce(self._waiting, write(envelope))
            self._change.notify()

    def get(self) -> Message:
        """The next one; waits for it."""
        with self._change:
            self._change.wait_for(lambda: self._waiting)
            return self._waiting.popleft()


class TrainerProxy:
    """A trainer in a process of its own.

    Two small threads stand between the window and the pipe: a pipe that is full, or an answer of which only
    the first half comes, would make the window wait while the worker is in the middle of a long step, or is
    stopped. At most one question is under way at a time.

    Whatever ends, `poll` says so: an error of either thread, and the end of the process, which ends the
    answers.
    """

    def __init__(
        self,
        experiment: Experiment,
        start: Checkpoint | None = None,
        run: int = 0,
        *,
        ready: Event | None = None,
    ) -> None:
        """With `ready`, the process starts when that is set: what is said before waits for it."""
        self._ready = ready
        self._connection, self._theirs = hosted.CONTEXT.Pipe()
        self._process = hosted.CONTEXT.Process(
            target=serve, args=(self._theirs,), daemon=True, name="trainer"
        )
        self._outbox = Outbox()
        self._answers: deque[bytes] = deque()
        self._end: BaseException | None = None  # why no more answers come
        self._trouble: BaseException | None = None  # an error of ours, while sending
        self._started = Event()
        self._closed = False
        self.last_command = 0
        self.asking = False
        self._sender = Thread(target=self._deliver, name="trainer mail", daemon=True)
        self._receiver = Thread(target=self._collect, name="trainer answers", daemon=True)
        self._post(Begin(experiment, start, run))
        self._sender.start()
        self._receiver.start()

    def send(self, command: Command) -> int:
        """Pass a command on; returns its number at once."""
        self.last_command += 1
        self._post(command)
        return self.last_command

    def ask(self, since: int, *, moment: bool = False) -> None:
        """Ask for a report, unless one is under way."""
        if not self.asking:
            self.asking = True
            self._post(RequestReport(since, moment))

    def poll(self) -> Report | None:
        """The answer, if it is there. Raises WorkerLost or WorkerFailed."""
        cause = self._trouble or self._end  # before the look at the answers: what has come is taken first
        if self._answers:
            return self._opened(self._answers.popleft())
        if cause is None:
            return None
        if isinstance(cause, EOFError | OSError):
            raise WorkerLost from cause
        raise WorkerFailed("".join(traceback.format_exception(cause))) from cause

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def close(self) -> None:
        """End the worker, within a second, whatever it is doing."""
        if self._closed:
            return
        self._closed = True
        if self._ready is not None:
            self._ready.set()
        self._post(End())
        self._started.wait()  # that takes a moment, and cannot be stopped
        if self._process.pid is not None:
            self._process.join(_GRACE)  # an idle worker, or one between two steps, ends by itself
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        self._sender.join()
        self._receiver.join()
        self._connection.close()
        self._process.close()

    def _opened(self, answer: bytes) -> Report:
        self.asking = False
        try:
            report = pickle.loads(answer)  # noqa: S301  from our own process
        except Exception as error:
            raise WorkerFailed(traceback.format_exc()) from error
        if isinstance(report, Failure):
            raise WorkerFailed(report.report)
        assert isinstance(report, Report)
        return report

    def _post(self, command: Command) -> None:
        try:
            self._outbox.put(Envelope(self.last_command, command))
        except Exception as error:  # noqa: BLE001  poll() raises it
            self._trouble = error

    # --- in threads of their own -------------------------------------------------------------------

    def _deliver(self) -> None:
        """Start the process (it takes a while: 0.15 s) and send the mail.

        What to train is a message, not an argument: starting a process waits until its arguments are read.
        """
        if self._ready is not None:
            self._ready.wait()
        try:
            try:
                self._process.start()
            finally:
                self._theirs.close()
                self._started.set()
            going = True
            while going:
                message = self._outbox.get()
                post(self._connection, message)
                going = not isinstance(message.command, End)
        except OSError:
            if self._process.pid is not None:
                self._process.kill()  # mostly it is gone already; its last answer may say why
        except BaseException as error:  # noqa: BLE001  poll() raises it
            self._trouble = error

    def _collect(self) -> None:
        """Take what the worker says, one whole answer after the other, until its end of the pipe closes."""
        try:
            while True:
                self._answers.append(self._connection.recv_bytes())
        except BaseException as error:  # noqa: BLE001  poll() raises it
            self._end = error
