"""What looking back costs: a jump into a long run, the keyframes of the run, and its memory.

    python -m tests.benchmarks.bench_time [--epochs 100000]

A jump is from one random epoch to another, keyframes as many as are kept. What keyframes cost is measured by
runs with them and without, in turns. With BACKPROP_PLAYGROUND_COMPILED=0 in the environment all is by NumPy.
Memory is that of the history and its keyframes, of W1 and of a run ten times as long. Then a stack of seeds
is compared with one network, both by NumPy. At last the playhead is dragged over the run, in the window: how
long the window's thread works for a frame, and how long it is from one frame to the next; beside the network,
and beside three runs that are compared.
"""

from __future__ import annotations

import argparse
import os
import tracemalloc
from time import perf_counter, process_time
from typing import Any

import numpy as np

from playground.training import Trainer
from playground.training.checkpoint import Place
from playground.training.seeds import SeedStack
from playground.training.timeline import Timeline
from tests.benchmarks.workloads import WORKLOADS

_JUMPS, _EPOCHS = 60, 60_000  # jumps; epochs trained to find what keyframes cost
_DRAG = np.concatenate([np.linspace(0.95, 0.05, 150), np.linspace(0.05, 0.95, 150)])  # of the axis
_RUNS = (100, 500, 2_000, 5_000)  # epochs; of longer ones keyframes are the rarer, the longer they are


class _Forgetful(Timeline):
    """Keeps nothing: what a run costs without keyframes."""

    def wants(self, epoch: int) -> bool:
        return False


def jumps(run: Trainer) -> list[float]:
    """Seconds of each of some jumps to random epochs."""
    times = []
    for epoch in np.random.default_rng(0).integers(0, run.epoch, _JUMPS).tolist():
        started = perf_counter()
        run.replay(Place(epoch)).finish()
        times.append(perf_counter() - started)
    return times


def keyframe_cost(epochs: int) -> float:
    """The share of a run's processor time that its keyframes take: of runs with them and without, in turns,
    the quickest quarter of each, which is free of what else the machine does.
    """
    turns = max(12, _EPOCHS // epochs)
    times = np.empty((turns, 2))
    for turn in range(turns):
        for place in (0, 1) if turn % 2 else (1, 0):
            run = Trainer(WORKLOADS[0].experiment())
            if place == 0:
                run.history.timeline = _Forgetful()
                run.log.keep(run, forced=True)
            started = process_time()
            run.run(epochs=epochs)
            times[turn, place] = process_time() - started
    without, with_them = np.quantile(times, 0.25, axis=0).tolist()
    return with_them / without - 1.0


def memory(epochs: int) -> float:
    """MB that the history of a run takes at its end, beyond those at its start."""
    tracemalloc.start()
    run = Trainer(WORKLOADS[0].experiment())
    before, _ = tracemalloc.get_traced_memory()
    losses = (0.5, 0.5)
    for epoch in range(1, epochs + 1):  # what an epoch leaves behind, without its updates
        run.history.add(epoch, losses)
        if run.history.timeline.wants(epoch):
            run.epoch = epoch
            run.history.timeline.keep(run.keyframe())
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / 2**20


def stack_speed(networks: int = 64, epochs: int = 20) -> float:
    """How many times the epochs of one network a stack of so many makes, in processor time."""
    experiment, times = WORKLOADS[0].experiment(), []
    for stack in (SeedStack(experiment, (0,)), SeedStack(experiment, range(networks))):
        stack.run_epoch()
        started = process_time()
        for _ in range(epochs):
            stack.run_epoch()
        times.append(process_time() - started)
    return networks * times[0] / times[1]


def scrub(epochs: int) -> None:
    """Drag the playhead over a run in the window, and print what the frames were."""
    from tests.benchmarks.driver import Driven

    with Driven(WORKLOADS[0].experiment()) as driven:
        session = driven.session
        session.playback.play()
        driven.until(lambda: session.snapshot.epoch >= epochs, 600.0)
        session.playback.pause()
        for rate in (None, 0.1, 0.2):
            if rate is not None:
                session.runs.keep_present(session.resume_point)
                session.playhead.look_at(epochs // 2)
                driven.until(lambda: session.playhead.exact)
                session.model.update_spec(learning_rate=rate)
                session.playback.play()
                driven.until(lambda: session.snapshot.epoch >= epochs, 600.0)
                session.playback.pause()
        for beside in ("network", "compare"):
            session.view.set_side_panel(beside)  # type: ignore[arg-type]
            driven.run(1.0)
            print(f"scrubbing beside {beside}: {_frames(driven)}", flush=True)


def _frames(driven: Any) -> str:
    """Drag from one end of the axis to the other and back, a step each 16 ms."""
    from PySide6.QtCore import QPoint, Qt, QTimer
    from PySide6.QtTest import QTest

    plot = driven.window.loss_panel.plot
    area = plot._view.area
    at = [QPoint(round(area.left() + share * area.width()), round(area.bottom()) + 12) for share in _DRAG]
    QTest.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=at[0])
    timer = QTimer()
    timer.setInterval(16)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    places = iter(at)
    timer.timeout.connect(lambda: QTest.mouseMove(plot.viewport(), next(places, at[-1])))
    driven.frames.frames.clear()
    timer.start()
    driven.run(0.016 * len(at))
    timer.stop()
    QTest.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=at[-1])
    shown = driven.frames.frames
    work = 1000 * np.diff([frame.work for frame in shown])
    between = np.array(driven.frames.intervals)
    driven.session.playhead.to_present()
    return ", ".join(
        f"{name} {np.median(times):.1f} ms (p95 {np.quantile(times, 0.95):.1f})"
        for name, times in (("work", work), ("frame", between))
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=100_000)
    epochs = parser.parse_args().epochs
    run = Trainer(WORKLOADS[0].experiment())
    started = perf_counter()
    run.run(epochs=epochs)
    print(f"{WORKLOADS[0].name}: {run.epoch / (perf_counter() - started):,.0f} epochs/s")
    timeline = run.history.timeline
    print(f"{len(timeline.checkpoints)} keyframes, one every {timeline.interval} epochs")
    times = 1000 * np.array(jumps(run))
    print(
        f"a jump: median {np.median(times):.0f} ms, p90 {np.quantile(times, 0.9):.0f}, max {times.max():.0f}"
    )
    for length in _RUNS:
        print(f"keyframes of a run of {length:,} epochs: {100 * keyframe_cost(length):.1f} %")
    for length in (100_000, 1_000_000):
        print(f"memory of {length:,} epochs: {memory(length):.1f} MB")
    print(f"64 seeds as a stack: {stack_speed():.1f} times the network-epochs/s of one")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    scrub(epochs)


if __name__ == "__main__":
    main()
