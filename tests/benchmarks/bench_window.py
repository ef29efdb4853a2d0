"""How much of the engine's own speed is left in the window: python -m tests.benchmarks.bench_window

Each round times the trainer alone, in this process, then the same experiment in the running window (1440×900,
picture redrawn at 60 Hz), so that a machine that is busy at times is busy for both. Prints a table.
"""

from __future__ import annotations

import argparse
import os
import statistics
from dataclasses import dataclass
from itertools import pairwise
from time import perf_counter, thread_time

from playground.data import Recipe
from playground.training import Experiment, Spec, Trainer


@dataclass(frozen=True)
class Workload:
    """One row of the table."""

    name: str
    recipe: Recipe
    spec: Spec


_TFP = {"loss": "half_mse_tanh", "batch_size": 10, "learning_rate": 0.03}
_ALL = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")

WORKLOADS = (
    Workload("W1: 250 rows, 2-4-2-1, batch 10", Recipe(), Spec(hidden_layers=(4, 2), **_TFP)),
    Workload("W2: 7 features, 6×8, batch 10", Recipe(), Spec(features=_ALL, hidden_layers=(8,) * 6, **_TFP)),
)


@dataclass(frozen=True)
class Round:
    """Epochs/s of the trainer alone and in the window; ms of work in a frame, and between two frames."""

    alone: float
    window: float
    work: float
    frames: list[float]


def alone(workload: Workload, seconds: float) -> float:
    """Epochs/s of the plain trainer."""
    trainer = Trainer(Experiment.load(workload.recipe, workload.spec))
    trainer.advance(0.2)
    epochs, started = trainer.epoch, perf_counter()
    trainer.advance(seconds)
    return (trainer.epoch - epochs) / (perf_counter() - started)


def in_window(workload: Workload, seconds: float) -> tuple[float, float, list[float]]:
    """Epochs/s in the running window, the median work of a frame, and the times between frames, in ms."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

    from playground.ui.app import application, create_window

    application()
    window = create_window(Experiment.load(workload.recipe, workload.spec))
    window.resize(1440, 900)
    window.show()
    paints: list[tuple[float, float]] = []  # time, and processor time of the window's thread

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                paints.append((perf_counter(), thread_time()))
            return False

    watch = Watch()
    window.canvas_panel.canvas.viewport().installEventFilter(watch)

    def run(duration: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * duration), loop.quit)
        loop.exec()

    run(0.5)
    window.session.play()
    run(1.0)
    paints.clear()
    epochs, started = window.session.snapshot.epoch, perf_counter()
    run(seconds)
    reached = (window.session.snapshot.epoch - epochs) / (perf_counter() - started)
    window.close()
    run(0.1)
    gaps = [(1000 * (b[0] - a[0]), 1000 * (b[1] - a[1])) for a, b in pairwise(paints)]
    return reached, statistics.median(work for _, work in gaps), [gap for gap, _ in gaps]


def measure(workload: Workload, rounds: int, seconds: float) -> list[Round]:
    """So many rounds, the trainer alone and in the window by turns."""
    return [Round(alone(workload, seconds), *in_window(workload, seconds)) for _ in range(rounds)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(_LINE.format("workload", "alone", "window", "share", "frame work", "interval", "p99"))
    for workload in WORKLOADS:
        print(_line(workload, measure(workload, options.rounds, options.seconds)))


_LINE = "{:34} {:>9} {:>9} {:>7} {:>11} {:>11} {:>9}"


def _line(workload: Workload, rounds: list[Round]) -> str:
    frames = sorted(frame for one in rounds for frame in one.frames)
    return _LINE.format(
        workload.name,
        f"{statistics.median(one.alone for one in rounds):,.0f}",
        f"{statistics.median(one.window for one in rounds):,.0f}",
        f"{statistics.median(one.window / one.alone for one in rounds):.0%}",
        f"{statistics.median(one.work for one in rounds):.1f} ms",
        f"{statistics.median(frames):.1f} ms",
        f"{frames[int(0.99 * len(frames))]:.1f} ms",
    )


if __name__ == "__main__":
    main()
