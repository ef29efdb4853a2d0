"""Whether drawing and large tables stay smooth: python -m tests.benchmarks.bench_studio [--rows 1000000]

strokes    one edit of the rows in every frame, with 10,000 of them on the canvas: what a frame costs
           (processor time of the window's thread, paint included) and the time from frame to frame
table      a table of a million rows: what loading costs step by step, frames while it trains in batches
           of 100, how soon Play and Pause are answered, the memory of both processes, the processor time
           at rest
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import msgspec
import numpy as np
import psutil
from numpy.typing import NDArray

from playground.data import Dataset, Recipe
from playground.data.plane import plane_of
from playground.session import Session
from playground.training import Experiment, Spec
from tests.benchmarks.driver import Driven, quantile

_SPEC = Spec(hidden_layers=(4, 2))
_ROWS = 10_000
_MB = 2**20

Edit = Callable[[Session, int], None]


def add(session: Session, frame: int, rows: int = 3) -> None:
    """A few more rows near each other, as a brush puts them down."""
    rng = np.random.default_rng(frame)
    centre = 4.0 * np.array([np.cos(0.05 * frame), np.sin(0.05 * frame)])
    X = np.array(session.view.plane.held)[None].repeat(rows, 0)
    X[:, :2] = centre + rng.normal(0.0, 0.3, (rows, 2))
    session.points.add(X, np.full(rows, frame % 2.0), merge=True)


def _near(session: Session, frame: int) -> NDArray[np.intp]:
    """The rows under a circle that wanders over the canvas."""
    x, y = 3.0 * np.cos(0.05 * frame), 3.0 * np.sin(0.05 * frame)
    return np.flatnonzero(np.hypot(session.data.X[:, 0] - x, session.data.X[:, 1] - y) < 0.2)


def erase(session: Session, frame: int) -> None:
    session.points.delete(_near(session, frame), merge=True)


def move(session: Session, _frame: int) -> None:
    rows = np.arange(20)
    session.points.move(rows, session.data.X[rows] + 0.02, session.data.y[rows], merge=True)


def swap(session: Session, frame: int) -> None:
    rows = _near(session, frame)
    session.points.relabel(rows, 1.0 - session.data.y[rows], merge=True)


EDITS: dict[str, Edit] = {"add": add, "erase": erase, "move": move, "swap": swap}


def stroke(driven: Driven, edit: Edit, frames: int) -> tuple[list[float], list[float]]:
    """Ms of work, and between two paints, of so many frames with one edit each."""
    session, count = driven.session, 0

    def once() -> None:
        nonlocal count
        if count < frames:
            edit(session, count)
            count += 1

    driven.window.refresher.timeout.connect(once)
    driven.frames.frames.clear()
    driven.paints.frames.clear()
    while count < frames:
        driven.run(0.1)
    driven.window.refresher.timeout.disconnect(once)
    session.end_merge()
    work = [1000.0 * (b.work - a.work) for a, b in pairwise(driven.frames.frames)]
    return work[2:], driven.paints.intervals[2:]


def strokes(frames: int) -> None:
    print(_LINE.format("10,000 rows, an edit a frame", "work: median", "p99", "interval: median", "p99"))
    experiment = Experiment.load(Recipe(source="xor", count=_ROWS, train_share=1.0), _SPEC)
    for training in (False, True):
        for name, edit in EDITS.items():
            with Driven(experiment) as driven:
                if training:
                    driven.session.playback.play()
                    driven.run(1.0)
                work, intervals = stroke(driven, edit, frames)
                figures = [f"{quantile(ms, share):.1f}" for ms in (work, intervals) for share in (0.5, 0.99)]
                print(_LINE.format(f"{name}, {'training' if training else 'paused'}", *figures), flush=True)


def table(rows: int, columns: int) -> Dataset:
    """Numbers and a class, as a large file holds them."""
    rng = np.random.default_rng(0)
    X = rng.normal(50.0, 20.0, (rows, columns))
    y = (X[:, 0] + X[:, 1] + rng.normal(0, 10, rows) > 100.0).astype(float)
    names = tuple(f"x{index + 1}" for index in range(columns))
    return Dataset(X, y, names, "y", ("no", "yes"), name="table.csv", generated=False).split(0.8, 1)


def timed(name: str, action: Callable[[], object]) -> object:
    """Do it, and print how many ms it took."""
    started = perf_counter()
    made = action()
    print(f"  {name:32} {1000.0 * (perf_counter() - started):8.0f} ms")
    return made


def large(rows: int, columns: int, seconds: float) -> None:
    """Everything that is measured of one large table."""
    print(f"{rows:,} rows of {columns} inputs and a class")
    data = table(rows, columns)
    ours = psutil.Process()
    print(f"  {'memory with the rows alone':32} {ours.memory_info().rss / _MB:8.0f} MB")
    timed("split", lambda: data.split(0.8, 2))
    spec = replace_spec(batch_size=100)
    experiment = timed("Experiment.create", lambda: Experiment.create(data, spec))
    assert isinstance(experiment, Experiment)
    timed("plane_of", lambda: plane_of(data, experiment.inputs, experiment.target))
    with Driven(Experiment.load(Recipe(), _SPEC)) as driven:
        session = driven.session
        timed("open, until it returns", partial(session.document.open, experiment))
        timed("the frame that shows it", driven.window.frame)
        print(f"  {'until the worker has it':32} {driven.until(lambda: not session.busy, 60.0):8.0f} ms")
        driven.run(1.0)
        theirs = psutil.Process(driven.worker)
        _resting(driven, seconds)
        _playing(driven, seconds)
        _editing(driven)
        for name, process in (("window", ours), ("worker", theirs)):
            print(f"  {'memory of the ' + name:32} {process.memory_info().rss / _MB:8.0f} MB")
        peak = _peak(driven.worker)
        print(f"  {'most there ever was: window':32} {_peak(os.getpid()):8.0f} MB")
        print(f"  {'most there ever was: worker':32} {peak:8.0f} MB")


def _resting(driven: Driven, seconds: float) -> None:
    """The processor time of a window at rest."""
    processes = [psutil.Process(), psutil.Process(driven.worker)]
    before = [sum(process.cpu_times()[:2]) for process in processes]
    driven.run(seconds)
    for name, process, was in zip(("window", "worker"), processes, before, strict=True):
        used = (sum(process.cpu_times()[:2]) - was) / seconds
        print(f"  {'at rest: ' + name:32} {100 * used:8.1f} % of a processor")


def _playing(driven: Driven, seconds: float) -> None:
    session = driven.session
    plays, pauses, settled = [], [], []
    for _ in range(5):
        steps = session.snapshot.steps
        session.playback.play()
        plays.append(driven.until(lambda steps=steps: session.snapshot.steps > steps, 20.0))
        driven.run(seconds / 5)
        driven.window.toggle_play()
        pauses.append(driven.until(lambda: not session.worker.outdated, 20.0))
        settled.append(pauses[-1] + driven.until(lambda: not session.busy, 20.0))
    session.playback.play()
    driven.run(0.5)
    driven.frames.frames.clear()
    driven.paints.frames.clear()
    steps, started = session.snapshot.steps, perf_counter()
    driven.run(seconds)
    rate = (session.snapshot.steps - steps) / (perf_counter() - started)
    frames = driven.paints.intervals
    print(f"  {'Play until the first news':32} {_figures(plays)} ms")
    print(f"  {'Pause until it stands still':32} {_figures(pauses)} ms")
    print(f"  {'Pause until its scores are there':32} {_figures(settled)} ms")
    print(f"  {'frames while training':32} {1000.0 / statistics.fmean(frames):8.0f} a second")
    print(f"  {'between two of them':32} {_figures(frames)} ms")
    print(f"  {'work in a frame':32} {driven.frames.work:8.1f} ms")
    print(f"  {'steps a second':32} {rate:8.0f}")
    driven.window.toggle_play()
    driven.until(lambda: not session.busy, 20.0)


def _editing(driven: Driven) -> None:
    """A few rows more of so many, undone, and redone."""
    session = driven.session
    for name, verb in (
        ("add 3 rows", lambda: add(session, 0)),
        ("undo", session.undo),
        ("redo", session.redo),
    ):
        timed(name, lambda verb=verb: (verb(), driven.window.frame()))
        driven.until(lambda: not session.busy, 20.0)


def replace_spec(**choices: object) -> Spec:
    return msgspec.structs.replace(_SPEC, **choices)


def _peak(pid: int) -> float:
    """The most memory a process has ever had in use, in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _figures(ms: list[float]) -> str:
    return f"{statistics.median(ms):8.0f} / {max(ms):.0f} (median / most)"


_LINE = "{:32} {:>14} {:>8} {:>18} {:>8}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--frames", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--only", default="", choices=("", "strokes", "table"))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.only != "table":
        strokes(options.frames)
    if options.only != "strokes":
        for columns in (2, 3):
            large(options.rows, columns, options.seconds)


if __name__ == "__main__":
    main()
