"""How soon the window answers a hand while it trains at full speed: python -m tests.benchmarks.bench_response

click      from the click on the canvas to the frame that shows the new point
pause      from the press to the last step the worker takes
still      from the press to the picture at its full resolution
history    frames/s while a run of a million epochs is scrolled and zoomed
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Callable
from time import perf_counter

import numpy as np

from playground.training.history import History, HistoryPart
from playground.training.timeline import TimelinePart
from tests.benchmarks.driver import Driven, Frame, quantile
from tests.benchmarks.workloads import WORKLOADS, Workload

_EPOCHS = 1_000_000


def clicks(driven: Driven, times: int) -> list[float]:
    """Ms from each click to the paint that shows its point."""
    taken, size = [], driven.canvas.viewport().rect().center()
    for index in range(times):
        driven.paints.frames.clear()
        rows = len(driven.session.data) - int(driven.session.data.test.sum())
        place = size * (0.6 + 0.8 * index / times)
        driven.run(0.05 + 0.013 * (index % 7))  # anywhere between two frames
        started = perf_counter()
        driven.click(place)
        taken.append(first(driven, started, lambda frame, rows=rows: frame.rows > rows))
    return taken


def first(driven: Driven, started: float, shows: Callable[[Frame], bool]) -> float:
    """Ms until the canvas was painted in such a way."""
    driven.until(lambda: any(map(shows, driven.paints.after(started))))
    return 1000.0 * (next(filter(shows, driven.paints.after(started))).at - started)


def pauses(driven: Driven, times: int) -> tuple[list[float], list[float]]:
    """Ms from the press of Pause to the last step, and to the picture at its full resolution."""
    stops, stills = [], []
    for _ in range(times):
        driven.session.playback.play()
        driven.run(0.4)
        coarse = driven.window.heatmap.side
        started = perf_counter()
        driven.window.toggle_play()
        stops.append(driven.until(lambda: not driven.session.busy))
        stills.append(first(driven, started, lambda frame, coarse=coarse: frame.side > coarse))
    return stops, stills


def history(driven: Driven, seconds: float) -> float:
    """Frames/s of the loss plot while it is scrolled and zoomed through a million epochs."""
    rows = np.random.default_rng(0).random((_EPOCHS, 2))
    driven.session.playback.pause()
    driven.run(0.3)
    driven.session.run.history = History()
    driven.session.history.merge(HistoryPart(0, rows, TimelinePart(0)))
    moves: list[Callable[[float], tuple[float, float]]] = [
        lambda t: (t * 8e5, t * 8e5 + 1e5),
        lambda t: (5e5 - (1 - t) * 4e5, 5e5 + (1 - t) * 4e5),
        lambda t: (9e5 + t * 9e4, 9e5 + t * 9e4 + 1e3),
    ]
    intervals = []
    for move in moves:
        started = perf_counter()
        driven.losses.frames.clear()
        while (t := (perf_counter() - started) / seconds) < 1.0:
            driven.session.view.set_epoch_range(*move(t))
            driven.run(0.008)  # as often as a mouse tells where it is
        intervals += driven.losses.intervals
    return 1000.0 / statistics.median(intervals)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=60)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(_LINE.format("ms: median / p99", "click", "pause", "still"))
    for workload in WORKLOADS:
        print(_line(workload, options.times), flush=True)
    with Driven(WORKLOADS[0].experiment()) as driven:
        print(f"A history of {_EPOCHS:,} epochs: {history(driven, 2.0):.0f} frames/s")


def _line(workload: Workload, times: int) -> str:
    with Driven(workload.experiment()) as driven:
        driven.session.playback.play()
        driven.run(1.0)
        taken = clicks(driven, times)
        stops, stills = pauses(driven, times // 3)
    return _LINE.format(workload.name, *map(_figures, (taken, stops, stills)))


def _figures(ms: list[float]) -> str:
    return f"{statistics.median(ms):.0f} / {quantile(ms, 0.99):.0f}"


_LINE = "{:40} {:>12} {:>12} {:>12}"


if __name__ == "__main__":
    main()
