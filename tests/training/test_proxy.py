"""The window's end of the worker: an end in every situation, and every end noticed."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event

import psutil
import pytest
from msgspec.structs import replace

from playground.training import Checkpoint
from playground.training.messages import (
    Apply,
    Pause,
    Play,
    Step,
)
from playground.training.priority import RUN
from playground.training.proxy import TrainerProxy, WorkerFailed, WorkerLost
from tests.training.workers import (
    EXPERIMENT,
    Endless,
    many_rows,
    report,
    serve_half_an_answer,
    wait_until,
)

pytestmark = pytest.mark.usefixtures("spawned")


def test_a_slow_run_goes_on_while_it_is_asked_again_and_again(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    proxy.send(Play(2.0))  # 10 steps a second, and many questions between two of them
    wait_until(lambda: report(proxy).snapshot.steps >= 5, "steps")


def test_a_worker_starts_when_the_window_is_ready() -> None:
    ready = Event()
    proxy = TrainerProxy(EXPERIMENT, ready=ready)
    proxy.send(Step("epoch"))
    assert proxy.pid is None
    ready.set()
    assert report(proxy).last_command == 1
    proxy.close()


def test_a_worker_that_never_began_is_closed() -> None:
    TrainerProxy(EXPERIMENT, ready=Event()).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has classes instead of steps")
def test_the_run_gives_way_to_the_window(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    report(proxy)
    assert psutil.Process(proxy.pid).nice() == psutil.Process().nice() + RUN


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
    proxy = TrainerProxy(EXPERIMENT)
    with pytest.raises(WorkerLost):
        wait_until(proxy.poll)
    proxy.close()


def test_an_error_inside_comes_with_its_traceback(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    proxy.send(Apply(replace(EXPERIMENT, data=None)))  # type: ignore[arg-type]
    with pytest.raises(WorkerFailed, match=r"(?s)Traceback.*serve.*AttributeError"):
        wait_until(proxy.poll)


def test_an_error_at_the_very_start_comes_with_its_traceback(start: Callable[..., TrainerProxy]) -> None:
    proxy = start(replace(EXPERIMENT, data=None))
    with pytest.raises(WorkerFailed, match="Traceback"):
        wait_until(proxy.poll)


@pytest.mark.parametrize("when", ["first", "later"])
def test_whatever_goes_wrong_while_sending_is_noticed(
    start: Callable[..., TrainerProxy], monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Not only that the pipe is broken: the thread would end, and the window wait for ever."""
    if when == "later":
        proxy = start()
        report(proxy)

    def fail(*_arguments: object) -> None:
        raise RuntimeError("dictionary changed size during iteration")

    monkeypatch.setattr("playground.training.proxy.post", fail)
    if when == "first":
        proxy = start()
    proxy.ask(0)
    for _ in range(2):
        with pytest.raises(WorkerFailed, match=r"(?s)Traceback.*_deliver.*changed size"):
            wait_until(proxy.poll)


def test_a_command_that_cannot_be_written_is_noticed(start: Callable[..., TrainerProxy]) -> None:
    for proxy in (start(replace(EXPERIMENT, by_hand=lambda: True)), start()):  # type: ignore[arg-type]
        proxy.send(Step(lambda: "epoch"))  # type: ignore[arg-type]
        with pytest.raises(WorkerFailed, match=r"(?s)Traceback.*lambda"):
            wait_until(proxy.poll)


def test_an_answer_that_cannot_be_read_is_noticed(
    start: Callable[..., TrainerProxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = start()
    monkeypatch.setattr("playground.training.proxy.pickle.loads", lambda _letter: 1 / 0)
    proxy.ask(0)
    with pytest.raises(WorkerFailed, match=r"(?s)Traceback.*ZeroDivisionError"):
        wait_until(proxy.poll)
    assert not proxy.asking, "it can be asked again"


def test_half_an_answer_keeps_nobody_waiting(
    start: Callable[..., TrainerProxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.training.proxy.serve", serve_half_an_answer)
    proxy = start()
    with pytest.raises(WorkerFailed, match="whole"):
        wait_until(proxy.poll)
    assert proxy.poll() is None


def close_ends_it(proxy: TrainerProxy) -> None:
    process = psutil.Process(proxy.pid) if proxy.pid else None
    proxy.close()
    assert process is None or not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    with pytest.raises(WorkerLost):
        proxy.poll()
    proxy.close()  # once more does no harm


def test_close_while_idle() -> None:
    proxy = TrainerProxy(EXPERIMENT)
    report(proxy)
    close_ends_it(proxy)


def test_close_while_training() -> None:
    proxy = TrainerProxy(EXPERIMENT)
    proxy.send(Play(math.inf))
    wait_until(lambda: report(proxy).snapshot.epoch > 0)
    close_ends_it(proxy)


def test_close_right_after_creation() -> None:
    close_ends_it(TrainerProxy(EXPERIMENT))


def test_close_right_after_creation_with_many_rows() -> None:
    """The rows fill the pipe before the worker has begun to read."""
    close_ends_it(TrainerProxy(many_rows()))


def test_close_and_commands_during_a_step_without_end() -> None:
    """With a full pipe as well: neither must wait for the worker."""
    proxy = TrainerProxy(Endless.like(EXPERIMENT))
    wait_until(lambda: proxy.pid, "the process")
    wait_until(lambda: psutil.Process(proxy.pid).cpu_times().user > 0.5, "the step to be under way")
    for start in (None, EXPERIMENT.network(), None):  # none of them stands for another
        proxy.send(Apply(many_rows(), start and Checkpoint(0, 0, start.theta)))
    proxy.ask(0)
    assert proxy.poll() is None
    close_ends_it(proxy)


PARENT = """
    import sys, time
    from playground.training.messages import Play
    from playground.training.proxy import TrainerProxy
    from tests.training.workers import EXPERIMENT, Endless

    if __name__ == "__main__":
        endless = sys.argv[1] == "in a step"
        proxy = TrainerProxy(Endless.like(EXPERIMENT) if endless else EXPERIMENT)
        if sys.argv[1] == "training":
            proxy.send(Play(float("inf")))
        proxy.ask(0)
        while not endless and proxy.poll() is None:
            time.sleep(0.001)
        while proxy.pid is None:
            time.sleep(0.001)
        print(proxy.pid, flush=True)
        time.sleep(600)
"""


@pytest.mark.parametrize("doing", ["idle", "training", "in a step"])
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
            if doing == "in a step":
                wait_until(lambda: worker.cpu_times().user > 1.0, "the step to be under way")
        finally:
            parent.kill()
        try:
            wait_until(
                lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE,
                "the worker to end",
            )
        finally:
            with suppress(psutil.NoSuchProcess):
                worker.kill()
        assert "Traceback" not in parent.stderr.read()


def test_a_worker_ignores_ctrl_c(start: Callable[..., TrainerProxy]) -> None:
    proxy = start()
    report(proxy)
    assert proxy.pid is not None
    os.kill(proxy.pid, signal.SIGINT)
    proxy.send(Step("epoch"))
    assert report(proxy).snapshot.epoch == 1
