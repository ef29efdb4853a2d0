"""`bench`: the speed of the engine beside other implementations, on this machine.

The others run in turns with the engine, so that a machine that is busy at times is busy for all: the
ratios hold where the figures do not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import msgspec

from playground.cli.bench.benchmark import Benchmark, run_benchmark
from playground.cli.bench.benchmarks import BENCHMARKS
from playground.cli.bench.report import table
from playground.cli.terminal import say
from playground.errors import SpecError, did_you_mean


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `bench`."""
    text = f"Benchmarks to run: {', '.join(BENCHMARKS)} (default: all)."
    parser.add_argument("benchmarks", nargs="*", metavar="BENCHMARK", help=text)
    parser.add_argument(
        "--rounds", type=int, default=25, help="Rounds; the median is reported (default: 25)."
    )
    parser.add_argument(
        "--seconds", type=float, default=0.05, help="Minimum seconds per round (default: 0.05)."
    )
    parser.add_argument("--json", action="store_true", help="Print the results as one JSON array.")


def run(options: argparse.Namespace) -> None:
    """Run the benchmarks and print their table."""
    if options.rounds < 1:
        raise SpecError(f"--rounds cannot be {options.rounds}.", "Give at least 1.")
    results = []
    for one in _chosen(options.benchmarks):
        say(f"{one.name}: {one.text}")
        results.append(run_benchmark(one, options.rounds, options.seconds))
    print(msgspec.json.encode(results).decode() if options.json else table(results))


def _chosen(names: Sequence[str]) -> list[Benchmark]:
    for name in names:
        if name not in BENCHMARKS:
            raise SpecError(f"Unknown benchmark “{name}”.", did_you_mean(name, BENCHMARKS))
    return [BENCHMARKS[name] for name in names or BENCHMARKS]
