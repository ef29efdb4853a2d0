"""The window's end of the worker process: start it, send commands, collect answers, never wait."""

from __future__ import annotations

import multiprocessing
from collections import deque
from threading import Condition, Event, Thread

from playground.training.experiment import Experiment
from playground.training.history import Checkpoint
from playground.training.messages import Apply, Ask, Command, Failure, Report, joined, post
from playground.training.worker import serve

_GRACE = 0.3  # seconds a worker has to end by itself


class WorkerLost(Exception):  # noqa: N818  says what happened
    """The worker process is gone: killed, or out of memory."""


class WorkerFailed(Exception):  # noqa: N818
    """The worker met an error of the program itself; the text is its traceback."""


class Outbox:
    """Commands under way to the worker, None for the end of them. Of edits that wait in a row one is left."""

    def __init__(self) -> None:
        self._waiting: deque[Command | None] = deque()
        self._change = Condition()

    def put(self, command: Command | None) -> None:
        with self._change:
            last = self._waiting.pop() if self._waiting else None
            one = joined(last, command)
            if one is None and last is not None:
                self._waiting.append(last)
            self._waiting.append(one or command)
            self._change.notify()

    def get(self) -> Command | None:
        """The next one; waits for it."""
        with self._change:
            self._change.wait_for(lambda: self._waiting)
            return self._waiting.popleft()


class TrainerProxy:
    """A trainer in a process of its own.

    Commands go out through a small thread, because a pipe that is full would make the window wait while
    the worker is in the middle of a long step. At most one question is under way at a time.
    """

    def __init__(self, run: int, experiment: Experiment, start: Checkpoint | None = None) -> None:
        context = multiprocessing.get_context("spawn")  # fork would copy Qt's threads and locks
        self._connection, self._theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(self._theirs,), daemon=True, name="trainer")
        self._mail = Outbox()
        self._started = Event()
        self._closed = False
        first = Apply(run, experiment, start)
        self._sender = Thread(target=self._deliver, args=(first,), name="trainer mail", daemon=True)
        self._sender.start()
        self.sent = 0
        self.asking = False

    def send(self, command: Command) -> None:
        """Pass a command on; returns at once."""
        self.sent += 1
        self._mail.put(command)

    def ask(self, since: int, *, moment: bool = False) -> None:
        """Ask for a report, unless one is under way."""
        if not self.asking:
            self.asking = True
            self._mail.put(Ask(since, moment))

    def poll(self) -> Report | None:
        """The answer, if it is there. Raises WorkerLost or WorkerFailed."""
        try:
            if not self._connection.poll():
                return None
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerLost from error
        self.asking = False
        if isinstance(answer, Failure):
            raise WorkerFailed(answer.report)
        assert isinstance(answer, Report)
        return answer

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def close(self) -> None:
        """End the worker, within a second, whatever it is doing."""
        if self._closed:
            return
        self._closed = True
        self._mail.put(None)
        self._started.wait()  # that takes a moment, and cannot be stopped
        self._sender.join(_GRACE)
        if not self._sender.is_alive():
            self._connection.close()  # an idle worker, or one between two steps, ends by itself
        if self._process.pid is not None:
            self._process.join(_GRACE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        self._sender.join()
        self._connection.close()
        self._process.close()

    def _deliver(self, first: Apply) -> None:
        """Start the process (it takes a while: 0.15 s) and send the mail, in the background.

        What to train is a letter, not an argument: starting a process waits until its arguments are read.
        """
        try:
            try:
                self._process.start()
            finally:
                self._theirs.close()
                self._started.set()
            post(self._connection, first)
            while (command := self._mail.get()) is not None:
                post(self._connection, command)
        except OSError:
            return  # poll() notices that the worker is gone
