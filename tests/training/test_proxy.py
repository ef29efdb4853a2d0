"""The window's end of the worker: an end in every situation, and every end noticed."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from playground.data import Dataset
from playground.training import Experiment
from playground.training.messages import (
    Apply,
    Pause,
    Play,
    Step,
)
from playground.training.proxy import TrainerProxy, WorkerFailed, WorkerLost
from tests.training.workers import EXPERIMENT, report, slow_step, wait_until


def test_a_slow_run_goes_on_while_it_is_asked_again_and_again(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    proxy.send(Play(2.0))  # 10 steps a second, and many questions between two of them
    wait_until(lambda: report(proxy).snapshot.steps >= 5, "steps")


def test_a_killed_worker_is_noticed(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    report(proxy)
    assert proxy.pid is not None
    os.kill(proxy.pid, signal.SIGKILL)
    with pytest.raises(WorkerLost):
        wait_until(proxy.poll)
    proxy.send(Pause())  # goes nowhere, quietly
    with pytest.raises(WorkerLost):
        proxy.poll()


def test_a_worker_that_cannot_be_started_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    proxy = TrainerProxy(1, EXPERIMENT)
    with pytest.raises(WorkerLost):
        wait_until(proxy.poll)
    proxy.close()


def test_an_error_inside_comes_with_its_traceback(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    proxy.send(Apply(1, replace(EXPERIMENT, data=None)))  # type: ignore[arg-type]
    with pytest.raises(WorkerFailed, match=r"(?s)Traceback.*serve.*AttributeError"):
        wait_until(proxy.poll)


def test_an_error_at_the_very_start_comes_with_its_traceback(start: Callable[..., TrainerProxy]) -> None:
    proxy = start(replace(EXPERIMENT, data=None))
    with pytest.raises(WorkerFailed, match="Traceback"):
        wait_until(proxy.poll)


def close_within_a_second(proxy: TrainerProxy) -> None:
    process = psutil.Process(proxy.pid) if proxy.pid else None
    started = time.monotonic()
    proxy.close()
    assert time.monotonic() - started < 1.0
    assert process is None or not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    with pytest.raises(WorkerLost):
        proxy.poll()
    proxy.close()  # once more does no harm


def test_close_while_idle() -> None:
    proxy = TrainerProxy(1, EXPERIMENT)
    report(proxy)
    close_within_a_second(proxy)


def test_close_while_training() -> None:
    proxy = TrainerProxy(1, EXPERIMENT)
    proxy.send(Play(math.inf))
    wait_until(lambda: report(proxy).snapshot.epoch > 0)
    close_within_a_second(proxy)


def test_close_right_after_creation() -> None:
    close_within_a_second(TrainerProxy(1, EXPERIMENT))


def test_close_right_after_creation_with_many_rows() -> None:
    """The rows fill the pipe before the worker has begun to read."""
    rng = np.random.default_rng(0)
    data = Dataset(rng.normal(0, 1, (300_000, 2)), np.zeros(300_000), ("x1", "x2"))
    close_within_a_second(TrainerProxy(1, Experiment.create(data)))


def test_close_and_commands_during_a_step_of_many_seconds() -> None:
    """With a full pipe as well: sending more of it must not make the caller wait."""
    experiment = slow_step()
    proxy = TrainerProxy(1, experiment)
    report(proxy)
    proxy.send(Step("epoch"))
    assert proxy.pid is not None
    process = psutil.Process(proxy.pid)
    before = process.cpu_times().user
    wait_until(lambda: process.cpu_times().user > before + 0.1, "the step to be under way")
    started = time.monotonic()
    for _ in range(3):
        proxy.send(Apply(1, experiment))
    proxy.ask(0)
    assert proxy.poll() is None
    assert time.monotonic() - started < 0.1
    close_within_a_second(proxy)


PARENT = """
    import sys, time
    from playground.data import Recipe
    from playground.training import Experiment
    from playground.training.messages import Play
    from playground.training.proxy import TrainerProxy

    if __name__ == "__main__":
        proxy = TrainerProxy(1, Experiment.load(Recipe(count=50)))
        if sys.argv[1] == "training":
            proxy.send(Play(float("inf")))
        proxy.ask(0)
        while proxy.poll() is None:
            time.sleep(0.001)
        print(proxy.pid, flush=True)
        time.sleep(600)
"""


@pytest.mark.parametrize("doing", ["idle", "training"])
def test_the_worker_ends_when_its_parent_is_killed(tmp_path: Path, doing: str) -> None:
    script = tmp_path / "parent.py"
    script.write_text(textwrap.dedent(PARENT), encoding="utf-8")
    root = Path(sys.modules["playground"].__path__[0]).parent
    with subprocess.Popen(
        [sys.executable, str(script), doing],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as parent:
        assert parent.stdout is not None and parent.stderr is not None
        try:
            worker = psutil.Process(int(parent.stdout.readline()))
        finally:
            parent.kill()
        wait_until(
            lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE, "the worker to end"
        )
        assert "Traceback" not in parent.stderr.read()


def test_a_worker_ignores_ctrl_c(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    report(proxy)
    assert proxy.pid is not None
    os.kill(proxy.pid, signal.SIGINT)
    proxy.send(Step("epoch"))
    assert report(proxy).snapshot.epoch == 1
