"""Whether memory stays flat: python -m tests.benchmarks.bench_soak [--minutes 10]

Trains in the window at unlimited speed and prints the memory of the window and of its worker every minute;
with `--edits` something is changed every second, as a class would.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np

from tests.benchmarks.driver import Driven
from tests.benchmarks.workloads import WORKLOADS

_MB = 2**20


def resident(pid: int) -> float:
    """The memory a process has in use, in MB (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


def edits(driven: Driven) -> list[Callable[[], object]]:
    """What is done in turns; most of it is undone at the end of a round, so that the work stays as large."""
    session = driven.session
    rows = np.array([[0.5, -1.0], [2.0, 3.0]])
    view = session.view
    return [
        lambda: session.model.update_spec("Learning rate", learning_rate=0.1),
        lambda: session.points.add(rows, np.array([0.0, 1.0])),
        session.undo,
        session.model.add_layer,
        session.undo,
        session.redo,
        session.undo,
        lambda: view.set_side_panel("table"),
        lambda: view.set_side_panel("network"),
        lambda: view.update(dark=not view.settings.dark),
        lambda: session.source.update_recipe("Noise", noise=20.0),
        session.undo,
        session.undo,
        session.model.reset,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--only", default="W1", help="the workload whose name begins so")
    parser.add_argument("--edits", action="store_true", help="change something every second")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    workload = next(one for one in WORKLOADS if one.name.startswith(options.only))
    with Driven(workload.experiment()) as driven:
        for film in (driven.frames, driven.paints, driven.losses):
            film.rolling = False  # it would grow by a megabyte a minute
        driven.session.playback.play()
        first, todo = 0.0, cycle(edits(driven) if options.edits else [lambda: None])
        for minute in range(1, options.minutes + 1):
            for _ in range(60):
                driven.run(1.0)
                driven.window.run_command(next(todo))
                if not driven.session.training:
                    driven.session.playback.play()
            window, worker = resident(os.getpid()), resident(driven.worker)
            first = first or window + worker
            epoch = driven.session.snapshot.epoch
            print(
                f"{minute:3} min · epoch {epoch:>10,} · window {window:6.1f} MB · worker {worker:6.1f} MB"
                f" · since the first minute {window + worker - first:+.1f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
