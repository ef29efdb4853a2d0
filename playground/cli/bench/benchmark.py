"""A benchmark: the engine and its baselines in turns, on the same rows from the same initial weights."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import msgspec
from msgspec import Struct, field

Epoch = Callable[[], object]  # trains one epoch


class Contestant(Struct, frozen=True):
    """`make` prepares a run, and raises ImportError where it cannot. One epoch counts as `count`.

    target  how many times faster the engine is to be, or None
    """

    make: Callable[[], Epoch]
    count: int = 1
    target: float | None = None


class Benchmark(Struct, frozen=True):
    """The engine against `baselines`, by name; an epoch is so many steps."""

    name: str
    text: str
    steps: int
    engine: Contestant
    baselines: dict[str, Contestant] = field(default_factory=dict)


class BaselineResult(msgspec.Struct):
    """How many epochs a baseline reached in a second, and how many times faster the engine is (medians)."""

    epochs_per_second: float
    times: float
    target: float | None


class Result(msgspec.Struct):
    """Of one benchmark. `baselines` has null for one that is not installed."""

    name: str
    text: str
    epochs_per_second: float
    step_microseconds: float
    baselines: dict[str, BaselineResult | None] = msgspec.field(name="rivals")


def run_benchmark(one: Benchmark, rounds: int, seconds: float) -> Result:
    """So many rounds, in each of them everybody in turn."""
    contestants = {"": one.engine} | one.baselines
    runs = {name: run for name, contestant in contestants.items() if (run := _ready(contestant)) is not None}
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            speeds[name].append(contestants[name].count * _speed(run, seconds))
    speed = median(speeds[""])
    baselines = {
        name: _against(speeds[""], speeds[name], contestant) if name in runs else None
        for name, contestant in one.baselines.items()
    }
    return Result(one.name, one.text, speed, 1e6 * one.engine.count / speed / one.steps, baselines)


def _ready(contestant: Contestant) -> Epoch | None:
    """A run that has warmed up."""
    try:
        run = contestant.make()
    except ImportError:
        return None
    run()
    return run


def _speed(run: Epoch, seconds: float) -> float:
    """Epochs/s in a turn of so many seconds."""
    epochs, started = 0, perf_counter()
    while (passed := perf_counter() - started) < seconds or not epochs:
        run()
        epochs += 1
    return epochs / passed


def _against(ours: list[float], theirs: list[float], contestant: Contestant) -> BaselineResult:
    times = median(our / their for our, their in zip(ours, theirs, strict=True))
    return BaselineResult(median(theirs), times, contestant.target)
