"""The benchmarks there are, with what is aimed at: how many times the engine is to be faster.

The targets were reached on an AMD EPYC (AVX2) and on an Intel Xeon (AVX-512) whose other core rested.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from playground.cli.bench.baselines import pytorch, scikit_learn, textbook
from playground.cli.bench.benchmark import Benchmark, Contestant
from playground.cli.bench.workload import Workload
from playground.fastpath import compiled

W1 = Workload(250, (2, 4, 2, 1), 10)
W2 = Workload(250, (7, *(8,) * 6, 1), 10)
W5 = Workload(10_000, (2, 64, 64, 64, 1), 32)
SOFTMAX = replace(W1, sizes=(2, 4, 2, 3), loss="cross_entropy")
MSE = replace(W1, loss="mse")


def _against_baselines(
    name: str, text: str, work: Workload, textbook_target: float, scikit_target: float
) -> Benchmark:
    contestants = {
        "textbook NumPy": Contestant(partial(textbook, work), target=textbook_target),
        "scikit-learn": Contestant(partial(scikit_learn, work), target=scikit_target),
        "PyTorch": Contestant(partial(pytorch, work)),
    }
    if compiled.available():
        contestants["fast path by NumPy"] = Contestant(work.by_numpy)
    return Benchmark(name, text, work.steps, Contestant(work.engine), contestants)


def _within(most: float, name: str, text: str, work: Workload, **base: Workload) -> Benchmark:
    """A step of `work` is to take at most so many times as long as one of `base`."""
    baselines = {
        other.replace("_", " "): Contestant(one.engine, target=1.0 / most) for other, one in base.items()
    }
    return Benchmark(name, text, work.steps, Contestant(work.engine), baselines)


def _stack(count: int) -> Benchmark:
    engine: Callable[[], Callable[[], object]] = partial(W1.engine, count)
    one = {"one network, by NumPy": Contestant(W1.by_numpy, target=5.0)}  # as the stack is
    return Benchmark("stack", f"{count} networks of W1 at once", W1.steps, Contestant(engine, count), one)


_ROWS = (
    _against_baselines("W1", "250 rows, 2-4-2-1, batch 10", W1, 5.0, 18.0),
    _against_baselines("W2", "250 rows, 7-8-8-8-8-8-8-1, batch 10", W2, 4.5, 14.0),
    _against_baselines("W3", "W1, batch 1", replace(W1, batch=1), 5.0, 12.0),
    _against_baselines("W4", "W1, full batch", replace(W1, batch=0), 3.2, 25.0),
    _against_baselines("W5", "10,000 rows, 2-64-64-64-1, batch 32", W5, 1.7, 3.0),
    _against_baselines("W6", "W5, full batch", replace(W5, batch=0), 1.5, 1.5),
    _against_baselines("W6b", "W5, batch 1000", replace(W5, batch=1000), 1.05, 1.2),
    _stack(64),
    _within(1.5, "adam", "W1, Adam", replace(W1, optimiser="adam"), SGD=W1),
    _within(1.3, "log_loss", "W1, log loss", replace(W1, loss="log_loss"), mse=MSE),
    _within(1.3, "softmax", "2-4-2-3, softmax", SOFTMAX, mse=replace(MSE, sizes=SOFTMAX.sizes)),
)

BENCHMARKS: dict[str, Benchmark] = {row.name: row for row in _ROWS}
