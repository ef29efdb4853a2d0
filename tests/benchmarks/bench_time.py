"""What looking back costs: a jump into a long run, the keyframes of the run, and its memory.

    python -m tests.benchmarks.bench_time [--epochs 100000]

A jump is from one random epoch to another, keyframes as many as are kept; the last lines train in turns with
keyframes and without. Memory is that of the history and its keyframes, of W1 and of a run ten times as long.
The last line compares a stack of seeds with one network, both by NumPy.
"""

from __future__ import annotations

import argparse
import tracemalloc
from time import perf_counter, process_time

import numpy as np

from playground.training import Trainer
from playground.training.checkpoint import Place
from playground.training.seeds import SeedStack
from playground.training.timeline import Timeline
from tests.benchmarks.workloads import WORKLOADS

_JUMPS, _TURNS, _TURN = 60, 12, 1500


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


def keyframe_cost(epoch: int) -> float:
    """By what share a run is slower with keyframes, from this epoch on; processor time, in turns."""
    seconds, runs = [0.0, 0.0], [Trainer(WORKLOADS[0].experiment()) for _ in range(2)]
    runs[1].history.timeline = _Forgetful()
    for run in runs:
        run.run(epochs=epoch)
    for _ in range(_TURNS):
        for place, run in enumerate(runs):
            started = process_time()
            run.run(epochs=_TURN)
            seconds[place] += process_time() - started
    return seconds[0] / seconds[1] - 1.0


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
    for start in (0, 20_000):
        print(f"keyframes cost from epoch {start:,} on: {100 * keyframe_cost(start):+.1f} %")
    for length in (100_000, 1_000_000):
        print(f"memory of {length:,} epochs: {memory(length):.1f} MB")
    print(f"64 seeds as a stack: {stack_speed():.1f} times the network-epochs/s of one")


if __name__ == "__main__":
    main()
