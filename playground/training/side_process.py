"""A process of its own in which many networks are trained, beside the run and the window."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Thread
from typing import Protocol

from playground.training import hosted
from playground.training.hosted import beside_the_window
from playground.training.many import News, Request, train_many
from playground.training.messages import Failure
from playground.training.priority import BESIDE
from playground.training.proxy import WorkerFailed, WorkerLost


class Side(Protocol):
    """What a session needs of networks that are trained elsewhere."""

    def poll(self) -> News | None:
        """The next news, if there are any. Raises WorkerLost and WorkerFailed."""

    def close(self) -> None:
        """Give them up."""


Begin = Callable[[Request], Side]
"""Begins to train what is asked for."""


class SideProcess:
    """Trains what is asked for in a process that ends with it.

    Not in the worker: there a stack would take half of the run's time, and one epoch of it could keep the run
    waiting for seconds. Here nothing waits, and to give up is to end the process, in the middle of whatever.
    A thread starts it and takes what it says, so that the window waits for neither.
    """

    def __init__(self, request: Request) -> None:
        self._connection, self._theirs = hosted.CONTEXT.Pipe()
        self._process = hosted.CONTEXT.Process(target=serve, args=(self._theirs,), daemon=True, name="many")
        self._news: deque[News | Failure] = deque()
        self._end: BaseException | None = None  # why no more news come
        self._closed = False
        self._thread = Thread(target=self._collect, args=(request,), name="many news", daemon=True)
        self._thread.start()

    def poll(self) -> News | None:
        cause = self._end  # before the look at the news: what has come is taken first
        if self._news:
            news = self._news.popleft()
            if isinstance(news, Failure):
                raise WorkerFailed(news.report)
            return news
        if cause is None:
            return None
        if isinstance(cause, EOFError | OSError):
            raise WorkerLost from cause
        raise WorkerFailed("".join(traceback.format_exception(cause))) from cause

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._process.pid is not None:
            self._process.kill()
        self._thread.join()  # it may just be starting the process, which it then ends
        self._process.close()

    def _collect(self, request: Request) -> None:
        """Start the process, say what to train, and take what it says until its end of the pipe closes."""
        try:
            try:
                self._process.start()
            finally:
                self._theirs.close()
            self._connection.send(request)
            while not self._closed:
                self._news.append(self._connection.recv())
        except BaseException as error:  # noqa: BLE001  poll() raises it
            self._end = error
        finally:
            self._connection.close()
            if self._process.pid is not None:
                self._process.kill()
                self._process.join()


def serve(connection: Connection) -> None:
    """Train what the first message asks for, and say how it goes; until it is done, or the window is gone."""
    with beside_the_window(connection, BESIDE):
        for news in train_many(connection.recv()):
            connection.send(news)
