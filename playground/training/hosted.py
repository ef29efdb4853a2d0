"""Processes beside the window's: how they start, give way to it, end with it and report their errors."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from threading import Thread

from playground.training.messages import Failure
from playground.training.priority import give_way

CONTEXT = multiprocessing.get_context("spawn")  # fork would copy Qt's threads and locks


@contextmanager
def beside_the_window(connection: Connection, steps: int) -> Iterator[None]:
    """All that such a process does: it stands back by so many steps, and its errors go to the window."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the window's to handle
    Thread(target=_end_with_the_window, name="window watch", daemon=True).start()
    give_way(steps)
    try:
        yield
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the window is gone: so is the work
    except Exception:  # noqa: BLE001  everything else is ours to report, with the traceback
        connection.send(Failure(traceback.format_exc()))


def _end_with_the_window() -> None:
    """End this process at once when the window's is gone, also in the middle of a step that takes minutes."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    try:
        wait([parent.sentinel])
    finally:
        os._exit(1)  # whatever ends the watch: no worker runs unwatched
