"""Most tests have their workers forked from a process that has imported all they need: a tenth of the time.

How the program starts them (`spawned`) is shown where starting and ending is the matter.
"""

from __future__ import annotations

import multiprocessing

import pytest

from playground.training import hosted

FORKED = "forkserver"
_IMPORTED = ["pytest", "playground.training.worker", "playground.training.side_process"]


def fork_workers() -> None:
    """From now on, where the system can."""
    if FORKED in multiprocessing.get_all_start_methods():
        multiprocessing.set_forkserver_preload(_IMPORTED)
        hosted.CONTEXT = multiprocessing.get_context(FORKED)


@pytest.fixture
def spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start as those of the program do, with all that is in the environment now."""
    monkeypatch.setattr(hosted, "CONTEXT", multiprocessing.get_context("spawn"))
