"""How much of the engine's own speed is left in the window, and how even its frames are.

python -m tests.benchmarks.bench_window [--rounds 5] [--seconds 3] [--only W1]

Each round times the trainer alone, in this process, then the same experiment in the running window (1440×900,
pictures redrawn at 60 Hz), so that a machine that is busy at times is busy for both. Prints a table.
"""

from __future__ import annotations

import argparse
import os
import statistics
from dataclasses import dataclass
from time import perf_counter

from playground.training import Trainer
from tests.benchmarks.workloads import WORKLOADS, Workload


@dataclass(frozen=True)
class Round:
    """Epochs/s of the trainer alone and in the window; ms of work in a frame, and between two frames."""

    alone: float
    window: float
    work: float
    frames: list[float]


def alone(workload: Workload, seconds: float) -> float:
    """Epochs/s of the plain trainer."""
    trainer = Trainer(workload.experiment())
    trainer.advance(0.2)
    steps, started = trainer.steps, perf_counter()
    trainer.advance(seconds)
    return (trainer.steps - steps) / trainer.steps_per_epoch / (perf_counter() - started)


def in_window(workload: Workload, seconds: float) -> tuple[float, float, list[float]]:
    """Epochs/s in the running window, the median work of a frame, and the times between frames, in ms."""
    from tests.benchmarks.driver import Driven

    with Driven(workload.experiment()) as driven:
        reached = driven.train(seconds)
        return reached, driven.frames.work, driven.frames.intervals


def measure(workload: Workload, rounds: int, seconds: float) -> list[Round]:
    """So many rounds, the trainer alone and in the window by turns."""
    return [Round(alone(workload, seconds), *in_window(workload, seconds)) for _ in range(rounds)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--only", default="", help="those whose names begin so")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(_LINE.format("workload", "alone", "window", "share", "frame work", "interval", "p99"))
    for workload in WORKLOADS:
        if workload.name.startswith(options.only):
            print(_line(workload, measure(workload, options.rounds, options.seconds)), flush=True)


_LINE = "{:40} {:>9} {:>9} {:>7} {:>11} {:>11} {:>9}"


def _line(workload: Workload, rounds: list[Round]) -> str:
    frames = sorted(frame for one in rounds for frame in one.frames)
    return _LINE.format(
        workload.name,
        f"{statistics.median(one.alone for one in rounds):,.1f}",
        f"{statistics.median(one.window for one in rounds):,.1f}",
        f"{statistics.median(one.window / one.alone for one in rounds):.0%}",
        f"{statistics.median(one.work for one in rounds):.1f} ms",
        f"{statistics.median(frames):.1f} ms",
        f"{frames[int(0.99 * len(frames))]:.1f} ms",
    )


if __name__ == "__main__":
    main()
