"""Whether memory stays flat: python -m tests.benchmarks.bench_soak [--minutes 10]

Trains in the window at unlimited speed and prints the memory of the window and of its worker every minute.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tests.benchmarks.driver import Driven
from tests.benchmarks.workloads import WORKLOADS

_MB = 2**20


def resident(pid: int) -> float:
    """The memory a process has in use, in MB (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--only", default="W1", help="the workload whose name begins so")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    workload = next(one for one in WORKLOADS if one.name.startswith(options.only))
    with Driven(workload.experiment()) as driven:
        for film in (driven.frames, driven.paints, driven.losses):
            film.rolling = False  # it would grow by a megabyte a minute
        driven.session.playback.play()
        first = 0.0
        for minute in range(1, options.minutes + 1):
            driven.run(60.0)
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
