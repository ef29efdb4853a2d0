"""How the window moves and answers while others want the processor: python -m tests.benchmarks.bench_load

Two processes do nothing but count, at the usual priority, while the window trains at unlimited speed.

frames     a second, the median, with those of the slowest in a hundred
pause      ms from the press of Pause to the answer that the worker has stopped, median / p99
speed      epochs/s, beside those of the same workload without the two
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.driver import Driven, quantile
from tests.benchmarks.workloads import LONG_STEPS, WORKLOADS, Workload


def count() -> None:
    """Keep a processor busy."""
    while True:
        pass


@contextmanager
def busy(processes: int) -> Iterator[None]:
    started = [multiprocessing.Process(target=count, daemon=True) for _ in range(processes)]
    for one in started:
        one.start()
    yield
    for one in started:
        one.kill()
        one.join()


def pauses(driven: Driven, times: int) -> list[float]:
    """Ms from each press of Pause until the worker has told that it stands still."""
    taken = []
    for index in range(times):
        driven.session.playback.play()
        driven.run(0.2 + 0.013 * (index % 7))  # anywhere within a step
        driven.window.toggle_play()
        taken.append(driven.until(lambda: driven.session.worker.seen_all, 60.0))
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--times", type=int, default=100, help="presses of Pause")
    parser.add_argument("--only", default="", help="the workloads whose names begin so")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    multiprocessing.set_start_method("spawn")
    print(_LINE.format(f"beside {options.processes} busy processes", "frames/s", "pause", "epochs/s"))
    for workload in WORKLOADS + LONG_STEPS:
        if workload.name.startswith(options.only):
            print(_line(workload, options), flush=True)


def _line(workload: Workload, options: argparse.Namespace) -> str:
    with Driven(workload.experiment()) as driven:
        alone = driven.train(options.seconds / 4)
        with busy(options.processes):
            driven.run(0.5)
            beside = driven.train(options.seconds)
            intervals = driven.frames.intervals
            stops = pauses(driven, options.times)
    frames = f"{1000 / statistics.median(intervals):.0f} / {1000 / quantile(intervals, 0.99):.0f}"
    pause = f"{statistics.median(stops):.0f} / {quantile(stops, 0.99):.0f}"
    return _LINE.format(workload.name, frames, pause, f"{beside:,.3g} of {alone:,.3g}")


_LINE = "{:40} {:>12} {:>12} {:>20}"


if __name__ == "__main__":
    main()
